package io.fanin.checkpoint.write;

/// Hears how far long work is. Calls come one at a time, from any thread that works; `done` never
/// falls.
@FunctionalInterface
public interface Progress {
    /// Tells nobody.
    Progress NONE = (_, _) -> {};

    /// @param done bytes that were written or read so far
    /// @param total bytes that will have been in the end
    void at(long done, long total);
}
