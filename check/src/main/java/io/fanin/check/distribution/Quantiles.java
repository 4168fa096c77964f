package io.fanin.check.distribution;

import java.util.function.DoublePredicate;

/// The values that a law leaves a given probability beyond.
public final class Quantiles {
    private static final int HALVINGS = 60;
    private static final double FAR = 40;

    private Quantiles() {}

    /// The least value that the probability `p` lies at or below.
    public static double lower(Distribution distribution, double p) {
        LawMoments moments = distribution.moments();
        double from = Math.max(distribution.lower(), moments.mean() - FAR * moments.std());
        return -least(
                -moments.mean() - FAR * moments.std(), -from, x -> distribution.atMost(-x) < p);
    }

    /// The greatest value that the probability `p` lies at or above.
    public static double upper(Distribution distribution, double p) {
        LawMoments moments = distribution.moments();
        double to = Math.min(distribution.upper(), moments.mean() + FAR * moments.std());
        return least(moments.mean() - FAR * moments.std(), to, x -> distribution.atLeast(x) < p);
    }

    /// The least number of a range from which on a condition holds.
    public static double least(double from, double to, DoublePredicate condition) {
        double low = from;
        double high = to;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (condition.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
