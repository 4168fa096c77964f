package io.fanin.check.rule;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.ValueHistogram;
import java.util.List;
import java.util.Locale;

/// Finds, in fresh files, single values far beyond all others, such as the 1,000-sigma values that
/// PyTorch's truncated normals up to 2.11 can have.
///
/// The scale is that of the middle half of the values, which single ones can't move. Normal values
/// lie beyond [#FAR] of it with a probability below 10⁻¹⁷ each.
final class FarOut implements TensorRule {
    /// In standard deviations of a normal law with such quartiles.
    private static final double FAR = 8.5;

    /// More of them are a law of heavy tails, not outliers.
    private static final double MOST = 1e-3;

    private static final long LEAST = 100;

    /// From the quartiles' distance to the deviation of a normal law.
    private static final double QUARTILES = 1.3489795;

    @Override
    public List<Finding> look(Subject subject) {
        Figures figures = subject.figures();
        if (figures.finite() < LEAST || !subject.tensor().dtype().isFloatingPoint()) {
            return List.of();
        }
        ValueHistogram histogram = figures.histogram();
        double low = histogram.quantile(0.25);
        double high = histogram.quantile(0.75);
        double middle = (low + high) / 2;
        double scale = (high - low) / QUARTILES;
        if (!(scale > 0)) {
            return List.of();
        }
        long beyond = 0;
        for (int i = 0; i < histogram.bins(); i++) {
            double nearest = histogram.lower(i) > middle ? histogram.lower(i) : histogram.upper(i);
            if (Math.abs(nearest - middle) > FAR * scale) {
                beyond += histogram.count(i);
            }
        }
        if (beyond == 0 || beyond > MOST * figures.finite()) {
            return List.of();
        }
        double furthest = Math.max(figures.max() - middle, middle - figures.min());
        return List.of(
                Finding.of(
                        Kind.OUTLIERS,
                        List.of(subject.name()),
                        String.format(
                                Locale.ROOT,
                                "%,d of %,d values %s beyond %s standard deviations of the others, the furthest"
                                        + " (%s) at %,.0f",
                                beyond,
                                figures.count(),
                                beyond == 1 ? "lies" : "lie",
                                FAR,
                                (float)
                                        (figures.max() - middle > middle - figures.min()
                                                ? figures.max()
                                                : figures.min()),
                                furthest / scale),
                        "draw them again: truncated normals with bounds far out, as of PyTorch up to 2.11,"
                                + " have such values"));
    }

    @Override
    public boolean isFor(Expectation file) {
        return file == Expectation.FRESH;
    }
}
