package io.fanin.model.layer;

import io.fanin.internal.require.Require;
import io.fanin.model.Construction;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.model.Role;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A table of vectors, of which bags are looked up and reduced: `weight` of shape `[numEmbeddings,
/// embeddingDim]`.
///
/// Constructed with `N(0, 1²)`; the row `paddingIdx`, drawn like the others, is then zeroed. Twin:
/// `torch.nn.EmbeddingBag`.
///
/// @param maxNorm the norm that vectors looked up are cut down to, or null
/// @param normType the p of that norm
/// @param paddingIdx the row that counts in no bag, or null. A negative one, which is counted from
///   the end, turns into the one counted from 0
public record EmbeddingBag(
        long numEmbeddings,
        long embeddingDim,
        @Nullable Number maxNorm,
        Number normType,
        boolean scaleGradByFreq,
        Mode mode,
        boolean sparse,
        boolean includeLastOffset,
        @Nullable Long paddingIdx,
        DType dtype)
        implements Layer {

    /// How a bag is reduced to one vector.
    public enum Mode {
        SUM,
        MEAN,
        MAX;

        /// PyTorch's name, such as `mean`.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public EmbeddingBag {
        Hyperparameters.size("numEmbeddings", 0, numEmbeddings);
        Hyperparameters.size("embeddingDim", 0, embeddingDim);
        maxNorm = maxNorm == null ? null : Hyperparameters.number("maxNorm", maxNorm);
        normType = Hyperparameters.number("normType", normType);
        Require.present("mode", mode);
        paddingIdx = Embedding.row(paddingIdx, numEmbeddings);
        Hyperparameters.floating(dtype);
    }

    public EmbeddingBag(long numEmbeddings, long embeddingDim) {
        this(
                numEmbeddings,
                embeddingDim,
                null,
                2.0,
                false,
                Mode.MEAN,
                false,
                false,
                null,
                DType.F32);
    }

    public EmbeddingBag withMaxNorm(@Nullable Number maxNorm, Number normType) {
        return new EmbeddingBag(
                numEmbeddings,
                embeddingDim,
                maxNorm,
                normType,
                scaleGradByFreq,
                mode,
                sparse,
                includeLastOffset,
                paddingIdx,
                dtype);
    }

    public EmbeddingBag withScaleGradByFreq(boolean scaleGradByFreq) {
        return new EmbeddingBag(
                numEmbeddings,
                embeddingDim,
                maxNorm,
                normType,
                scaleGradByFreq,
                mode,
                sparse,
                includeLastOffset,
                paddingIdx,
                dtype);
    }

    public EmbeddingBag withMode(Mode mode) {
        return new EmbeddingBag(
                numEmbeddings,
                embeddingDim,
                maxNorm,
                normType,
                scaleGradByFreq,
                mode,
                sparse,
                includeLastOffset,
                paddingIdx,
                dtype);
    }

    public EmbeddingBag withSparse(boolean sparse) {
        return new EmbeddingBag(
                numEmbeddings,
                embeddingDim,
                maxNorm,
                normType,
                scaleGradByFreq,
                mode,
                sparse,
                includeLastOffset,
                paddingIdx,
                dtype);
    }

    public EmbeddingBag withIncludeLastOffset(boolean includeLastOffset) {
        return new EmbeddingBag(
                numEmbeddings,
                embeddingDim,
                maxNorm,
                normType,
                scaleGradByFreq,
                mode,
                sparse,
                includeLastOffset,
                paddingIdx,
                dtype);
    }

    /// @param paddingIdx counted from the end if negative; null for none
    public EmbeddingBag withPaddingIdx(@Nullable Long paddingIdx) {
        return new EmbeddingBag(
                numEmbeddings,
                embeddingDim,
                maxNorm,
                normType,
                scaleGradByFreq,
                mode,
                sparse,
                includeLastOffset,
                paddingIdx,
                dtype);
    }

    public EmbeddingBag withDtype(DType dtype) {
        return new EmbeddingBag(
                numEmbeddings,
                embeddingDim,
                maxNorm,
                normType,
                scaleGradByFreq,
                mode,
                sparse,
                includeLastOffset,
                paddingIdx,
                dtype);
    }

    @Override
    public String type() {
        return "EmbeddingBag";
    }

    @Override
    public String hyperparameters() {
        List<String> parts =
                new ArrayList<>(List.of(Long.toString(numEmbeddings), Long.toString(embeddingDim)));
        parts.addAll(Embedding.lookup(maxNorm, normType, scaleGradByFreq));
        parts.add("mode=" + mode);
        if (paddingIdx != null) {
            parts.add("padding_idx=" + paddingIdx);
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
        return Embedding.construction(paddingIdx);
    }

    @Override
    public String toString() {
        return representation();
    }
}
