package io.fanin.check.law;

import java.util.Locale;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Probabilities of tests, and how several make one.
public final class PValues {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private PValues() {}

    /// How likely the least of `count` independent p-values is `least` or less: Šidák's formula,
    /// exact for independent tests and close to it for those that depend on each other a little.
    public static double ofLeast(double least, long count) {
        return count == 0 ? 1 : -Math.expm1(count * Math.log1p(-least));
    }

    /// The p-value of all tests together.
    public static double together(double... pValues) {
        return ofLeast(DoubleStream.of(pValues).min().orElse(1), pValues.length);
    }

    /// The level of each of `count` independent tests that together have the level `alpha`.
    public static double level(double alpha, long count) {
        return -Math.expm1(Math.log1p(-alpha) / count);
    }

    /// As `p = 3.1e-08`.
    public static String text(double pValue) {
        return pValue == 0 ? "p < 1e-300" : String.format(Locale.ROOT, "p = %.1e", pValue);
    }

    static double twoSided(double lower, double upper) {
        return Math.min(1, 2 * Math.min(lower, upper));
    }

    /// Of a standard normal statistic.
    public static double normal(double z) {
        return Math.min(1, 2 * STANDARD.survivalProbability(Math.abs(z)));
    }

    /// Of a sum of squares of `freedom` standard normal values.
    static double chiSquare(double sum, double freedom) {
        return gamma(sum, freedom, 2 * freedom);
    }

    /// Of a statistic of this mean and variance that is distributed like a sum of squares.
    static double gamma(double sum, double mean, double variance) {
        GammaDistribution gamma = GammaDistribution.of(mean * mean / variance, variance / mean);
        return twoSided(gamma.cumulativeProbability(sum), gamma.survivalProbability(sum));
    }

    /// The same where only greater sums speak against the law.
    static double ofSum(double sum, double mean, double variance) {
        return GammaDistribution.of(mean * mean / variance, variance / mean)
                .survivalProbability(sum);
    }

    /// Of a statistic of mean 0 and variance 1 with this skewness: Pearson's type III.
    static double skewed(double z, double skewness) {
        double size = Math.abs(skewness);
        if (size < 1e-4) {
            return normal(z);
        }
        double shape = 4 / (size * size);
        double root = Math.sqrt(shape);
        GammaDistribution gamma = GammaDistribution.of(shape, 1);
        double place = shape + root * Math.signum(skewness) * z;
        return place <= 0
                ? 0
                : twoSided(gamma.cumulativeProbability(place), gamma.survivalProbability(place));
    }

    /// Of the greatest distance between a distribution function and that of many values. Source:
    /// Kolmogorov's limit with the correction of Vrbik 2018, "Small-sample corrections to
    /// Kolmogorov-Smirnov test statistic", Pioneer Journal of Theoretical and Applied Statistics
    /// 15.
    public static double kolmogorov(double distance, double count) {
        double root = Math.sqrt(count);
        double x = root * distance;
        double t = x + 1 / (6 * root) + (x - 1) / (4 * count);
        if (t < 0.2) {
            return 1;
        }
        double sum = 0;
        for (int k = 1; k <= 100; k++) {
            double term = Math.exp(-2 * k * k * t * t);
            sum += k % 2 == 1 ? term : -term;
        }
        return Math.clamp(2 * sum, 0, 1);
    }
}
