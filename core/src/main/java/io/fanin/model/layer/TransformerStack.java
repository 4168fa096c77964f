package io.fanin.model.layer;

import io.fanin.internal.require.Require;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Child;
import io.fanin.model.Construction.Copy;
import io.fanin.model.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A transformer's encoder or decoder: equal layers in a row, `layers.0`, `layers.1` and so on, and
/// perhaps a normalization, `norm`.
///
/// One layer is constructed; the others are copies of it, as PyTorch makes them, so all begin with
/// the same weights. Two stacks of one `layer` are constructed apart. Twins:
/// `torch.nn.TransformerEncoder`, `TransformerDecoder`.
///
/// @param layer what each of the layers is like; a decoder's makes this a decoder
/// @param norm a layer after the last one, or null
public record TransformerStack(TransformerLayer layer, long numLayers, @Nullable Layer norm)
        implements Layer {
    public TransformerStack {
        Require.present("layer", layer);
        Hyperparameters.layers("numLayers", numLayers);
    }

    public TransformerStack(TransformerLayer layer, long numLayers) {
        this(layer, numLayers, null);
    }

    public TransformerStack withNorm(@Nullable Layer norm) {
        return new TransformerStack(layer, numLayers, norm);
    }

    @Override
    public String type() {
        return layer.decoder() ? "TransformerDecoder" : "TransformerEncoder";
    }

    @Override
    public SequencedMap<String, Layer> children() {
        List<Layer> layers = new ArrayList<>();
        for (long i = 0; i < numLayers; i++) {
            layers.add(layer.copy(layer.decoder()));
        }
        SequencedMap<String, Layer> children = new LinkedHashMap<>();
        children.put("layers", Container.moduleList(layers));
        if (norm != null) {
            children.put("norm", norm);
        }
        return children;
    }

    @Override
    public List<Construction> construction() {
        List<Construction> steps = new ArrayList<>();
        steps.add(new Child("layers.0"));
        if (norm != null) {
            steps.add(new Child("norm"));
        }
        for (long i = 1; i < numLayers; i++) {
            steps.add(new Copy("layers." + i, "layers.0"));
        }
        return steps;
    }

    @Override
    public String toString() {
        return representation();
    }
}
