package io.fanin.model.layer;

import static io.fanin.init.Initializers.xavierUniform;

import io.fanin.internal.require.Require;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Child;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// A transformer: `encoder` and `decoder`.
///
/// Both are constructed; then every parameter of two or more dimensions is drawn again by Xavier's
/// uniform law, so that the layers no longer begin with the same weights. Twin:
/// `torch.nn.Transformer`.
public record Transformer(TransformerStack encoder, TransformerStack decoder) implements Layer {
    public Transformer {
        Require.present("encoder", encoder);
        Require.present("decoder", decoder);
        if (encoder.layer().decoder() || !decoder.layer().decoder()) {
            throw new IllegalArgumentException(
                    "encoder must be a TransformerEncoder and decoder a TransformerDecoder; got a "
                            + encoder.type()
                            + " and a "
                            + decoder.type());
        }
    }

    /// Six layers each of 512 values and 8 heads.
    public Transformer() {
        this(TransformerLayer.encoder(512, 8), 6, 6);
    }

    /// An encoder and a decoder of layers of the same hyper-parameters, each with a normalization
    /// at its end.
    public Transformer(TransformerLayer layer, long encoderLayers, long decoderLayers) {
        this(stack(layer.copy(false), encoderLayers), stack(layer.copy(true), decoderLayers));
    }

    private static TransformerStack stack(TransformerLayer layer, long numLayers) {
        return new TransformerStack(layer, numLayers, layer.norm());
    }

    @Override
    public String type() {
        return "Transformer";
    }

    @Override
    public SequencedMap<String, Layer> children() {
        SequencedMap<String, Layer> children = new LinkedHashMap<>();
        children.put("encoder", encoder);
        children.put("decoder", decoder);
        return children;
    }

    @Override
    public List<Construction> construction() {
        List<Construction> steps =
                new ArrayList<>(List.of(new Child("encoder"), new Child("decoder")));
        addFills(steps, "", this, Collections.newSetFromMap(new IdentityHashMap<>()));
        return steps;
    }

    private static void addFills(
            List<Construction> steps, String prefix, Layer layer, Set<Layer> seen) {
        if (!seen.add(layer)) {
            return;
        }
        for (Parameter parameter : layer.parameters()) {
            if (parameter.shape().rank() > 1) {
                steps.add(new Fill(prefix + parameter.name(), xavierUniform()));
            }
        }
        layer.children()
                .forEach((name, child) -> addFills(steps, prefix + name + ".", child, seen));
    }

    @Override
    public String toString() {
        return representation();
    }
}
