package io.fanin.benchmarks;

/// Who fills.
public enum Engine {
    FANIN,
    LIBTORCH,
    /// A plain memory fill of as many bytes: the limit.
    MEMORY
}
