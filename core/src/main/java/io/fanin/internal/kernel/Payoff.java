package io.fanin.internal.kernel;

import java.util.concurrent.atomic.AtomicLong;

/// Whether a vector loop pays in this process. Until the compiler has seen to it, which takes as
/// long as the scalar twin does for many values, it is far slower than its twin: so the first
/// values, and the rest of the call that they end in, go through that. The bits are the same. Safe
/// for use by several threads.
final class Payoff {
    private final AtomicLong left;

    /// @param values to go through the scalar twin
    Payoff(long values) {
        this.left = new AtomicLong(values);
    }

    /// Counts `count` values that are about to be made.
    ///
    /// @return whether the vector loop is to make them
    boolean pays(int count) {
        return left.get() <= 0 || left.getAndAdd(-count) <= 0;
    }
}
