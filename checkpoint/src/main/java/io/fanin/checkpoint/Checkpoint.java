package io.fanin.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SequencedMap;

/// An open checkpoint, of any format that Fanin reads. Files are mapped, not loaded: opening one
/// costs its header. Nothing in a file is run, and no file makes Fanin allocate more than its
/// header deserves.
///
/// Two things cost more: the deflated entries of an `.npz` are inflated, outside the heap; and if
/// another process shortens a mapped file, reading what is gone throws an [InternalError].
public interface Checkpoint extends AutoCloseable {
    /// Opens a file, or the index of a sharded one, or a folder that holds one; its content decides
    /// the format.
    ///
    /// @throws BadFileException if the content is not what the format asks
    /// @throws IOException if it can't be read
    static Checkpoint open(Path path) throws IOException {
        return OpenCheckpoint.open(path);
    }

    /// What the file is, such as `safetensors, 3 shards`.
    String format();

    /// The tensors in the file's order.
    SequencedMap<String, StoredTensor> tensors();

    /// What the file says of itself beside its tensors.
    SequencedMap<String, String> metadata();

    /// Frees the memory of all tensors; using one afterwards throws an [IllegalStateException].
    @Override
    void close();
}
