package io.fanin.check.distribution;

/// The mean of a law and its central moments `E(x − mean)ᵏ`.
///
/// @param second the variance
public record LawMoments(
        double mean, double second, double third, double fourth, double sixth, double eighth) {
    public double std() {
        return Math.sqrt(second);
    }

    public double skewness() {
        return third / Math.pow(second, 1.5);
    }

    /// 0 for a normal law, −1.2 for a uniform one.
    public double excess() {
        return fourth / (second * second) - 3;
    }

    /// The variance of `(x − mean)²`.
    public double squareVariance() {
        return fourth - second * second;
    }

    /// The skewness of `(x − mean)²`.
    public double squareSkewness() {
        double cumulant = sixth - 3 * fourth * second + 2 * second * second * second;
        return cumulant / Math.pow(squareVariance(), 1.5);
    }

    /// The excess kurtosis of `(x − mean)²`.
    public double squareExcess() {
        double centralFourth =
                eighth
                        - 4 * sixth * second
                        + 6 * fourth * second * second
                        - 3 * Math.pow(second, 4);
        return centralFourth / (squareVariance() * squareVariance()) - 3;
    }
}
