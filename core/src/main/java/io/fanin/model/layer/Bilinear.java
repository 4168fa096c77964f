package io.fanin.model.layer;

import io.fanin.internal.python.PythonText;
import io.fanin.law.Initializer;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.List;

/// `y = x₁ᵀ A x₂ + b` with `weight` of shape `[outFeatures, in1Features, in2Features]` and `bias`
/// of shape `[outFeatures]`.
///
/// Constructed with `U(±1/√in1Features)` for both. Twin: `torch.nn.Bilinear`.
///
/// @param hasBias whether there is a `bias`
public record Bilinear(
        long in1Features, long in2Features, long outFeatures, boolean hasBias, DType dtype)
        implements Layer {
    public Bilinear {
        Hyperparameters.size("in1Features", 1, in1Features);
        Hyperparameters.size("in2Features", 0, in2Features);
        Hyperparameters.size("outFeatures", 0, outFeatures);
        Hyperparameters.floating(dtype);
    }

    public Bilinear(long in1Features, long in2Features, long outFeatures, boolean hasBias) {
        this(in1Features, in2Features, outFeatures, hasBias, DType.F32);
    }

    public Bilinear(long in1Features, long in2Features, long outFeatures) {
        this(in1Features, in2Features, outFeatures, true);
    }

    public Bilinear withDtype(DType dtype) {
        return new Bilinear(in1Features, in2Features, outFeatures, hasBias, dtype);
    }

    @Override
    public String type() {
        return "Bilinear";
    }

    @Override
    public String hyperparameters() {
        return "in1_features="
                + in1Features
                + ", in2_features="
                + in2Features
                + ", out_features="
                + outFeatures
                + ", bias="
                + PythonText.flag(hasBias);
    }

    @Override
    public List<Parameter> parameters() {
        Shape weight = Shape.of(outFeatures, in1Features, in2Features);
        return WeightAndBias.parameters(dtype, weight, hasBias, Shape.of(outFeatures));
    }

    @Override
    public List<Construction> construction() {
        Initializer both = WeightAndBias.withinRoot(in1Features);
        Construction weight = new Fill("weight", both);
        return hasBias ? List.of(weight, new Fill("bias", both)) : List.of(weight);
    }

    @Override
    public String toString() {
        return representation();
    }
}
