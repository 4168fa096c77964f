package io.fanin.law;

import io.fanin.internal.require.Require;

/// The normal law of `mean` and `std`, conditioned on `[lower, upper]`; `mean` and `std` are those
/// before the cut.
///
/// Twin: `torch.nn.init.trunc_normal_(tensor, mean, std, a=lower, b=upper)`.
public record TruncatedNormal(double mean, double std, double lower, double upper) implements Law {
    public TruncatedNormal {
        Require.finite("mean", mean);
        if (Require.finite("std", std) <= 0) {
            throw new IllegalArgumentException("std must be greater than 0; got " + std);
        }
        Require.ordered("lower", lower, "upper", upper);
    }

    @Override
    public String toString() {
        return new Normal(mean, std)
                + " on ["
                + Numbers.print(lower)
                + ", "
                + Numbers.print(upper)
                + "]";
    }
}
