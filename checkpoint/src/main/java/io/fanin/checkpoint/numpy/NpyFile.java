package io.fanin.checkpoint.numpy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.file.Contents;
import io.fanin.checkpoint.file.MappedFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A file of `numpy.save`: one array, which is called as the file is.
public final class NpyFile {
    static final String SUFFIX = ".npy";

    private NpyFile() {}

    public static boolean recognizes(MappedFile file) {
        return file.has(0, NpyHeader.MAGIC);
    }

    /// @throws BadFileException if the file breaks a rule
    public static Contents read(MappedFile file) throws BadFileException {
        NpyHeader header = NpyHeader.read(file.bytes(), file::bad);
        header.requireSize(file.size(), "the file", file::bad);
        String name = String.valueOf(file.path().getFileName());
        StoredTensor tensor = header.tensor(withoutSuffix(name), file.bytes());
        SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put(tensor.name(), tensor);
        return new Contents(
                ".npy",
                Collections.unmodifiableSequencedMap(tensors),
                Collections.unmodifiableSequencedMap(new LinkedHashMap<>()));
    }

    static String withoutSuffix(String name) {
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
