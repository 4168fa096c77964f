package io.fanin.checkpoint.write;

/// Counts the bytes of a whole run for its listener.
final class Meter {
    private final Progress progress;
    private final long total;
    private long done;

    Meter(Progress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    synchronized void add(long bytes) {
        done += bytes;
        progress.at(done, total);
    }
}
