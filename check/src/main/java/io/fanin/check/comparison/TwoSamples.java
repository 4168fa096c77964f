package io.fanin.check.comparison;

import io.fanin.check.law.PValues;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.Moments;
import io.fanin.check.scan.ValueHistogram;

/// Whether two tensors may follow one law, whatever it is: their means, their deviations and their
/// whole distributions, by what the scans left of them.
final class TwoSamples {
    private TwoSamples() {}

    /// How likely two tensors of one law are as unlike as these.
    static double pValue(Figures a, Figures b) {
        if (a.finite() < a.count() || b.finite() < b.count()) {
            return a.nan() == b.nan() && a.infinite() == b.infinite() ? 1 : 0;
        }
        if (a.min() == a.max() || b.min() == b.max()) {
            return a.min() == b.min() && a.max() == b.max() ? 1 : 0;
        }
        return PValues.together(
                means(a.moments(), b.moments()),
                deviations(a.moments(), b.moments()),
                distributions(a.histogram(), b.histogram()));
    }

    private static double means(Moments a, Moments b) {
        double variance = a.variance() / a.count() + b.variance() / b.count();
        return PValues.normal((a.mean() - b.mean()) / Math.sqrt(variance));
    }

    /// By the logarithms of the variances, whose own variance is (kurtosis − 1) / n.
    private static double deviations(Moments a, Moments b) {
        double variance =
                Math.max(a.kurtosis() - 1, 0.1) / a.count()
                        + Math.max(b.kurtosis() - 1, 0.1) / b.count();
        return PValues.normal(Math.log(a.variance() / b.variance()) / Math.sqrt(variance));
    }

    /// Smirnov's test, over the bins of both.
    private static double distributions(ValueHistogram a, ValueHistogram b) {
        double n = a.total();
        double m = b.total();
        double distance = 0;
        int i = 0;
        int j = 0;
        while (i < a.bins() && j < b.bins()) {
            double next = Math.min(a.upper(i), b.upper(j));
            i += a.upper(i) <= next ? 1 : 0;
            j += b.upper(j) <= next ? 1 : 0;
            double below = i == 0 ? 0 : a.atMost(i - 1) / n;
            double belowOther = j == 0 ? 0 : b.atMost(j - 1) / m;
            distance = Math.max(distance, Math.abs(below - belowOther));
        }
        return PValues.kolmogorov(distance, n * m / (n + m));
    }
}
