package io.fanin.checkpoint.write;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The files that a checkpoint is written into.
///
/// @param files with their tensors
/// @param index of the shards; null if there is but one file
/// @param rival what else a reader of the folder would take for the checkpoint: the single file
///   beside shards, the index beside a single file; empty if there is no such thing
/// @param ties names that are not written, each with the name that holds its values
record Target(
        List<FileImage> files,
        @Nullable Index index,
        Optional<Path> rival,
        SequencedMap<String, String> ties) {
    private static final String SAFETENSORS = ".safetensors";

    /// The index of shards.
    @SuppressWarnings("ArrayRecordComponent")
    record Index(Path path, byte[] bytes) {}

    /// @param path of a file, whose extension says the format, or of a folder
    /// @param shardSize bytes of tensors in one file
    /// @throws IllegalArgumentException if the format can't hold the content
    static Target of(Path path, Content content, long shardSize, Ties ties) {
        try {
            return laidOut(path, content, shardSize, ties);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    path + ": " + content.name() + " takes more than 2^63 - 1 bytes", e);
        }
    }

    private static Target laidOut(Path path, Content content, long shardSize, Ties ties) {
        String name = String.valueOf(path.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        if (Files.isDirectory(path) || !name.contains(".")) {
            return safetensors(path, "model", content, shardSize, ties);
        }
        if (lower.endsWith(SAFETENSORS)) {
            return safetensors(
                    path.resolveSibling(""),
                    name.substring(0, name.length() - SAFETENSORS.length()),
                    content,
                    shardSize,
                    ties);
        }
        if (!lower.endsWith(".npy") && !lower.endsWith(".npz")) {
            throw new IllegalArgumentException(
                    path + ": can write .safetensors, .npy and .npz files, and folders");
        }
        if (shardSize < Long.MAX_VALUE) {
            throw new IllegalArgumentException(
                    path + ": only safetensors files are cut into shards");
        }
        return new Target(
                List.of(numpy(path, lower, content)),
                null,
                Optional.empty(),
                new LinkedHashMap<>());
    }

    private static FileImage numpy(Path path, String lower, Content content) {
        if (lower.endsWith(".npz")) {
            return FileImage.npz(path, content.tensors());
        }
        if (content.tensors().size() != 1) {
            throw new IllegalArgumentException(
                    path
                            + ": a .npy file holds one tensor, "
                            + content.name()
                            + " has "
                            + content.tensors().size()
                            + "; write .npz");
        }
        return FileImage.npy(path, content.tensors().getFirst());
    }

    private static Target safetensors(
            Path folder, String stem, Content content, long shardSize, Ties kind) {
        SequencedMap<String, String> ties = new LinkedHashMap<>();
        if (kind == Ties.ONCE) {
            content.tensors().stream()
                    .filter(Content.Entry::isTied)
                    .forEach(tensor -> ties.put(tensor.name(), tensor.storage()));
        }
        List<List<Content.Entry>> shards =
                Shards.split(
                        content.tensors().stream()
                                .filter(tensor -> !ties.containsKey(tensor.name()))
                                .toList(),
                        shardSize);
        List<FileImage> files = new ArrayList<>();
        for (List<Content.Entry> shard : shards) {
            String name =
                    shards.size() == 1
                            ? stem + SAFETENSORS
                            : Shards.name(stem, files.size(), shards.size());
            files.add(
                    FileImage.safetensors(
                            folder.resolve(name), shard, metadata(shard, content, ties)));
        }
        Path single = folder.resolve(stem + SAFETENSORS);
        Path index = folder.resolve(Shards.indexName(stem));
        return files.size() == 1
                ? new Target(files, null, Optional.of(index), ties)
                : new Target(
                        files, new Index(index, Shards.index(files)), Optional.of(single), ties);
    }

    /// Those of the content, and the ties of a file's tensors.
    private static SequencedMap<String, String> metadata(
            List<Content.Entry> shard, Content content, SequencedMap<String, String> ties) {
        SequencedMap<String, String> metadata = new LinkedHashMap<>(content.metadata());
        ties.forEach((name, storage) -> {
            if (shard.stream().anyMatch(tensor -> tensor.name().equals(storage))) {
                metadata.put(name, storage);
            }
        });
        return metadata;
    }

    /// The folder of all files.
    Path folder() {
        return requireNonNull(
                files.getFirst().path().toAbsolutePath().getParent(), "a file has a folder");
    }

    /// Makes the folder if the one above it is there.
    void makeFolder() throws IOException {
        Path folder = folder();
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = folder.getParent();
        if (Files.exists(folder)) {
            throw new FileSystemException(folder.toString(), null, "is not a folder");
        }
        if (above == null || !Files.isDirectory(above)) {
            throw new FileSystemException(
                    files.getFirst().path().toString(), null, "there is no folder " + folder);
        }
        Files.createDirectory(folder);
    }

    /// Every path in order, the index last.
    List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        files.forEach(file -> paths.add(file.path()));
        if (index != null) {
            paths.add(index.path());
        }
        return paths;
    }
}
