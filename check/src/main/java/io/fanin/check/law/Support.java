package io.fanin.check.law;

import io.fanin.check.distribution.Atoms;
import io.fanin.check.distribution.Distribution;
import io.fanin.check.distribution.LawMoments;
import io.fanin.check.distribution.Quantiles;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.RowFigures;
import io.fanin.check.scan.ValueHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a law says of single values: which there can be, how far out the outermost are, and what
/// chance hardly makes.
final class Support {
    /// How likely 0 is at least, of 24-bit uniforms.
    private static final double LEAST_ZERO = 0x1p-24;

    /// A value of which so many are expected can't be missing.
    private static final double SURE = 30;

    /// In standard deviations.
    private static final double FAR = 10;

    /// Of the excess kurtosis, which is 0 for a normal law.
    private static final double HEAVY = 3;

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

    /// The value furthest out of `n`, by its probability; empty where the bounds are sure to be
    /// reached.
    static Optional<Component> outermost(Distribution law, double min, double max, double n) {
        boolean low = law.atMost(min) < law.atLeast(max);
        double found = low ? min : max;
        double reached = low ? law.atMost(min) : law.atLeast(max);
        double beyond = Math.min(law.surelyBelow(min), law.surelyAbove(max));
        if (isSure(law, law.lower(), n) || isSure(law, law.upper(), n)) {
            return Optional.empty();
        }
        double expected = MEDIAN / n / 2;
        return Optional.of(
                new Component(
                        "outermost value",
                        low ? Quantiles.lower(law, expected) : Quantiles.upper(law, expected),
                        found,
                        extreme(Math.min(2 * reached, 1), Math.min(2 * beyond, 1), n)));
    }

    /// Whether a few values decide all sums, because they are, or by the law may be, so far from
    /// the mean: PyTorch's truncated normals are at a bound once in 2²⁴ values of float32, and once
    /// in 256 of bfloat16.
    static boolean isFarOut(Distribution distribution, Figures figures) {
        LawMoments moments = distribution.moments();
        if (moments.excess() > HEAVY) {
            return true;
        }
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

    /// What chance hardly makes: zeros, and rows that are equal.
    static List<Count> rarities(Distribution distribution, Figures figures) {
        List<Count> found = new ArrayList<>();
        found.add(zeros(distribution, figures.count(), figures.zeros()));
        figures.rows()
                .filter(rows -> rows.rows() > 1)
                .ifPresent(rows -> {
                    double pairs = rows.rows() * (rows.rows() - 1.0) / 2;
                    double equal = Math.pow(distribution.collision(), (double) rows.columns());
                    found.add(new Count("equal rows", pairs * equal, equalRows(rows)));
                });
        return found;
    }

    /// Pairs of zeros, as PyTorch's normals are 0 in pairs: where the uniform of their radius is.
    static Count zeros(Distribution distribution, long count, long zeros) {
        double each = Math.max(distribution.atom(0), LEAST_ZERO);
        return new Count("zeros", count * each, (zeros + 1) / 2);
    }

    /// How many rows are equal to another before them.
    private static long equalRows(RowFigures rows) {
        return rows.rows()
                - IntStream.range(0, rows.rows()).mapToLong(rows::hash).distinct().count();
    }
}
