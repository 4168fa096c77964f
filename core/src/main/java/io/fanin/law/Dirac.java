package io.fanin.law;

import io.fanin.internal.require.Require;
import io.fanin.tensor.Shape;

/// The convolution that passes on as many input channels as it can: in each of `groups` groups,
/// output channel `i` has a 1 at the middle of its kernel for input channel `i`, and zeros
/// elsewhere.
///
/// Shape: `[out, in, kernel…]` with 1 to 3 kernel sizes, `out` divisible by `groups`. Twin:
/// `torch.nn.init.dirac_(tensor, groups)`.
public record Dirac(long groups) implements Law {
    public Dirac {
        Require.atLeast("groups", 1, groups);
    }

    @Override
    public double lower() {
        return 0;
    }

    @Override
    public boolean isRandom() {
        return false;
    }

    @Override
    public double upper() {
        return 1;
    }

    @Override
    public Law law(Shape shape) {
        Ranks.require("dirac", shape, 3, 5);
        if (shape.dim(0) % groups != 0) {
            throw new IllegalArgumentException(
                    "dirac needs a size 0 divisible by groups = "
                            + groups
                            + "; got shape "
                            + shape);
        }
        return this;
    }

    @Override
    public String toString() {
        return groups == 1 ? "dirac" : "dirac in " + groups + " groups";
    }
}
