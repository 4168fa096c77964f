package io.fanin.check.law;

import org.apache.commons.statistics.distribution.PoissonDistribution;

/// How often something rare is found in a tensor; more than chance makes speaks against its law.
///
/// @param expected by the law
record Count(String name, double expected, long found) {
    /// What is expected more often is not rare.
    private static final double MOST = 1;

    boolean isRare() {
        return expected <= MOST;
    }

    /// How likely so many are or more.
    private double atLeast(long count) {
        return count == 0
                ? 1
                : PoissonDistribution.of(Math.max(expected, Double.MIN_NORMAL))
                        .survivalProbability((int) Math.min(count - 1, Integer.MAX_VALUE));
    }

    Component component() {
        return new Component(name, expected, found, atLeast(found));
    }

    /// How likely it is that a tensor that follows its law has a p-value of `p` or less: less than
    /// `p`, as there is no half a find.
    double attained(double p) {
        long count = 0;
        while (atLeast(count) > p) {
            count++;
        }
        return atLeast(count);
    }
}
