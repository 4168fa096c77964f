package io.fanin.check.recognition;

import io.fanin.check.scan.Figures;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// How likely independent values are under laws, by what a scan left of them.
///
/// @param count of the values, all of them finite
/// @param mean of theirs
/// @param squares mean of their squared deviations from it
/// @param slack a part of a bound by which rounding may carry values beyond it
record Sample(long count, double mean, double squares, double min, double max, double slack) {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    static Sample of(Figures figures) {
        double slack =
                switch (figures.dtype()) {
                    case BF16 -> 0x1p-8;
                    case F16 -> 0x1p-11;
                    case F32 -> 0x1p-24;
                    case F64, I64 -> 0x1p-53;
                };
        return new Sample(
                figures.count(),
                figures.moments().mean(),
                figures.moments().variance(),
                figures.min(),
                figures.max(),
                slack);
    }

    /// The greatest distance from 0.
    double reach() {
        return Math.max(Math.abs(min), Math.abs(max));
    }

    /// The mean square.
    double power() {
        return squares + mean * mean;
    }

    /// The logarithm of the likelihood: −∞ if a value lies outside.
    double likelihood(Law law) {
        return switch (law) {
            case Uniform(double lower, double upper) ->
                    lies(lower, upper)
                            ? -count * Math.log(upper - lower)
                            : Double.NEGATIVE_INFINITY;
            case Normal(double center, double std) -> normal(center, std);
            case TruncatedNormal(double center, double std, double lower, double upper) ->
                    lies(lower, upper)
                            ? normal(center, std) - count * Math.log(part(law))
                            : Double.NEGATIVE_INFINITY;
            default -> Double.NEGATIVE_INFINITY;
        };
    }

    /// What the bounds leave of the normal law.
    private static double part(Law law) {
        TruncatedNormal cut = (TruncatedNormal) law;
        return STANDARD.probability(
                (cut.lower() - cut.mean()) / cut.std(), (cut.upper() - cut.mean()) / cut.std());
    }

    /// The probability of a standard normal value in [−t, t].
    static double inside(double t) {
        return STANDARD.probability(-t, t);
    }

    private boolean lies(double lower, double upper) {
        return min >= lower - Math.abs(lower) * slack && max <= upper + Math.abs(upper) * slack;
    }

    private double normal(double center, double std) {
        if (std == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double off = squares + (mean - center) * (mean - center);
        return -count * (Math.log(2 * Math.PI * std * std) + off / (std * std)) / 2;
    }
}
