package io.fanin.model.architecture;

import static io.fanin.init.Initializers.normal;
import static io.fanin.init.Initializers.zeros;

import io.fanin.model.Construction;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.List;

/// A linear layer with its weight transposed: `weight` of shape `[nx, nf]`, `bias` of shape `[nf]`.
///
/// Constructed with `N(0, 0.02²)` and zeros. Twin: `transformers.pytorch_utils.Conv1D`.
///
/// @param nf the number of output features
/// @param nx the number of input features
record Conv1D(long nf, long nx) implements Layer {
    @Override
    public String type() {
        return "Conv1D";
    }

    @Override
    public String hyperparameters() {
        return "nf=" + nf + ", nx=" + nx;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("weight", DType.F32, Shape.of(nx, nf)),
                new Parameter("bias", DType.F32, Shape.of(nf)));
    }

    @Override
    public List<Construction> construction() {
        return List.of(new Fill("weight", normal(0, 0.02)), new Fill("bias", zeros()));
    }

    @Override
    public String toString() {
        return representation();
    }
}
