package io.fanin.checkpoint;

import io.fanin.checkpoint.file.Contents;
import io.fanin.checkpoint.file.MappedFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;

/// What a reader found, and the arena in which it lives.
record OpenCheckpoint(Contents contents, Arena arena) implements Checkpoint {
    /// What a folder is searched for, in the order in which Hugging Face's libraries do.
    private static final List<String> IN_FOLDERS =
            List.of("model.safetensors", "model.safetensors.index.json");

    @SuppressWarnings("MustBeClosedChecker") // The checkpoint closes the arena.
    static Checkpoint open(Path path) throws IOException {
        Path file = Files.isDirectory(path) ? within(path) : path;
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "it is not a regular file");
        }
        Arena arena = Arena.ofShared();
        boolean opened = false;
        try {
            Checkpoint checkpoint =
                    new OpenCheckpoint(Formats.read(MappedFile.map(file, arena)), arena);
            opened = true;
            return checkpoint;
        } finally {
            if (!opened) {
                arena.close();
            }
        }
    }

    private static Path within(Path folder) throws BadFileException {
        for (String name : IN_FOLDERS) {
            if (Files.exists(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        throw BadFileException.of(
                folder,
                "the folder holds no checkpoint; expected "
                        + String.join(" or ", IN_FOLDERS)
                        + " in it");
    }

    @Override
    public String format() {
        return contents.format();
    }

    @Override
    public SequencedMap<String, StoredTensor> tensors() {
        return contents.tensors();
    }

    @Override
    public SequencedMap<String, String> metadata() {
        return contents.metadata();
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
