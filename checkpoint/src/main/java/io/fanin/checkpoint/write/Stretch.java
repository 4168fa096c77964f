package io.fanin.checkpoint.write;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// A stretch of a tensor's bytes.
interface Stretch {
    long bytes();

    /// Makes the bytes, piece by piece in order.
    ///
    /// @param workspace the calling thread's
    void make(Workspace workspace, Out out) throws IOException;

    /// Takes a stretch's bytes.
    @FunctionalInterface
    interface Out {
        /// @param piece the next bytes; their memory is used again once this returns
        void write(MemorySegment piece) throws IOException;
    }
}
