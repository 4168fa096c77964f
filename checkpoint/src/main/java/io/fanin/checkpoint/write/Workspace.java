package io.fanin.checkpoint.write;

import io.fanin.fill.PlanFiller;
import io.fanin.fill.PlanReader;
import java.lang.foreign.MemorySegment;
import java.util.IdentityHashMap;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// What one thread works with.
final class Workspace {
    private final MemorySegment buffer;
    private final @Nullable ForkJoinPool pool;
    private final IdentityHashMap<PlanFiller, PlanReader> readers = new IdentityHashMap<>();

    Workspace(MemorySegment buffer, @Nullable ForkJoinPool pool) {
        this.buffer = buffer;
        this.pool = pool;
    }

    /// Memory for a piece.
    MemorySegment buffer() {
        return buffer;
    }

    /// Threads that may help; null for this one alone.
    @Nullable ForkJoinPool pool() {
        return pool;
    }

    /// This thread's place in the stream of a plan.
    PlanReader reader(PlanFiller filler) {
        return readers.computeIfAbsent(filler, PlanFiller::reader);
    }
}
