package io.fanin.model.layer;

import static io.fanin.init.Initializers.constant;

import io.fanin.internal.require.Require;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.model.Role;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.List;

/// A rectifier whose negative slope is learned: `weight` of shape `[numParameters]`.
///
/// Constructed with the constant `init`; nothing is drawn. Twin: `torch.nn.PReLU`.
///
/// @param numParameters 1, or one for each channel
public record PReLU(long numParameters, double init, DType dtype) implements Layer {
    public PReLU {
        Hyperparameters.size("numParameters", 1, numParameters);
        Require.finite("init", init);
        Hyperparameters.floating(dtype);
    }

    public PReLU() {
        this(1);
    }

    public PReLU(long numParameters) {
        this(numParameters, 0.25);
    }

    public PReLU(long numParameters, double init) {
        this(numParameters, init, DType.F32);
    }

    public PReLU withDtype(DType dtype) {
        return new PReLU(numParameters, init, dtype);
    }

    @Override
    public String type() {
        return "PReLU";
    }

    @Override
    public String hyperparameters() {
        return "num_parameters=" + numParameters;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("weight", dtype, Shape.of(numParameters), Role.SCALE));
    }

    @Override
    public List<Construction> construction() {
        return List.of(new Fill("weight", constant(init)));
    }

    @Override
    public String toString() {
        return representation();
    }
}
