package io.fanin.checkpoint.torch;

import io.fanin.checkpoint.file.Contents;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.checkpoint.zip.ArchiveEntry;
import io.fanin.checkpoint.zip.ZipArchive;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/// What `torch.save` writes since PyTorch 1.6: a zip archive, nothing in it compressed, with
/// `data.pkl`, the pickled object, and `data/0`, `data/1`, …, the storages, in one folder.
///
/// Nothing of the pickle is run; see [Unpickler]. Storages stay where they are.
public final class TorchFile {
    private static final String PICKLE = "data.pkl";

    /// What only `torch.jit.save` writes.
    private static final String SCRIPT = "constants.pkl";

    private TorchFile() {}

    public static boolean recognizes(ZipArchive archive) {
        return !folders(archive).isEmpty();
    }

    /// The folders, with a slash at the end, that hold a pickle.
    private static List<String> folders(ZipArchive archive) {
        return archive.entries().keySet().stream()
                .filter(name -> name.endsWith("/" + PICKLE))
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .toList();
    }

    public static Contents read(ZipArchive archive) throws IOException {
        Path file = archive.file().path();
        List<String> folders = folders(archive);
        if (folders.size() != 1) {
            throw archive.file()
                    .bad("has " + folders.size() + " entries named " + PICKLE + "; expected one");
        }
        String folder = folders.getFirst();
        if (archive.entries().containsKey(folder + SCRIPT)) {
            throw archive.file()
                    .bad(
                            "is TorchScript, a program, which is never run; save its values alone: torch.save(model.state_dict(), ...)");
        }
        requireLittleEndian(archive, folder);
        MemorySegment pickle = stored(archive, folder + PICKLE);
        NamedValues values =
                NamedValues.of(
                        file,
                        new Unpickler(new PickleBytes(file, PICKLE, pickle)).read(),
                        pickle.byteSize());
        return new Contents(
                ".pt",
                StoredViews.of(
                        file,
                        values.tensors(),
                        storage -> stored(archive, folder + "data/" + storage.key())),
                Collections.unmodifiableSequencedMap(values.metadata()));
    }

    private static void requireLittleEndian(ZipArchive archive, String folder) throws IOException {
        ArchiveEntry entry = archive.entries().get(folder + "byteorder");
        if (entry == null) {
            return; // Older than 2.1, which wrote the machine's order; those were little-endian.
        }
        String order =
                new String(
                        entry.head(16).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.US_ASCII);
        if (!order.equals("little")) {
            throw entry.bad(
                    "is "
                            + Quoted.of(order)
                            + "; only \"little\" is read: load the file in PyTorch and save it again on a little-endian machine");
        }
    }

    private static MemorySegment stored(ZipArchive archive, String name) throws IOException {
        ArchiveEntry entry = archive.entries().get(name);
        if (entry == null) {
            throw archive.file().bad("has no entry " + Quoted.of(name));
        }
        if (!entry.stored()) {
            throw entry.bad("is compressed, which torch.save never does; store it instead: zip -0");
        }
        return entry.content();
    }
}
