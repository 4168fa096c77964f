package io.fanin.benchmarks;

import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// How many threads a fill may use.
public enum Threads {
    ONE,
    /// As many as there are processors.
    ALL;

    public int count() {
        return this == ONE ? 1 : Runtime.getRuntime().availableProcessors();
    }

    /// The pool that a Fanin generator or filler gets; null is the caller's thread.
    public @Nullable ForkJoinPool pool() {
        return this == ONE ? null : ForkJoinPool.commonPool();
    }
}
