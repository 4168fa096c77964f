package io.fanin.init;

import io.fanin.internal.require.Require;
import io.fanin.law.Initializer;
import io.fanin.law.Law;
import io.fanin.law.Uniform;
import io.fanin.tensor.Shape;

/// `U[-b, b]` with `b = √3 · gain · √(2 / (fan_in + fan_out))`. An empty tensor's is 0.
///
/// Shape: rank ≥ 2, `[out, in, kernel…]`. Paper: Glorot and Bengio 2010, "Understanding the
/// difficulty of training deep feedforward neural networks", eq. 16. Twin:
/// `torch.nn.init.xavier_uniform_(tensor, gain)`.
public record XavierUniform(double gain) implements Initializer {
    public XavierUniform {
        Require.notNegative("gain", gain);
    }

    /// The half-width. The order of the operations is PyTorch's: another one changes the last bit.
    public double bound(Shape shape) {
        return Math.sqrt(3) * Xavier.std(gain, shape);
    }

    @Override
    public Law law(Shape shape) {
        double bound = bound(shape);
        return new Uniform(-bound, bound);
    }

    @Override
    public String toString() {
        return gain == 1 ? "xavier_uniform" : "xavier_uniform(gain=" + gain + ")";
    }
}
