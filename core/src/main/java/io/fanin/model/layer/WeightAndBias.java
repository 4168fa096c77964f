package io.fanin.model.layer;

import static io.fanin.init.Initializers.kaimingUniform;
import static io.fanin.init.Initializers.ones;
import static io.fanin.init.Initializers.uniform;
import static io.fanin.init.Initializers.zeros;

import io.fanin.init.FanMode;
import io.fanin.init.Nonlinearity;
import io.fanin.law.Initializer;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Parameter;
import io.fanin.model.Role;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.List;

/// A layer's `weight` and, where it has one, its `bias`.
final class WeightAndBias {
    /// What PyTorch's linear layers and convolutions draw their weights with: `U(±1/√fan_in)` but
    /// for rounding.
    static final Initializer DEFAULT_WEIGHT =
            kaimingUniform(Math.sqrt(5), FanMode.FAN_IN, Nonlinearity.LEAKY_RELU);

    private WeightAndBias() {}

    static List<Parameter> parameters(DType dtype, Shape weight, boolean hasBias, Shape bias) {
        Parameter first = new Parameter("weight", dtype, weight);
        return hasBias ? List.of(first, new Parameter("bias", dtype, bias)) : List.of(first);
    }

    /// `U(±1/√fan)`, or 0 if `fan` is 0.
    static Initializer withinRoot(long fan) {
        double bound = fan > 0 ? 1 / Math.sqrt((double) fan) : 0;
        return uniform(-bound, bound);
    }

    /// A normalization's parameters: none, or one `weight` and one `bias` for each normalized
    /// value.
    static List<Parameter> scale(DType dtype, boolean affine, Shape shape) {
        return affine
                ? List.of(
                        new Parameter("weight", dtype, shape, Role.SCALE),
                        new Parameter("bias", dtype, shape))
                : List.of();
    }

    static List<Construction> scaleConstruction(boolean affine) {
        return affine ? List.of(new Fill("weight", ones()), new Fill("bias", zeros())) : List.of();
    }
}
