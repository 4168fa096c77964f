package io.fanin.check.distribution;

/// The law of one value of a tensor, as it is drawn in one dtype and stored in another.
public sealed interface Distribution permits Rounded, Atoms {
    /// No value is smaller.
    double lower();

    /// No value is greater.
    double upper();

    /// The probability of `x` or less, exact to many digits where it is small.
    double atMost(double x);

    /// The probability of `x` or more, exact to many digits where it is small.
    double atLeast(double x);

    /// The probability of `x`, a value of the stored dtype; 0 if it can't occur.
    double atom(double x);

    LawMoments moments();

    /// The probability that two values are equal.
    double collision();

    /// A probability of values greater than `x` that no generator undercuts: below [#atLeast] where
    /// coarse uniforms end the tail early.
    default double surelyAbove(double x) {
        return atLeast(x) - atom(x);
    }

    /// The same of values less than `x`.
    default double surelyBelow(double x) {
        return atMost(x) - atom(x);
    }
}
