package io.fanin.checkpoint.write;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// A stretch of a tensor's bytes.
interface Piece {
    long bytes();

    /// Writes the bytes.
    ///
    /// @param target of as many bytes
    /// @param pool threads that may help; null for the caller's alone
    void read(MemorySegment target, @Nullable ForkJoinPool pool);
}
