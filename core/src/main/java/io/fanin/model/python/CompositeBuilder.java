package io.fanin.model.python;

import io.fanin.model.Layer;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Stateless;
import io.fanin.model.layer.Transformer;
import io.fanin.model.layer.TransformerLayer;
import io.fanin.model.layer.TransformerLayer.Activation;
import io.fanin.model.layer.TransformerStack;
import io.fanin.model.python.PythonValue.Call;
import io.fanin.model.python.PythonValue.Dict;
import io.fanin.model.python.PythonValue.Name;
import io.fanin.model.python.PythonValue.Sequence;
import io.fanin.model.python.PythonValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Makes the layers that hold others: containers and transformers.
final class CompositeBuilder {
    private final Source source;
    private final LayerBuilder layers;

    CompositeBuilder(Source source, LayerBuilder layers) {
        this.source = source;
        this.layers = layers;
    }

    Layer build(String name, Arguments a) {
        return switch (name) {
            case "Sequential" -> sequential(a.others());
            case "ModuleList" -> Container.moduleList(a.isNone("modules") ? List.of() : list(a));
            case "ModuleDict" ->
                    Container.moduleDict(
                            a.isNone("modules") ? new LinkedHashMap<>() : named(a.get("modules")));
            case "TransformerEncoderLayer" -> transformerLayer(a, false);
            case "TransformerDecoderLayer" -> transformerLayer(a, true);
            case "TransformerEncoder" -> stack(a, "encoder_layer", false);
            case "TransformerDecoder" -> stack(a, "decoder_layer", true);
            case "Transformer" -> transformer(a);
            default -> throw new AssertionError("no builder for " + name);
        };
    }

    private Layer sequential(List<PythonValue> given) {
        if (given.size() == 1 && isOrderedDict(given.getFirst())) {
            return new Container("Sequential", named(given.getFirst()));
        }
        return Container.sequential(given.stream().map(layers::build).toList());
    }

    private List<Layer> list(Arguments a) {
        if (!(a.get("modules") instanceof Sequence(_, _, List<PythonValue> items))) {
            throw a.wrong("modules", "a list of layers");
        }
        return items.stream().map(layers::build).toList();
    }

    private static boolean isOrderedDict(PythonValue value) {
        return value instanceof Call(_, String function, _, _)
                && (function.equals("OrderedDict") || function.equals("collections.OrderedDict"));
    }

    /// The layers of a dict, of a list of pairs, or of an `OrderedDict` of either.
    private SequencedMap<String, Layer> named(PythonValue value) {
        if (value instanceof Call call && isOrderedDict(call)) {
            if (call.positional().size() != 1 || !call.keywords().isEmpty()) {
                throw source.error(
                        call.at(), "expected one argument of OrderedDict; found " + call.quote());
            }
            return named(call.positional().getFirst());
        }
        List<Dict.Entry> entries = new ArrayList<>();
        switch (value) {
            case Dict dict -> entries.addAll(dict.entries());
            case Sequence sequence -> sequence.items().forEach(pair -> entries.add(entry(pair)));
            default ->
                    throw source.error(
                            value.at(), "expected a dict of layers; found " + value.quote());
        }
        SequencedMap<String, Layer> named = new LinkedHashMap<>();
        for (Dict.Entry entry : entries) {
            if (!(entry.key() instanceof Text(int at, String name))) {
                throw source.error(
                        entry.key().at(),
                        "expected a layer's name as a string; found " + entry.key().quote());
            }
            if (named.put(name, layers.build(entry.value())) != null) {
                throw source.error(at, "expected each name once; found " + entry.key() + " twice");
            }
        }
        return named;
    }

    private Dict.Entry entry(PythonValue pair) {
        if (pair instanceof Sequence(_, _, List<PythonValue> items) && items.size() == 2) {
            return new Dict.Entry(items.getFirst(), items.getLast());
        }
        throw source.error(
                pair.at(), "expected a pair of a name and a layer; found " + pair.quote());
    }

    private TransformerLayer transformerLayer(Arguments a, boolean decoder) {
        return new TransformerLayer(
                decoder,
                a.integer("d_model"),
                a.integer("nhead"),
                a.integer("dim_feedforward"),
                a.number("dropout"),
                activation(a),
                a.number("layer_norm_eps"),
                a.flag("batch_first"),
                a.flag("norm_first"),
                a.dtype());
    }

    private Activation activation(Arguments a) {
        if (a.get("activation") instanceof Call call) {
            if (layers.build(call) instanceof Stateless layer) {
                return new Activation.Submodule(layer);
            }
            throw a.wrong("activation", "a layer without parameters");
        }
        String function =
                switch (a.get("activation")) {
                    case Text(_, String name) -> name;
                    case Name(_, String name) ->
                            name.replaceFirst("^(F|(torch\\.)?nn\\.functional|torch)\\.", "");
                    default -> "";
                };
        return switch (function) {
            case "relu" -> Activation.Function.RELU;
            case "gelu" -> Activation.Function.GELU;
            default -> throw a.wrong("activation", "'relu', 'gelu' or a layer such as nn.GELU()");
        };
    }

    private TransformerStack stack(Arguments a, String name, boolean decoder) {
        Layer layer = layers.build(a.get(name));
        if (layer instanceof TransformerLayer each && each.decoder() == decoder) {
            return new TransformerStack(each, a.integer("num_layers"), layerOrNone(a, "norm"));
        }
        throw a.wrong(
                name, decoder ? "an nn.TransformerDecoderLayer" : "an nn.TransformerEncoderLayer");
    }

    private @Nullable Layer layerOrNone(Arguments a, String name) {
        return a.isNone(name) ? null : layers.build(a.get(name));
    }

    private Transformer transformer(Arguments a) {
        a.requireNone("custom_encoder");
        a.requireNone("custom_decoder");
        return new Transformer(
                transformerLayer(a, false),
                a.integer("num_encoder_layers"),
                a.integer("num_decoder_layers"));
    }
}
