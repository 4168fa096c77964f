package io.fanin.init;

import io.fanin.internal.require.Require;
import io.fanin.law.Initializer;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.tensor.Shape;

/// `N(0, s²)` with `s = gain · √(2 / (fan_in + fan_out))`. An empty tensor's is 0.
///
/// Shape: rank ≥ 2, `[out, in, kernel…]`. Paper: Glorot and Bengio 2010, "Understanding the
/// difficulty of training deep feedforward neural networks", eq. 16. Twin:
/// `torch.nn.init.xavier_normal_(tensor, gain)`.
public record XavierNormal(double gain) implements Initializer {
    public XavierNormal {
        Require.notNegative("gain", gain);
    }

    /// The standard deviation.
    public double std(Shape shape) {
        return Xavier.std(gain, shape);
    }

    @Override
    public Law law(Shape shape) {
        return new Normal(0, std(shape));
    }

    @Override
    public String toString() {
        return gain == 1 ? "xavier_normal" : "xavier_normal(gain=" + gain + ")";
    }
}
