package io.fanin.check.recognition;

import io.fanin.check.distribution.Distribution;
import io.fanin.check.distribution.Distributions;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.Moments;
import io.fanin.check.scan.ValueHistogram;
import io.fanin.internal.kernel.Words;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.tensor.DType;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// How likely independent values are under laws, by what a scan left of them: number, mean,
/// variance and extremes are all that uniform, normal and truncated normal laws ask for.
///
/// @param moments of the values but for those that were clipped
/// @param reach the greatest distance of these from 0
/// @param clipped how many lie at a bound of PyTorch's truncated normal law, −2 or 2, far out from
///   all others: up to version 2.11 a few do, of half precision many
record Sample(
        Figures figures,
        Distributions distributions,
        Drawn drawn,
        Moments moments,
        double reach,
        long clipped) {
    private static final double CLIP = 2;

    /// No other value is further out where some were clipped.
    private static final double FAR = 1;

    /// Values for each that half-precision uniforms give, from which on it is sure that they are
    /// few.
    private static final double SURE = 4;

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
    private static final double LOG_ROOT_TAU = Math.log(2 * Math.PI) / 2;

    /// Of normals drawn in half precision, whose deviation depends a little on their scale, no more
    /// values count than know it to 1 in 5,000.
    private static final double MOST_HALVES = 1.25e7;

    /// The same of truncated normals, which half precision changes more.
    private static final double CUT_ERROR = 0.01;

    static Sample of(Figures figures, Distributions distributions) {
        Drawn drawn = Drawn.of(figures, distributions);
        double reach = Math.max(Math.abs(figures.min()), Math.abs(figures.max()));
        Sample whole = new Sample(figures, distributions, drawn, figures.moments(), reach, 0);
        return reach == CLIP ? whole.withoutClipped() : whole;
    }

    private Sample withoutClipped() {
        ValueHistogram histogram = figures.histogram();
        Moments rest = Moments.NONE;
        double far = 0;
        for (int i = 0; i < histogram.bins(); i++) {
            double value = (histogram.lower(i) + histogram.upper(i)) / 2;
            if (Math.abs(value) < CLIP) {
                rest = rest.and(Moments.equal(histogram.count(i), value));
                far = Math.max(far, Math.abs(value));
            }
        }
        return far < FAR && rest.count() > 0
                ? new Sample(figures, distributions, drawn, rest, far, count() - rest.count())
                : this;
    }

    /// Whether single values are so far out that no sum tells whether the others follow a law.
    boolean hasOutliers() {
        return clipped > 0 && !isFew();
    }

    long count() {
        return figures.count();
    }

    double mean() {
        return moments.mean();
    }

    /// The standard deviation around a mean that is known, as a law has to have it to be drawn so.
    double std(double mean) {
        double off = mean() - mean;
        return Math.sqrt(moments.variance() + off * off) / drawn.spread();
    }

    /// The part of itself by which [#std] of a law of this form is uncertain: one deviation.
    double error(Form form) {
        double error = 1 / Math.sqrt(2 * counted(form));
        return form == Form.TRUNCATED_NORMAL && isFew() ? Math.max(error, CUT_ERROR) : error;
    }

    private double counted(Form form) {
        boolean isHalf = form == Form.NORMAL && drawn.spread() != 1;
        return isHalf ? Math.min((double) count(), MOST_HALVES) : count();
    }

    /// Whether there are as few different values as half-precision uniforms give.
    private boolean isFew() {
        return figures.histogram().isExact() && drawn.ofUniform().getFirst() == figures.dtype();
    }

    List<DType> drawn(Law law) {
        return law instanceof Normal ? drawn.ofNormal() : drawn.ofUniform();
    }

    /// The logarithm of the likelihood: −∞ if a value lies outside.
    double likelihood(Law law) {
        return switch (law) {
            case Uniform _, Normal _ when clipped > 0 -> Double.NEGATIVE_INFINITY;
            case Uniform uniform -> uniform(uniform);
            case Normal(double center, double std) -> scaled(std, std(center), 1, 1, Form.NORMAL);
            case TruncatedNormal cut ->
                    isFew() ? Math.max(ofAtoms(cut), truncated(cut)) : truncated(cut);
            default -> Double.NEGATIVE_INFINITY;
        };
    }

    /// Uniform values of half precision are one of few, and end one step before the upper bound.
    double step() {
        return isFew() ? Math.scalb(1.0, -Words.bitsOfUniform(figures.dtype())) : 0;
    }

    /// Bounds are closed, and rounded to the dtype.
    private boolean lies(double lower, double upper) {
        DType stored = figures.dtype();
        return figures.min() >= stored.round(lower) && figures.max() <= stored.round(upper);
    }

    /// That of each value by itself, where there are few.
    private double ofAtoms(Law law) {
        ValueHistogram histogram = figures.histogram();
        Optional<Distribution> distribution =
                distributions.of(law, figures.dtype(), figures.dtype(), count());
        double sum = 0;
        for (int i = 0; i < histogram.bins() && sum > Double.NEGATIVE_INFINITY; i++) {
            double value = histogram.lower(i);
            double width = Decimal.spacing(value, figures.dtype());
            sum += histogram.count(i) * Math.log(distribution.orElseThrow().atom(value) / width);
        }
        return sum;
    }

    private double truncated(TruncatedNormal law) {
        if (!lies(law.lower(), law.upper())) {
            return Double.NEGATIVE_INFINITY;
        }
        double from = (law.lower() - law.mean()) / law.std();
        double to = (law.upper() - law.mean()) / law.std();
        double inside = STANDARD.probability(from, to);
        double atFrom = STANDARD.density(from);
        double atTo = STANDARD.density(to);
        double square = 1 + (from * atFrom - to * atTo) / inside;
        return scaled(law.std(), std(law.mean()), inside, Math.sqrt(square), Form.TRUNCATED_NORMAL);
    }

    /// Of a normal law of which a part is left.
    ///
    /// @param found root mean square of the values
    /// @param inside the part of the normal law that is left
    /// @param root that of the mean square of the law, for a standard deviation of 1
    private double scaled(double std, double found, double inside, double root, Form form) {
        double fitted = found / root;
        double best = Math.log(fitted * drawn.spread() * inside) + LOG_ROOT_TAU + root * root / 2;
        double off = Math.log(fitted / std);
        return -count() * best - counted(form) * loss(off, root);
    }

    /// What each value loses of its likelihood if the scale is `e^off` times too small.
    private static double loss(double off, double root) {
        return root * root / 2 * Math.expm1(2 * off) - off;
    }

    private double uniform(Uniform law) {
        if (!lies(law.lower(), law.upper())) {
            return Double.NEGATIVE_INFINITY;
        }
        if (!figures.histogram().isExact()) {
            return -count() * Math.log(law.upper() - law.lower());
        }
        // So many values that are rounded are of more kinds.
        boolean isSure = isFew() && count() * step() > SURE;
        return isSure ? ofSteps(law) : Math.max(ofSteps(law), ofRounded(law));
    }

    /// That of values drawn in half precision.
    private double ofSteps(Uniform law) {
        double lower = figures.dtype().round(law.lower());
        double upper = figures.dtype().round(law.upper());
        return isFew() && figures.max() <= upper - (upper - lower) * step() / 2
                ? -count() * Math.log(upper - lower)
                : Double.NEGATIVE_INFINITY;
    }

    /// That of values rounded to half precision, the outermost of which stand for a part only of
    /// the numbers that are rounded to them.
    private double ofRounded(Uniform law) {
        double lower = figures.dtype().round(law.lower());
        double upper = figures.dtype().round(law.upper());
        ValueHistogram histogram = figures.histogram();
        double likelihood = -count() * Math.log(law.upper() - law.lower());
        if (figures.max() == upper) {
            likelihood +=
                    histogram.count(histogram.bins() - 1) * Math.log(covered(upper, law.upper()));
        }
        if (figures.min() == lower) {
            likelihood += histogram.count(0) * Math.log(covered(-lower, -law.lower()));
        }
        return likelihood;
    }

    /// The part of the numbers that are rounded to `value` which lie below `bound`.
    private double covered(double value, double bound) {
        if (value <= 0) {
            return 1;
        }
        double width = Decimal.spacing(value, figures.dtype());
        return Math.max((bound - (value - width / 2)) / width, 1e-3);
    }
}
