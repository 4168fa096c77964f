package io.fanin.law;

import io.fanin.internal.require.Require;

/// The uniform law on `[lower, upper]`. Both ends are included: PyTorch's can round up to its upper
/// one.
///
/// Twin: `torch.nn.init.uniform_(tensor, a=lower, b=upper)`.
public record Uniform(double lower, double upper) implements Law {
    public Uniform {
        Require.ordered("lower", lower, "upper", upper);
    }

    @Override
    public String toString() {
        return "U(" + Numbers.print(lower) + ", " + Numbers.print(upper) + ")";
    }
}
