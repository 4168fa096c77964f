package io.fanin.init;

import io.fanin.internal.require.Require;
import io.fanin.law.Initializer;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.tensor.Shape;

/// `N(0, s²)` with `s = gain / √fan`. `mode` says which fan, `nonlinearity` the gain. An empty
/// tensor's is 0.
///
/// Shape: rank ≥ 2, `[out, in, kernel…]`. Paper: He et al. 2015, arXiv:1502.01852, §2.2. Twin:
/// `torch.nn.init.kaiming_normal_(tensor, a, mode, nonlinearity)`.
///
/// @param a the negative slope of the rectifier after the layer; counts with
///   [Nonlinearity#LEAKY_RELU] alone
public record KaimingNormal(double a, FanMode mode, Nonlinearity nonlinearity)
        implements Initializer {
    public KaimingNormal {
        Require.finite("a", a);
        Require.present("mode", mode);
        Require.present("nonlinearity", nonlinearity);
    }

    /// The standard deviation.
    public double std(Shape shape) {
        return Kaiming.std(a, mode, nonlinearity, shape);
    }

    @Override
    public Law law(Shape shape) {
        return new Normal(0, std(shape));
    }

    @Override
    public String toString() {
        return Kaiming.print("kaiming_normal", a, mode, nonlinearity);
    }
}
