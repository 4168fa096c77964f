package io.fanin.law;

import io.fanin.internal.require.Require;
import io.fanin.tensor.Shape;

/// Independent normal values of mean 0, with `⌈sparsity · rows⌉` of each column's set to 0.
///
/// Shape: `[rows, columns]`. Paper: Martens 2010, "Deep learning via Hessian-free optimization",
/// §5. Twin: `torch.nn.init.sparse_`.
public record Sparse(double sparsity, double std) implements Law {
    public Sparse {
        if (!(sparsity >= 0 && sparsity <= 1)) {
            throw new IllegalArgumentException("sparsity must lie in [0, 1]; got " + sparsity);
        }
        Require.notNegative("std", std);
    }

    /// How many values of a column of `rows` are 0. The product is rounded first, as in PyTorch:
    /// 0.07 of 100 is 8.
    public long zeros(long rows) {
        return (long) Math.ceil(sparsity * rows);
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
    public Law law(Shape shape) {
        Ranks.require("sparse", shape, 2, 2);
        return this;
    }

    @Override
    public String toString() {
        return new Normal(0, std) + ", " + Numbers.print(100 * sparsity) + " % of each column 0";
    }
}
