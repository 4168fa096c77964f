package io.fanin.law;

import io.fanin.internal.require.Require;
import io.fanin.tensor.Shape;

/// `gain` times a matrix with orthonormal rows or columns, whichever are fewer, drawn from the Haar
/// measure.
///
/// Shape: rank ≥ 2; `[rows, …]` is taken as a matrix of `rows × (all other sizes)`. Paper: Saxe et
/// al. 2014, arXiv:1312.6120. Twin: `torch.nn.init.orthogonal_`.
public record Orthogonal(double gain) implements Law {
    public Orthogonal {
        Require.finite("gain", gain);
    }

    @Override
    public double lower() {
        return -Math.abs(gain);
    }

    @Override
    public double upper() {
        return Math.abs(gain);
    }

    @Override
    public Law law(Shape shape) {
        Ranks.require("orthogonal", shape, 2, Integer.MAX_VALUE);
        return this;
    }

    @Override
    public String toString() {
        return gain == 1 ? "orthogonal" : "orthogonal · " + Numbers.print(gain);
    }
}
