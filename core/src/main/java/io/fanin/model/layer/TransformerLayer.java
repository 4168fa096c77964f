package io.fanin.model.layer;

import io.fanin.internal.require.Require;
import io.fanin.model.Layer;
import io.fanin.tensor.DType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/// One layer of a transformer's encoder or decoder: attention, then two linear layers.
///
/// An encoder's has the children `self_attn`, `linear1`, `dropout`, `linear2`, `norm1`, `norm2`,
/// `dropout1` and `dropout2`; a decoder's has `multihead_attn` after `self_attn`, `norm3` and
/// `dropout3` besides. An activation that is a layer comes last as `activation`. All are
/// constructed in that order. Twins: `torch.nn.TransformerEncoderLayer`, `TransformerDecoderLayer`.
///
/// @param dModel divisible by `nhead`
public record TransformerLayer(
        boolean decoder,
        long dModel,
        long nhead,
        long dimFeedforward,
        Number dropout,
        Activation activation,
        Number layerNormEps,
        boolean batchFirst,
        boolean normFirst,
        DType dtype)
        implements Layer {

    /// What stands between the two linear layers.
    public sealed interface Activation {
        /// A function, which no one sees in the printed layer.
        enum Function implements Activation {
            RELU,
            GELU;

            /// PyTorch's name, such as `relu`.
            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        /// A layer, the child `activation`.
        record Submodule(Stateless layer) implements Activation {
            public Submodule {
                Require.present("layer", layer);
            }
        }
    }

    public TransformerLayer {
        Hyperparameters.size("nhead", 1, nhead);
        Hyperparameters.size("dModel", 1, dModel);
        Require.divisible("dModel", dModel, "nhead", nhead);
        Hyperparameters.size("dimFeedforward", 0, dimFeedforward);
        dropout = Hyperparameters.probability("dropout", dropout);
        Require.present("activation", activation);
        layerNormEps = Hyperparameters.number("layerNormEps", layerNormEps);
        Hyperparameters.floating(dtype);
    }

    private static TransformerLayer of(boolean decoder, long dModel, long nhead) {
        return new TransformerLayer(
                decoder,
                dModel,
                nhead,
                2048,
                0.1,
                Activation.Function.RELU,
                1e-5,
                false,
                false,
                DType.F32);
    }

    /// `torch.nn.TransformerEncoderLayer`.
    public static TransformerLayer encoder(long dModel, long nhead) {
        return of(false, dModel, nhead);
    }

    /// `torch.nn.TransformerDecoderLayer`.
    public static TransformerLayer decoder(long dModel, long nhead) {
        return of(true, dModel, nhead);
    }

    public TransformerLayer withDimFeedforward(long dimFeedforward) {
        return with(
                decoder,
                dimFeedforward,
                dropout,
                activation,
                layerNormEps,
                batchFirst,
                normFirst,
                dtype);
    }

    public TransformerLayer withDropout(Number dropout) {
        return with(
                decoder,
                dimFeedforward,
                dropout,
                activation,
                layerNormEps,
                batchFirst,
                normFirst,
                dtype);
    }

    /// @param activation such as [Activation.Function#GELU]
    public TransformerLayer withActivation(Activation activation) {
        return with(
                decoder,
                dimFeedforward,
                dropout,
                activation,
                layerNormEps,
                batchFirst,
                normFirst,
                dtype);
    }

    /// @param activation such as [Stateless#gelu()]
    public TransformerLayer withActivation(Stateless activation) {
        return withActivation(new Activation.Submodule(activation));
    }

    public TransformerLayer withLayerNormEps(Number layerNormEps) {
        return with(
                decoder,
                dimFeedforward,
                dropout,
                activation,
                layerNormEps,
                batchFirst,
                normFirst,
                dtype);
    }

    public TransformerLayer withBatchFirst(boolean batchFirst) {
        return with(
                decoder,
                dimFeedforward,
                dropout,
                activation,
                layerNormEps,
                batchFirst,
                normFirst,
                dtype);
    }

    public TransformerLayer withNormFirst(boolean normFirst) {
        return with(
                decoder,
                dimFeedforward,
                dropout,
                activation,
                layerNormEps,
                batchFirst,
                normFirst,
                dtype);
    }

    public TransformerLayer withDtype(DType dtype) {
        return with(
                decoder,
                dimFeedforward,
                dropout,
                activation,
                layerNormEps,
                batchFirst,
                normFirst,
                dtype);
    }

    /// Another instance of the same hyper-parameters, of an encoder or a decoder.
    TransformerLayer copy(boolean decoder) {
        return with(
                decoder,
                dimFeedforward,
                dropout,
                activation,
                layerNormEps,
                batchFirst,
                normFirst,
                dtype);
    }

    private TransformerLayer with(
            boolean decoder,
            long dimFeedforward,
            Number dropout,
            Activation activation,
            Number layerNormEps,
            boolean batchFirst,
            boolean normFirst,
            DType dtype) {
        return new TransformerLayer(
                decoder,
                dModel,
                nhead,
                dimFeedforward,
                dropout,
                activation,
                layerNormEps,
                batchFirst,
                normFirst,
                dtype);
    }

    @Override
    public String type() {
        return decoder ? "TransformerDecoderLayer" : "TransformerEncoderLayer";
    }

    @Override
    public SequencedMap<String, Layer> children() {
        SequencedMap<String, Layer> children = new LinkedHashMap<>();
        children.put("self_attn", attention());
        if (decoder) {
            children.put("multihead_attn", attention());
        }
        children.put("linear1", new Linear(dModel, dimFeedforward).withDtype(dtype));
        children.put("dropout", Stateless.dropout(dropout));
        children.put("linear2", new Linear(dimFeedforward, dModel).withDtype(dtype));
        int norms = decoder ? 3 : 2;
        for (int i = 1; i <= norms; i++) {
            children.put("norm" + i, norm());
        }
        for (int i = 1; i <= norms; i++) {
            children.put("dropout" + i, Stateless.dropout(dropout));
        }
        if (activation instanceof Activation.Submodule(Stateless layer)) {
            children.put("activation", layer);
        }
        return children;
    }

    private MultiheadAttention attention() {
        return new MultiheadAttention(dModel, nhead)
                .withDropout(dropout.doubleValue())
                .withBatchFirst(batchFirst)
                .withDtype(dtype);
    }

    /// A normalization of this layer's size, type and `layerNormEps`.
    LayerNorm norm() {
        return new LayerNorm(dModel).withEps(layerNormEps).withDtype(dtype);
    }

    @Override
    public String toString() {
        return representation();
    }
}
