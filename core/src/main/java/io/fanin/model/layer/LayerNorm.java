package io.fanin.model.layer;

import io.fanin.internal.python.PythonText;
import io.fanin.internal.require.Require;
import io.fanin.model.Construction;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/// Layer normalization over the last dimensions of its input.
///
/// `weight` and `bias` have the shape `normalizedShape`. Constructed with ones and zeros; nothing
/// is drawn. Twin: `torch.nn.LayerNorm`.
///
/// @param elementwiseAffine whether there are `weight` and `bias`
public record LayerNorm(Shape normalizedShape, Number eps, boolean elementwiseAffine, DType dtype)
        implements Layer {
    public LayerNorm {
        if (Require.present("normalizedShape", normalizedShape).rank() == 0) {
            throw new IllegalArgumentException("normalizedShape must have at least 1 size; got []");
        }
        eps = Hyperparameters.number("eps", eps);
        Hyperparameters.floating(dtype);
    }

    public LayerNorm(long... normalizedShape) {
        this(Shape.of(normalizedShape), 1e-5, true, DType.F32);
    }

    public LayerNorm withEps(Number eps) {
        return new LayerNorm(normalizedShape, eps, elementwiseAffine, dtype);
    }

    public LayerNorm withElementwiseAffine(boolean elementwiseAffine) {
        return new LayerNorm(normalizedShape, eps, elementwiseAffine, dtype);
    }

    public LayerNorm withDtype(DType dtype) {
        return new LayerNorm(normalizedShape, eps, elementwiseAffine, dtype);
    }

    @Override
    public String type() {
        return "LayerNorm";
    }

    @Override
    public String hyperparameters() {
        List<Long> sizes = Arrays.stream(normalizedShape.toArray()).boxed().toList();
        return PythonText.tuple(sizes)
                + ", eps="
                + PythonText.number(eps)
                + ", elementwise_affine="
                + PythonText.flag(elementwiseAffine);
    }

    @Override
    public List<Parameter> parameters() {
        return WeightAndBias.scale(dtype, elementwiseAffine, normalizedShape);
    }

    @Override
    public List<Construction> construction() {
        return WeightAndBias.scaleConstruction(elementwiseAffine);
    }

    @Override
    public String toString() {
        return representation();
    }
}
