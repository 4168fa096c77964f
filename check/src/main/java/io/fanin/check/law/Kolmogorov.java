package io.fanin.check.law;

import io.fanin.check.distribution.Distribution;
import io.fanin.check.scan.ValueHistogram;

/// Kolmogorov's test by the bins of a histogram.
final class Kolmogorov {
    private Kolmogorov() {}

    /// How likely so great a distance is between a distribution function and that of the values.
    static double pValue(Distribution distribution, ValueHistogram histogram) {
        double n = histogram.total();
        double distance = 0;
        long before = 0;
        for (int i = 0; i < histogram.bins(); i++) {
            double lower = histogram.lower(i);
            double less = distribution.atMost(lower) - distribution.atom(lower);
            distance = Math.max(distance, Math.abs(before / n - less));
            before = histogram.atMost(i);
            double atMost = distribution.atMost(histogram.upper(i));
            distance = Math.max(distance, Math.abs(before / n - atMost));
        }
        return PValues.kolmogorov(distance, n);
    }
}
