package io.fanin.model.architecture;

import static io.fanin.init.Initializers.normal;
import static io.fanin.init.Initializers.xavierUniform;
import static io.fanin.init.Initializers.zeros;

import io.fanin.model.Construction;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.model.Role;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Convolution;
import io.fanin.model.layer.LayerNorm;
import io.fanin.model.layer.Linear;
import io.fanin.model.layer.MultiheadAttention;
import io.fanin.model.layer.Stateless;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// Dosovitskiy et al. 2020, arXiv:2010.11929. Twin: `torchvision.models.vit_b_16`.
///
/// @param hiddenDim divisible by `numHeads`
record VisionTransformer(
        long imageSize, long patchSize, int numLayers, long numHeads, long hiddenDim, long mlpDim) {

    static final VisionTransformer B_16 = new VisionTransformer(224, 16, 12, 12, 768, 3072);

    Layer model() {
        Container layers =
                Container.named("VisionTransformer")
                        .with(
                                "conv_proj",
                                Convolution.conv2d(3, hiddenDim, patchSize).withStride(patchSize))
                        .with("encoder", encoder())
                        .with(
                                "heads",
                                Container.named("Sequential")
                                        .with("head", new Linear(hiddenDim, Vision.CLASSES)));
        List<Construction> construction = new ArrayList<>(layers.construction());
        construction.add(1, new Fill("class_token", zeros()));
        return new Block(layers, List.of(embedding("class_token", 1)), construction);
    }

    private Layer encoder() {
        Container blocks = Container.named("Sequential");
        for (int i = 0; i < numLayers; i++) {
            blocks = blocks.with("encoder_layer_" + i, encoderBlock());
        }
        Container layers =
                Container.named("Encoder")
                        .with("dropout", Stateless.dropout(0.0))
                        .with("layers", blocks)
                        .with("ln", norm());
        List<Construction> construction = new ArrayList<>();
        construction.add(new Fill("pos_embedding", normal(0, 0.02)));
        construction.addAll(layers.construction());
        long patches = (imageSize / patchSize) * (imageSize / patchSize);
        return new Block(layers, List.of(embedding("pos_embedding", patches + 1)), construction);
    }

    private Layer encoderBlock() {
        return Container.named("EncoderBlock")
                .with("ln_1", norm())
                .with(
                        "self_attention",
                        new MultiheadAttention(hiddenDim, numHeads).withBatchFirst(true))
                .with("dropout", Stateless.dropout(0.0))
                .with("ln_2", norm())
                .with("mlp", mlp());
    }

    private Layer mlp() {
        Container layers =
                Container.named("MLPBlock")
                        .with("0", new Linear(hiddenDim, mlpDim))
                        .with("1", Stateless.gelu())
                        .with("2", Stateless.dropout(0.0))
                        .with("3", new Linear(mlpDim, hiddenDim))
                        .with("4", Stateless.dropout(0.0));
        List<Construction> construction = new ArrayList<>(layers.construction());
        for (String linear : List.of("0", "3")) {
            construction.add(new Fill(linear + ".weight", xavierUniform()));
            construction.add(new Fill(linear + ".bias", normal(0, 1e-6)));
        }
        return new Block(layers, List.of(), construction);
    }

    private LayerNorm norm() {
        return new LayerNorm(hiddenDim).withEps(1e-6);
    }

    private Parameter embedding(String name, long length) {
        return new Parameter(name, DType.F32, Shape.of(1, length, hiddenDim), Role.EMBEDDING);
    }
}
