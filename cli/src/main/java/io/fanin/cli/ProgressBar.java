package io.fanin.cli;

import java.io.PrintWriter;

/// One line on a terminal that says how far long work is. Without a terminal it prints nothing.
public final class ProgressBar {
    private static final int WIDTH = 40;

    private final PrintWriter err;
    private final String title;
    private final boolean shown;
    private int drawn = -1;

    private ProgressBar(PrintWriter err, String title, boolean shown) {
        this.err = err;
        this.title = title;
        this.shown = shown;
    }

    /// The launcher says whether standard error is a terminal: Java can't.
    public static ProgressBar on(PrintWriter err, String title) {
        return new ProgressBar(err, title, Boolean.getBoolean("fanin.terminal"));
    }

    /// @param share how much of the work is done, in [0, 1]
    public void at(double share) {
        int percent = (int) (100 * share);
        if (!shown || percent == drawn) {
            return;
        }
        drawn = percent;
        int full = (int) (WIDTH * share);
        err.print(
                "\r"
                        + title
                        + " ["
                        + "=".repeat(full)
                        + " ".repeat(WIDTH - full)
                        + "] "
                        + percent
                        + " %");
        err.flush();
    }

    /// Takes the line away.
    public void done() {
        if (shown) {
            err.print("\r" + " ".repeat(title.length() + WIDTH + 10) + "\r");
            err.flush();
        }
    }
}
