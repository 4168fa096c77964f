package io.fanin.checkpoint.numpy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.file.Contents;
import io.fanin.checkpoint.zip.ArchiveEntry;
import io.fanin.checkpoint.zip.ZipArchive;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A file of `numpy.savez` or `numpy.savez_compressed`: a zip archive of `.npy` files, which are
/// called as they are without the suffix. Stored ones are read in place, deflated ones inflated.
public final class NpzFile {
    private NpzFile() {}

    public static boolean recognizes(ZipArchive archive) {
        return archive.entries().keySet().stream().anyMatch(name -> name.endsWith(NpyFile.SUFFIX));
    }

    /// @throws BadFileException if an entry is no `.npy` file or breaks a rule
    public static Contents read(ZipArchive archive) throws IOException {
        SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (ArchiveEntry entry : archive.entries().values()) {
            if (!entry.name().endsWith(NpyFile.SUFFIX)) {
                throw entry.bad("is no " + NpyFile.SUFFIX + " file, as all in an .npz must be");
            }
            NpyHeader header = NpyHeader.read(entry.head(NpyHeader.MOST_BYTES), entry::bad);
            header.requireSize(entry.size(), "the entry", entry::bad);
            String name = NpyFile.withoutSuffix(entry.name());
            tensors.put(name, header.tensor(name, entry.content()));
        }
        return new Contents(
                ".npz",
                Collections.unmodifiableSequencedMap(tensors),
                Collections.unmodifiableSequencedMap(new LinkedHashMap<>()));
    }
}
