package io.fanin.check.law;

import io.fanin.check.distribution.Distribution;
import io.fanin.check.distribution.LawMoments;
import io.fanin.check.distribution.Quantiles;
import java.util.Locale;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The smallest deviations from a law that its test sees with 99 % probability.
///
/// @param count of values
/// @param mean a shift of the mean, in standard deviations of the law
/// @param wider a standard deviation too great, as a part of the law's: 0.38 is 38 % more
/// @param narrower one too small, likewise; 1 if not even equal values are seen
public record Power(long count, double mean, double wider, double narrower) {
    private static final double SEEN = 0.99;
    private static final double MOST = 1e9;

    /// Deviations of more than so many times the law's are none to speak of.
    private static final double LARGE = 100;

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    /// @param count of values
    /// @param level at which each component is tested: [PValues#level] of the tensor's
    public static Power of(Distribution distribution, long count, double level) {
        double[] spread =
                count > LawTest.EXACT
                        ? bySquares(distribution.moments(), count, level)
                        : byScores(count, level);
        return new Power(
                count,
                (critical(level) + critical(2 - 2 * SEEN)) / Math.sqrt((double) count),
                Math.min(spread[0], beyondBounds(distribution, count)),
                Math.min(spread[1], insideOutermost(distribution, count, level)));
    }

    /// What a standard normal value exceeds, on either side, with the probability `level`.
    private static double critical(double level) {
        return -STANDARD.inverseCumulativeProbability(level / 2);
    }

    /// By the sum of squares of many values, which is normal.
    private static double[] bySquares(LawMoments law, long count, double level) {
        double root = law.second() * Math.sqrt(count / law.squareVariance());
        double rare = critical(2 - 2 * SEEN);
        return new double[] {
            Math.sqrt((root + critical(level)) / (root - rare)) - 1,
            1 - Math.sqrt((root - critical(level)) / (root + rare))
        };
    }

    /// By that of few values' normal scores.
    private static double[] byScores(long count, double level) {
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

    /// By an outermost value that is not far enough out.
    private static double insideOutermost(Distribution distribution, long count, double level) {
        double mean = distribution.moments().mean();
        double expected = -Math.expm1(Math.log(level / 2) / count) / 2;
        double least = Quantiles.upper(distribution, expected);
        return Quantiles.least(
                0,
                1,
                part -> {
                    double reach = mean + (least - mean) / (1 - part);
                    double beyond = Math.min(2 * distribution.atLeast(reach), 1);
                    return count * Math.log1p(-beyond) >= Math.log(SEEN);
                });
    }

    /// Such as `64 values: a standard deviation off by 38 % or more`.
    public String sentence() {
        double part = Math.max(wider, Math.min(narrower, 1));
        String values = String.format(Locale.ROOT, "%,d value%s: ", count, count == 1 ? "" : "s");
        return part > LARGE
                ? values + "hardly any deviation"
                : values + "a standard deviation off by " + percent(100 * part) + " % or more";
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, value < 9.95 ? "%.2g" : "%.0f", value);
    }
}
