package io.fanin.check.law;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The smallest deviations from a law that a test sees with 99 % probability.
///
/// @param mean a shift of the mean, in standard deviations of the law
/// @param wider a standard deviation too great, as a part of the law's: 0.38 is 38 % more
/// @param narrower one too small, likewise; 1 if not even equal values are seen
public record Power(double mean, double wider, double narrower) {
    private static final double SEEN = 0.99;
    private static final double MOST = 1e9;
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    /// @param count of values
    /// @param level at which each component is tested: [PValues#level] of the tensor's
    public static Power of(Distribution distribution, long count, double level) {
        double both =
                -STANDARD.inverseCumulativeProbability(level / 2)
                        - STANDARD.inverseCumulativeProbability(1 - SEEN);
        double[] spread = spread(distribution, count, level, both);
        return new Power(
                both / Math.sqrt((double) count),
                Math.min(spread[0], beyondBounds(distribution, count)),
                Math.min(spread[1], insideExtremes(distribution, count, level)));
    }

    /// By the test of the standard deviation.
    private static double[] spread(
            Distribution distribution, long count, double level, double both) {
        if (count > LawTest.EXACT) {
            double part = Math.sqrt((distribution.moments().excess() + 2) / (4.0 * count)) * both;
            return new double[] {part, part};
        }
        if (count < 2) {
            return new double[] {MOST, 1};
        }
        var squares = ChiSquaredDistribution.of(count - 1.0);
        double tooGreat = squares.inverseSurvivalProbability(level / 2);
        double tooSmall = squares.inverseCumulativeProbability(level / 2);
        return new double[] {
            Math.sqrt(tooGreat / squares.inverseCumulativeProbability(1 - SEEN)) - 1,
            1 - Math.sqrt(tooSmall / squares.inverseSurvivalProbability(1 - SEEN))
        };
    }

    /// By a value that can't be.
    private static double beyondBounds(Distribution distribution, long count) {
        double mean = distribution.moments().mean();
        if (Double.isInfinite(distribution.lower()) && Double.isInfinite(distribution.upper())) {
            return MOST;
        }
        return Quantiles.least(
                0,
                MOST,
                part -> {
                    double low = mean + (distribution.lower() - mean) / (1 + part);
                    double high = mean + (distribution.upper() - mean) / (1 + part);
                    double outside = distribution.surelyBelow(low) + distribution.surelyAbove(high);
                    return count * Math.log1p(-outside) <= Math.log(1 - SEEN);
                });
    }

    /// By a greatest value that is too small.
    private static double insideExtremes(Distribution distribution, long count, double level) {
        double mean = distribution.moments().mean();
        double expected = -Math.expm1(Math.log(level / 2) / count);
        double least = Quantiles.upper(distribution, expected);
        return Quantiles.least(
                0,
                1,
                part -> {
                    double reach = mean + (least - mean) / (1 - part);
                    return count * Math.log1p(-distribution.atLeast(reach)) >= Math.log(SEEN);
                });
    }
}
