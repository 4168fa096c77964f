package io.fanin.model.layer;

import static io.fanin.init.Initializers.normal;
import static io.fanin.init.Initializers.zeros;

import io.fanin.internal.python.PythonText;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Construction.FillRow;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.model.Role;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table of vectors: `weight` of shape `[numEmbeddings, embeddingDim]`.
///
/// Constructed with `N(0, 1²)`; the row `paddingIdx`, drawn like the others, is then zeroed. Twin:
/// `torch.nn.Embedding`.
///
/// @param paddingIdx the row that stands for no value, or null. A negative one, which is counted
///   from the end, turns into the one counted from 0
/// @param maxNorm the norm that vectors looked up are cut down to, or null
/// @param normType the p of that norm
public record Embedding(
        long numEmbeddings,
        long embeddingDim,
        @Nullable Long paddingIdx,
        @Nullable Number maxNorm,
        Number normType,
        boolean scaleGradByFreq,
        boolean sparse,
        DType dtype)
        implements Layer {

    public Embedding {
        Hyperparameters.size("numEmbeddings", 0, numEmbeddings);
        Hyperparameters.size("embeddingDim", 0, embeddingDim);
        paddingIdx = row(paddingIdx, numEmbeddings);
        maxNorm = maxNorm == null ? null : Hyperparameters.number("maxNorm", maxNorm);
        normType = Hyperparameters.number("normType", normType);
        Hyperparameters.floating(dtype);
    }

    public Embedding(long numEmbeddings, long embeddingDim) {
        this(numEmbeddings, embeddingDim, null, null, 2.0, false, false, DType.F32);
    }

    /// @param paddingIdx counted from the end if negative; null for none
    public Embedding withPaddingIdx(@Nullable Long paddingIdx) {
        return new Embedding(
                numEmbeddings,
                embeddingDim,
                paddingIdx,
                maxNorm,
                normType,
                scaleGradByFreq,
                sparse,
                dtype);
    }

    public Embedding withMaxNorm(@Nullable Number maxNorm, Number normType) {
        return new Embedding(
                numEmbeddings,
                embeddingDim,
                paddingIdx,
                maxNorm,
                normType,
                scaleGradByFreq,
                sparse,
                dtype);
    }

    public Embedding withScaleGradByFreq(boolean scaleGradByFreq) {
        return new Embedding(
                numEmbeddings,
                embeddingDim,
                paddingIdx,
                maxNorm,
                normType,
                scaleGradByFreq,
                sparse,
                dtype);
    }

    public Embedding withSparse(boolean sparse) {
        return new Embedding(
                numEmbeddings,
                embeddingDim,
                paddingIdx,
                maxNorm,
                normType,
                scaleGradByFreq,
                sparse,
                dtype);
    }

    public Embedding withDtype(DType dtype) {
        return new Embedding(
                numEmbeddings,
                embeddingDim,
                paddingIdx,
                maxNorm,
                normType,
                scaleGradByFreq,
                sparse,
                dtype);
    }

    /// `index` counted from 0.
    static @Nullable Long row(@Nullable Long index, long rows) {
        if (index == null) {
            return null;
        }
        if (index < -rows || index >= rows) {
            throw new IllegalArgumentException(
                    "paddingIdx must lie in [-numEmbeddings, numEmbeddings - 1] = ["
                            + -rows
                            + ", "
                            + (rows - 1)
                            + "]; got "
                            + index);
        }
        return index < 0 ? rows + index : index;
    }

    static List<Construction> construction(@Nullable Long paddingIdx) {
        Construction weight = new Fill("weight", normal());
        return paddingIdx == null
                ? List.of(weight)
                : List.of(weight, new FillRow("weight", paddingIdx, zeros()));
    }

    /// What both kinds of embedding print of the norm, and of the gradient's scale.
    static List<String> lookup(@Nullable Number maxNorm, Number normType, boolean scaleGradByFreq) {
        List<String> parts = new ArrayList<>();
        if (maxNorm != null) {
            parts.add("max_norm=" + PythonText.number(maxNorm));
        }
        if (normType.doubleValue() != 2) {
            parts.add("norm_type=" + PythonText.number(normType));
        }
        if (scaleGradByFreq) {
            parts.add("scale_grad_by_freq=True");
        }
        return parts;
    }

    @Override
    public String type() {
        return "Embedding";
    }

    @Override
    public String hyperparameters() {
        List<String> parts =
                new ArrayList<>(List.of(Long.toString(numEmbeddings), Long.toString(embeddingDim)));
        if (paddingIdx != null) {
            parts.add("padding_idx=" + paddingIdx);
        }
        parts.addAll(lookup(maxNorm, normType, scaleGradByFreq));
        if (sparse) {
            parts.add("sparse=True");
        }
        return String.join(", ", parts);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter(
                        "weight", dtype, Shape.of(numEmbeddings, embeddingDim), Role.EMBEDDING));
    }

    @Override
    public List<Construction> construction() {
        return construction(paddingIdx);
    }

    @Override
    public String toString() {
        return representation();
    }
}
