package io.fanin.checkpoint;

import io.fanin.checkpoint.file.Contents;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.checkpoint.numpy.NpyFile;
import io.fanin.checkpoint.numpy.NpzFile;
import io.fanin.checkpoint.onnx.OnnxFile;
import io.fanin.checkpoint.safetensors.SafetensorsFile;
import io.fanin.checkpoint.safetensors.SafetensorsIndex;
import io.fanin.checkpoint.torch.LegacyTorchFile;
import io.fanin.checkpoint.torch.TorchFile;
import io.fanin.checkpoint.zip.ZipArchive;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The formats that Fanin reads, those with the surest marks first. Content decides; if it is that
/// of no format, the file's name says whose reader tells what is wrong.
final class Formats {
    private static final List<Format<MappedFile>> FILES =
            List.of(
                    new Format<>(
                            ".safetensors", SafetensorsFile::recognizes, SafetensorsFile::read),
                    new Format<>(".npy", NpyFile::recognizes, NpyFile::read),
                    new Format<>(".pt", LegacyTorchFile::recognizes, LegacyTorchFile::read),
                    new Format<>(
                            ".safetensors.index.json",
                            SafetensorsIndex::recognizes,
                            SafetensorsIndex::read),
                    new Format<>(".onnx", OnnxFile::recognizes, OnnxFile::read));

    /// Formats that are zip archives.
    private static final List<Format<ZipArchive>> ARCHIVES =
            List.of(
                    new Format<>(".pt", TorchFile::recognizes, TorchFile::read),
                    new Format<>(".npz", NpzFile::recognizes, NpzFile::read));

    /// How many bytes of an unknown file its complaint shows.
    private static final int SHOWN = 8;

    /// @param suffix of its files' names
    /// @param <S> a file or an archive
    private record Format<S>(String suffix, Predicate<S> recognizes, Reader<S> reader) {}

    private interface Reader<S> {
        Contents read(S source) throws IOException;
    }

    private Formats() {}

    static Contents read(MappedFile file) throws IOException {
        for (Format<MappedFile> format : FILES) {
            if (format.recognizes().test(file)) {
                return format.reader().read(file);
            }
        }
        if (ZipArchive.recognizes(file)) {
            return readArchive(ZipArchive.read(file));
        }
        String name = file.path().toString().toLowerCase(Locale.ROOT);
        for (Format<MappedFile> format : FILES) {
            if (name.endsWith(format.suffix())) {
                return format.reader().read(file);
            }
        }
        throw file.bad(
                (file.size() == 0 ? "is empty" : "begins with " + start(file))
                        + ", as no format does that is read: "
                        + suffixes());
    }

    private static Contents readArchive(ZipArchive archive) throws IOException {
        for (Format<ZipArchive> format : ARCHIVES) {
            if (format.recognizes().test(archive)) {
                return format.reader().read(archive);
            }
        }
        throw archive.file()
                .bad(
                        "is a zip archive "
                                + (archive.entries().isEmpty()
                                        ? "without entries"
                                        : "that begins with entry "
                                                + Quoted.of(
                                                        archive.entries().firstEntry().getKey()))
                                + ", as no format does that is read: "
                                + suffixes());
    }

    private static String start(MappedFile file) {
        long length = Math.min(SHOWN, file.size());
        return HexFormat.ofDelimiter(" ")
                .formatHex(file.bytes().asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    }

    private static String suffixes() {
        return Stream.concat(FILES.stream(), ARCHIVES.stream())
                .map(Format::suffix)
                .distinct()
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
