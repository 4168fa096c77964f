package io.fanin.check.scan;

/// The number, the mean and the central power sums `Σ(x − mean)ᵏ` of some values.
///
/// Source of the merging: Pébay 2008, "Formulas for robust, one-pass parallel computation of
/// covariances and arbitrary-order statistical moments", Sandia report SAND2008-6212.
///
/// @param second `Σ(x − mean)²`
/// @param third `Σ(x − mean)³`
/// @param fourth `Σ(x − mean)⁴`
public record Moments(long count, double mean, double second, double third, double fourth) {
    public static final Moments NONE = new Moments(0, 0, 0, 0, 0);

    /// Those of `count` equal values.
    public static Moments equal(long count, double value) {
        return count == 0 ? NONE : new Moments(count, value, 0, 0, 0);
    }

    /// Those of both sets of values.
    public Moments and(Moments other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        double a = count;
        double b = other.count;
        double n = a + b;
        double delta = other.mean - mean;
        double step = delta / n;
        double square = delta * step * a * b;
        return new Moments(
                count + other.count,
                mean + step * b,
                second + other.second + square,
                third
                        + other.third
                        + square * step * (a - b)
                        + 3 * step * (a * other.second - b * second),
                fourth
                        + other.fourth
                        + square * step * step * (a * a - a * b + b * b)
                        + 6 * step * step * (a * a * other.second + b * b * second)
                        + 4 * step * (a * other.third - b * third));
    }

    /// The mean squared deviation from the mean: divided by the number of values, not by one less.
    public double variance() {
        return second / count;
    }

    public double std() {
        return Math.sqrt(variance());
    }

    /// 0 for symmetric values; NaN if all are equal.
    public double skewness() {
        return third / count / Math.pow(variance(), 1.5);
    }

    /// 3 for normal values; NaN if all are equal.
    public double kurtosis() {
        return fourth / count / (variance() * variance());
    }
}
