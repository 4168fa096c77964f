package io.fanin.checkpoint.write;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// A stretch of a tensor's bytes.
interface Stretch {
    long bytes();

    /// Makes the bytes, piece by piece in order.
    ///
    /// @param buffer memory for a piece
    /// @param pool threads that may help; null for the caller's alone
    void make(MemorySegment buffer, @Nullable ForkJoinPool pool, Out out) throws IOException;

    /// Takes a stretch's bytes.
    @FunctionalInterface
    interface Out {
        /// @param piece the next bytes; their memory is used again once this returns
        void write(MemorySegment piece) throws IOException;
    }
}
