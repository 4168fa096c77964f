package io.fanin.law;

import io.fanin.internal.require.Require;

/// The normal law of the given mean and standard deviation. Twin: `torch.nn.init.normal_`.
public record Normal(double mean, double std) implements Law {
    public Normal {
        Require.finite("mean", mean);
        Require.notNegative("std", std);
    }

    @Override
    public double lower() {
        return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double upper() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public String toString() {
        return "N(" + Numbers.print(mean) + ", " + Numbers.print(std) + "²)";
    }
}
