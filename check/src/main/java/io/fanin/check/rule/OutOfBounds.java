package io.fanin.check.rule;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.ValueHistogram;
import java.util.List;
import java.util.Locale;

/// Finds, in fresh files, a few values beyond the bound that ends all others: a uniform law of
/// which something was overwritten.
///
/// Nearly all of the values must be spread evenly up to the bound: each tenth percentile must lie
/// where that of the uniform law lies which has the same 5th and 95th percentiles.
final class OutOfBounds implements TensorRule {
    private static final long LEAST = 1000;

    /// More of them are another law, not values that were overwritten.
    private static final double MOST = 0.005;

    /// In standard errors of a percentile.
    private static final double SURE = 6;

    @Override
    public List<Finding> look(Subject subject) {
        Figures figures = subject.figures();
        if (figures.finite() < LEAST
                || subject.recognition().law().isPresent()
                || !subject.tensor().dtype().isFloatingPoint()) {
            return List.of();
        }
        ValueHistogram histogram = figures.histogram();
        double low = histogram.quantile(0.05);
        double high = histogram.quantile(0.95);
        double width = (high - low) / 0.9;
        double middle = (low + high) / 2;
        double error = SURE / Math.sqrt((double) figures.finite()) + 0x1p-7;
        double bound = width / 2 * (1 + error);
        if (!isEven(histogram, middle, width, error)) {
            return List.of();
        }
        long beyond = 0;
        for (int i = 0; i < histogram.bins(); i++) {
            double nearest = histogram.lower(i) > middle ? histogram.lower(i) : histogram.upper(i);
            if (Math.abs(nearest - middle) > bound) {
                beyond += histogram.count(i);
            }
        }
        if (beyond == 0 || beyond > MOST * figures.finite()) {
            return List.of();
        }
        return List.of(
                Finding.of(
                        Kind.OUT_OF_BOUNDS,
                        List.of(subject.name()),
                        String.format(
                                Locale.ROOT,
                                "%,d of %,d values %s beyond ±%.4g, between which the others are spread evenly;"
                                        + " they reach from %.4g to %.4g",
                                beyond,
                                figures.count(),
                                beyond == 1 ? "lies" : "lie",
                                width / 2,
                                figures.min(),
                                figures.max()),
                        "find out what wrote them, and draw the tensor anew"));
    }

    private static boolean isEven(
            ValueHistogram histogram, double middle, double width, double error) {
        for (double p : new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}) {
            double expected = middle + (p - 0.5) * width;
            if (Math.abs(histogram.quantile(p) - expected) > error * width) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isFor(Expectation file) {
        return file == Expectation.FRESH;
    }
}
