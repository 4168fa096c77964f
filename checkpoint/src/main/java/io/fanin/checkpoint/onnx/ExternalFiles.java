package io.fanin.checkpoint.onnx;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.checkpoint.file.Quoted;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// Files beside a model that hold its large initializers. They lie in the model's folder or below
/// it; a model can't make anyone read another file.
final class ExternalFiles {
    private final MappedFile model;
    private final Map<Path, MappedFile> open = new HashMap<>();

    ExternalFiles(MappedFile model) {
        this.model = model;
    }

    /// A part of such a file.
    ///
    /// @param file its real path
    record Part(Path file, long offset, MemorySegment bytes) {}

    /// The part that an initializer's `external_data` names: `location`, relative to the model's
    /// folder, and, if they are there, `offset` and `length` in bytes.
    ///
    /// @param needed the bytes of the initializer
    /// @param bad makes the complaint
    Part part(Map<String, String> place, long needed, Function<String, BadFileException> bad)
            throws IOException {
        String location = place.getOrDefault("location", "");
        Path path = within(location, bad);
        MappedFile file = open.get(path);
        if (file == null) {
            file = MappedFile.map(path, model.arena());
            open.put(path, file);
        }
        long offset = number(place, "offset", 0, bad);
        long length = number(place, "length", needed, bad);
        if (length != needed) {
            throw bad.apply("external data of " + length + " bytes; its shape needs " + needed);
        }
        if (offset > file.size() || length > file.size() - offset) {
            throw bad.apply(
                    "external data of "
                            + length
                            + " bytes from byte "
                            + offset
                            + " on reach past the "
                            + file.size()
                            + " bytes of "
                            + Quoted.of(location));
        }
        return new Part(path, offset, file.bytes().asSlice(offset, length));
    }

    private Path within(String location, Function<String, BadFileException> bad)
            throws IOException {
        Path relative;
        try {
            relative = Path.of(location);
        } catch (InvalidPathException e) {
            throw bad.apply(
                    "external data in " + Quoted.of(location) + ": " + Quoted.line(e.getReason()));
        }
        if (location.isEmpty()
                || relative.isAbsolute()
                || !relative.equals(relative.normalize())
                || relative.startsWith("..")) {
            throw bad.apply(
                    "external data in "
                            + Quoted.of(location)
                            + "; expected a file in the model's folder, without \"..\"");
        }
        Path folder = Objects.requireNonNull(model.path().toAbsolutePath().getParent());
        Path path = folder.resolve(relative);
        if (!Files.isRegularFile(path)) {
            throw bad.apply(
                    "external data in "
                            + Quoted.of(location)
                            + ", which is no file beside the model");
        }
        Path real = path.toRealPath();
        if (!real.startsWith(folder.toRealPath())) {
            throw bad.apply(
                    "external data in "
                            + Quoted.of(location)
                            + ", a link that leaves the model's folder; copy the file there");
        }
        return real;
    }

    private static long number(
            Map<String, String> place,
            String key,
            long otherwise,
            Function<String, BadFileException> bad)
            throws BadFileException {
        String text = place.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, as of a negative number.
        }
        throw bad.apply(
                "external data: " + key + " must be a count of bytes; got " + Quoted.of(text));
    }
}
