package io.fanin.init;

import io.fanin.internal.require.Require;
import io.fanin.law.Initializer;
import io.fanin.law.Law;
import io.fanin.law.Uniform;
import io.fanin.tensor.Shape;

/// `U[-b, b]` with `b = √3 · gain / √fan`. `mode` says which fan, `nonlinearity` the gain. An empty
/// tensor's is 0.
///
/// Shape: rank ≥ 2, `[out, in, kernel…]`. Paper: He et al. 2015, arXiv:1502.01852, §2.2. Twin:
/// `torch.nn.init.kaiming_uniform_(tensor, a, mode, nonlinearity)`.
///
/// @param a the negative slope of the rectifier after the layer; counts with
///   [Nonlinearity#LEAKY_RELU] alone
public record KaimingUniform(double a, FanMode mode, Nonlinearity nonlinearity)
        implements Initializer {
    public KaimingUniform {
        Require.finite("a", a);
        Require.present("mode", mode);
        Require.present("nonlinearity", nonlinearity);
    }

    /// The half-width. The order of the operations is PyTorch's: another one changes the last bit.
    public double bound(Shape shape) {
        return Math.sqrt(3) * Kaiming.std(a, mode, nonlinearity, shape);
    }

    @Override
    public Law law(Shape shape) {
        double bound = bound(shape);
        return new Uniform(-bound, bound);
    }

    @Override
    public String toString() {
        return Kaiming.print("kaiming_uniform", a, mode, nonlinearity);
    }
}
