package io.fanin.check.untrained;

import io.fanin.check.scan.RowFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where the norms of a table's rows crowd: norms of noise do, within a part of `1/√(2·columns)`.
final class NormPeaks {
    /// Bins that noise fills, nearly.
    private static final int WIDTH = 4;

    /// A table is read for so many of them at most.
    private static final int MOST = 12;

    /// Bins are wider where norms spread over so many powers of ten that there would be more.
    private static final double MOST_BINS = 1 << 20;

    /// The width of a bin of the norms' logarithm: `1/√(2·columns)`, or more by [#MOST_BINS].
    private final double bin;

    private final double least;
    private final int[] counts;

    private NormPeaks(double bin, double least, int[] counts) {
        this.bin = bin;
        this.least = least;
        this.counts = counts;
    }

    static NormPeaks of(RowFigures rows) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < rows.rows(); row++) {
            if (rows.squares(row) > 0) {
                double log = Math.log(rows.squares(row)) / 2;
                least = Math.min(least, log);
                greatest = Math.max(greatest, log);
            }
        }
        if (least > greatest) {
            return new NormPeaks(1, 0, new int[WIDTH]);
        }
        double bin = Math.max(1 / Math.sqrt(2.0 * rows.columns()), (greatest - least) / MOST_BINS);
        int[] counts = new int[(int) ((greatest - least) / bin) + WIDTH];
        NormPeaks peaks = new NormPeaks(bin, least, counts);
        for (int row = 0; row < rows.rows(); row++) {
            int at = peaks.binOf(rows.squares(row));
            if (at >= 0) {
                counts[at]++;
            }
        }
        return peaks;
    }

    /// −1 for rows of zeros.
    private int binOf(double squares) {
        return squares > 0 ? (int) ((Math.log(squares) / 2 - least) / bin) : -1;
    }

    /// Bins at which the most crowded windows of [#WIDTH] bins begin, the most crowded first: those
    /// with `fewest` rows that no window around them surpasses.
    List<Integer> find(int fewest) {
        int[] windows = new int[counts.length - WIDTH + 1];
        for (int i = 0; i < windows.length; i++) {
            for (int j = 0; j < WIDTH; j++) {
                windows[i] += counts[i + j];
            }
        }
        List<Integer> peaks = new ArrayList<>();
        for (int i = 0; i < windows.length; i++) {
            boolean top = windows[i] >= fewest;
            for (int j = Math.max(0, i - WIDTH); top && j < i + WIDTH && j < windows.length; j++) {
                top = j < i ? windows[j] < windows[i] : windows[j] <= windows[i];
            }
            if (top) {
                peaks.add(i);
            }
        }
        return peaks.stream()
                .sorted(Comparator.comparingInt((Integer at) -> windows[at]).reversed())
                .limit(MOST)
                .toList();
    }

    /// Whether a row of that square norm is in the window that begins there.
    boolean holds(int peak, double squares) {
        int at = binOf(squares);
        return at >= peak && at < peak + WIDTH;
    }
}
