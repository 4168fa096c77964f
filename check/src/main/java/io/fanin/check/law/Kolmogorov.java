package io.fanin.check.law;

import io.fanin.check.distribution.Distribution;
import io.fanin.check.scan.ValueHistogram;

/// Kolmogorov's test by the bins of a histogram: a few values far out move all sums, but not this
/// distance between distribution functions.
final class Kolmogorov {
    private Kolmogorov() {}

    static Component of(Distribution distribution, ValueHistogram histogram) {
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
        return new Component("distribution", 0, distance, PValues.kolmogorov(distance, n));
    }
}
