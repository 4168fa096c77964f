package io.fanin.model.layer;

import io.fanin.internal.python.PythonText;
import io.fanin.internal.require.Require;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.List;

/// `y = x Wᵀ + b` with `weight` of shape `[outFeatures, inFeatures]` and `bias` of shape
/// `[outFeatures]`.
///
/// Constructed with `U(±1/√inFeatures)` for both. Twin: `torch.nn.Linear`.
///
/// @param type the name of PyTorch's class: `Linear`, or a subclass of it
/// @param hasBias whether there is a `bias`
public record Linear(String type, long inFeatures, long outFeatures, boolean hasBias, DType dtype)
        implements Layer {
    public Linear {
        Require.present("type", type);
        Hyperparameters.size("inFeatures", 0, inFeatures);
        Hyperparameters.size("outFeatures", 0, outFeatures);
        Hyperparameters.floating(dtype);
    }

    public Linear(long inFeatures, long outFeatures, boolean hasBias) {
        this("Linear", inFeatures, outFeatures, hasBias, DType.F32);
    }

    public Linear(long inFeatures, long outFeatures) {
        this(inFeatures, outFeatures, true);
    }

    public Linear withDtype(DType dtype) {
        return new Linear(type, inFeatures, outFeatures, hasBias, dtype);
    }

    @Override
    public String hyperparameters() {
        return "in_features="
                + inFeatures
                + ", out_features="
                + outFeatures
                + ", bias="
                + PythonText.flag(hasBias);
    }

    @Override
    public List<Parameter> parameters() {
        return WeightAndBias.parameters(
                dtype, Shape.of(outFeatures, inFeatures), hasBias, Shape.of(outFeatures));
    }

    @Override
    public List<Construction> construction() {
        Construction weight = new Fill("weight", WeightAndBias.DEFAULT_WEIGHT);
        return hasBias
                ? List.of(weight, new Fill("bias", WeightAndBias.withinRoot(inFeatures)))
                : List.of(weight);
    }

    @Override
    public String toString() {
        return representation();
    }
}
