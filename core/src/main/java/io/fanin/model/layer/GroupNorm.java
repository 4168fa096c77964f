package io.fanin.model.layer;

import io.fanin.internal.python.PythonText;
import io.fanin.internal.require.Require;
import io.fanin.model.Construction;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.List;

/// Normalization over groups of channels.
///
/// `weight` and `bias` have the shape `[numChannels]`. Constructed with ones and zeros; nothing is
/// drawn. Twin: `torch.nn.GroupNorm`.
///
/// @param numChannels divisible by `numGroups`
/// @param affine whether there are `weight` and `bias`
public record GroupNorm(long numGroups, long numChannels, Number eps, boolean affine, DType dtype)
        implements Layer {
    public GroupNorm {
        Hyperparameters.size("numGroups", 1, numGroups);
        Hyperparameters.size("numChannels", 0, numChannels);
        Require.divisible("numChannels", numChannels, "numGroups", numGroups);
        eps = Hyperparameters.number("eps", eps);
        Hyperparameters.floating(dtype);
    }

    public GroupNorm(long numGroups, long numChannels) {
        this(numGroups, numChannels, 1e-5, true, DType.F32);
    }

    public GroupNorm withEps(Number eps) {
        return new GroupNorm(numGroups, numChannels, eps, affine, dtype);
    }

    public GroupNorm withAffine(boolean affine) {
        return new GroupNorm(numGroups, numChannels, eps, affine, dtype);
    }

    public GroupNorm withDtype(DType dtype) {
        return new GroupNorm(numGroups, numChannels, eps, affine, dtype);
    }

    @Override
    public String type() {
        return "GroupNorm";
    }

    @Override
    public String hyperparameters() {
        return numGroups
                + ", "
                + numChannels
                + ", eps="
                + PythonText.number(eps)
                + ", affine="
                + PythonText.flag(affine);
    }

    @Override
    public List<Parameter> parameters() {
        return WeightAndBias.scale(dtype, affine, Shape.of(numChannels));
    }

    @Override
    public List<Construction> construction() {
        return WeightAndBias.scaleConstruction(affine);
    }

    @Override
    public String toString() {
        return representation();
    }
}
