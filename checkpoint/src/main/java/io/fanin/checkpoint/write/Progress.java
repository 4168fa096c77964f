package io.fanin.checkpoint.write;

/// Hears how far long work is. Calls come one at a time, from any thread that works; `done` never
/// falls.
@FunctionalInterface
public interface Progress {
    /// Tells nobody.
    Progress NONE = (_, _) -> {};

    /// @param done bytes that are written
    /// @param total bytes that are to be written
    void at(long done, long total);
}
