package io.fanin.internal.kernel;

import java.util.concurrent.atomic.AtomicLong;

/// Whether a vector loop pays in this process. Until the compiler has seen to it, which takes as
/// long as the scalar twin does for many values, it is far slower than its twin: so the first
/// values go through that. The bits are the same. Safe for use by several threads.
final class Payoff {
    private final AtomicLong left;

    /// @param values to go through the scalar twin
    Payoff(long values) {
        this.left = new AtomicLong(values);
    }

    /// Whether the next `count` values are to be made by the vector loop.
    boolean isReached(int count) {
        return left.get() <= 0 || left.getAndAdd(-count) <= 0;
    }
}
