package io.fanin.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/// One line on a terminal that says how far long work is, how many bytes a second it makes and how
/// long it will take. Without a terminal it prints nothing.
public final class ProgressBar {
    private static final int WIDTH = 40;
    private static final double NANOS = 1e9;

    /// Before this, the rate is that of a start, not of the work.
    private static final double SETTLED = 0.5;

    private final PrintWriter err;
    private final String title;
    private final boolean shown;
    private final LongSupplier clock;
    private final long start;
    private int drawn = -1;
    private int longest;

    ProgressBar(PrintWriter err, String title, boolean shown, LongSupplier clock) {
        this.err = err;
        this.title = title;
        this.shown = shown;
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /// The launcher says whether standard error is a terminal: Java can't.
    public static ProgressBar on(PrintWriter err, String title) {
        return new ProgressBar(err, title, Boolean.getBoolean("fanin.terminal"), System::nanoTime);
    }

    /// @param share how much of the work is done, in [0, 1]
    public void at(double share) {
        draw(share, "");
    }

    /// @param done bytes that are made
    /// @param total bytes that are to be made
    public void at(long done, long total) {
        if (!shown) {
            return;
        }
        double seconds = (clock.getAsLong() - start) / NANOS;
        double share = total == 0 ? 1 : (double) done / total;
        String rate =
                seconds < SETTLED
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %s/s, %s left",
                                new ByteCount((long) (done / seconds)),
                                duration((total - done) / (done / seconds)));
        draw(share, rate);
    }

    private static String duration(double seconds) {
        long whole = (long) Math.ceil(seconds);
        return whole < 100
                ? whole + " s"
                : whole < 6000
                        ? (whole + 59) / 60 + " min"
                        : String.format(Locale.ROOT, "%.1f h", whole / 3600.0);
    }

    private void draw(double share, String rest) {
        int percent = (int) (100 * share);
        if (!shown || percent == drawn) {
            return;
        }
        drawn = percent;
        int full = (int) (WIDTH * share);
        String line =
                title
                        + " ["
                        + "=".repeat(full)
                        + " ".repeat(WIDTH - full)
                        + "] "
                        + percent
                        + " %"
                        + rest;
        err.print("\r" + line + " ".repeat(Math.max(0, longest - line.length())));
        err.flush();
        longest = Math.max(longest, line.length());
    }

    /// Takes the line away.
    public void done() {
        if (shown) {
            err.print("\r" + " ".repeat(longest) + "\r");
            err.flush();
        }
    }
}
