package io.fanin.check.scan;

/// What is known of the pairs of values that lie at one distance from each other, such as
/// neighbours within rows.
///
/// @param pairs how many there are
/// @param products the sum of their products
/// @param firsts the sum of the first value of each
/// @param seconds the sum of the second value of each
public record Lag(long pairs, double products, double firsts, double seconds) {
    static final Lag NONE = new Lag(0, 0, 0, 0);

    Lag and(Lag other) {
        return new Lag(
                pairs + other.pairs,
                products + other.products,
                firsts + other.firsts,
                seconds + other.seconds);
    }

    /// The sum of `(x − mean)(y − mean)` over the pairs.
    public double products(double mean) {
        return products - mean * (firsts + seconds) + pairs * mean * mean;
    }

    /// The correlation of values with this mean and variance; NaN without pairs or variance.
    public double correlation(double mean, double variance) {
        return products(mean) / pairs / variance;
    }
}
