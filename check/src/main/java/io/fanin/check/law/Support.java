package io.fanin.check.law;

import io.fanin.check.scan.Figures;
import io.fanin.check.scan.ValueHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/// What a law says of single values: which there can be, how far out the outermost are, and how
/// many rows may be equal by chance.
final class Support {
    /// Fewer equal rows than this are expected nowhere.
    private static final double NEVER = 1e-9;

    /// A value of which so many are expected can't be missing.
    private static final double SURE = 30;

    /// In standard deviations.
    private static final double FAR = 10;

    /// Half of all samples have none beyond what this many are expected beyond.
    static final double MEDIAN = Math.log(2);

    private Support() {}

    /// Values that can't be; empty if all can.
    static List<Component> violations(Distribution distribution, Figures figures) {
        if (figures.min() < distribution.lower()) {
            return List.of(new Component("bounds", distribution.lower(), figures.min(), 0));
        }
        if (figures.max() > distribution.upper()) {
            return List.of(new Component("bounds", distribution.upper(), figures.max(), 0));
        }
        ValueHistogram histogram = figures.histogram();
        if (distribution instanceof Atoms atoms && histogram.isExact()) {
            for (int i = 0; i < histogram.bins(); i++) {
                double value = histogram.lower(i);
                if (distribution.atom(value) == 0) {
                    double near = atoms.nearest(value);
                    return List.of(new Component("possible values", near, value, 0));
                }
            }
        }
        return List.of();
    }

    /// The least and the greatest of `n` values, but for a bound that is sure to be reached.
    static List<Component> extremes(Distribution distribution, double min, double max, double n) {
        List<Component> found = new ArrayList<>();
        if (!isSure(distribution, distribution.lower(), n)) {
            found.add(
                    new Component(
                            "least",
                            Quantiles.lower(distribution, MEDIAN / n),
                            min,
                            extreme(distribution.atMost(min), distribution.surelyBelow(min), n)));
        }
        if (!isSure(distribution, distribution.upper(), n)) {
            found.add(
                    new Component(
                            "greatest",
                            Quantiles.upper(distribution, MEDIAN / n),
                            max,
                            extreme(distribution.atLeast(max), distribution.surelyAbove(max), n)));
        }
        return found;
    }

    /// Whether a value is so far from the mean that it decides all sums, as one in 2²⁴ of PyTorch's
    /// truncated normals may be.
    static boolean isFarOut(Distribution distribution, Figures figures) {
        LawMoments moments = distribution.moments();
        double far = FAR * moments.std();
        return figures.min() < moments.mean() - far || figures.max() > moments.mean() + far;
    }

    private static boolean isSure(Distribution distribution, double bound, double n) {
        return Double.isFinite(bound) && distribution.atom(bound) * n > SURE;
    }

    /// @param reached the probability of a value as far out
    /// @param beyond the probability of one further out
    static double extreme(double reached, double beyond, double n) {
        double tooFar = -Math.expm1(n * Math.log1p(-reached));
        double tooNear = Math.exp(n * Math.log1p(-beyond));
        return PValues.twoSided(tooFar, tooNear);
    }

    /// Whether rows of `size` values are equal though chance hardly makes them so; empty where none
    /// are, nor are likely to be.
    static Optional<Component> copies(Distribution distribution, long[] hashes, double size) {
        long[] sorted = hashes.clone();
        Arrays.sort(sorted);
        long equal = 0;
        for (int i = 1; i < sorted.length; i++) {
            equal += sorted[i] == sorted[i - 1] ? 1 : 0;
        }
        double pairs = sorted.length * (sorted.length - 1.0) / 2;
        double expected = pairs * Math.pow(distribution.collision(), size);
        if (equal == 0 && expected < NEVER) {
            return Optional.empty();
        }
        double pValue =
                equal == 0
                        ? 1
                        : PoissonDistribution.of(Math.max(expected, Double.MIN_NORMAL))
                                .survivalProbability((int) Math.min(equal - 1, 1 << 30));
        return Optional.of(new Component("equal rows", expected, equal, pValue));
    }
}
