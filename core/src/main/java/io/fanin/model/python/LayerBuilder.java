package io.fanin.model.python;

import io.fanin.init.Nonlinearity;
import io.fanin.internal.require.Nearest;
import io.fanin.model.Layer;
import io.fanin.model.layer.BatchNorm;
import io.fanin.model.layer.Bilinear;
import io.fanin.model.layer.Convolution;
import io.fanin.model.layer.Embedding;
import io.fanin.model.layer.EmbeddingBag;
import io.fanin.model.layer.GroupNorm;
import io.fanin.model.layer.InstanceNorm;
import io.fanin.model.layer.LayerNorm;
import io.fanin.model.layer.Linear;
import io.fanin.model.layer.MultiheadAttention;
import io.fanin.model.layer.PReLU;
import io.fanin.model.layer.Padding;
import io.fanin.model.layer.Recurrent;
import io.fanin.model.layer.RecurrentCell;
import io.fanin.model.python.PythonValue.Call;
import io.fanin.model.python.PythonValue.Name;
import io.fanin.model.python.PythonValue.Text;
import io.fanin.tensor.Shape;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes the layer that a call constructs.
final class LayerBuilder {
    private static final String EXAMPLE = "a layer such as nn.Linear(2, 4)";

    private final Source source;

    LayerBuilder(Source source) {
        this.source = source;
    }

    Layer build(PythonValue value) {
        if (!(value instanceof Call call)) {
            boolean uncalled =
                    value instanceof Name(_, String name) && Signatures.of(simple(name)) != null;
            throw source.error(
                    value.at(),
                    "expected "
                            + EXAMPLE
                            + "; found "
                            + value.quote()
                            + (uncalled ? ", which must be called: " + value + "(…)" : ""));
        }
        String name = simple(call.function());
        Signature signature = Signatures.of(name);
        if (signature == null) {
            String nearest =
                    "; the nearest known is \"nn." + Nearest.to(name, Signatures.names()) + "\"";
            throw source.error(
                    call.at(),
                    "expected "
                            + EXAMPLE
                            + "; found \""
                            + Source.shown(call.function())
                            + "\""
                            + (name.contains(".") ? ", which is none of torch.nn" : nearest));
        }
        Arguments arguments = Arguments.bind(source, signature, call);
        try {
            Layer layer =
                    signature.printed() == null
                            ? withTensors(name, arguments)
                            : new StatelessBuilder(source, signature, arguments).build();
            layer.parameters();
            return layer;
        } catch (Source.PlacedException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw source.error(call.at(), call.function() + ": " + inPython(e.getMessage()));
        }
    }

    /// The message with parameters named as in Python: `inFeatures` becomes `in_features`.
    private static String inPython(@Nullable String message) {
        return Pattern.compile("\\b[a-z]+[0-9]?(?:[A-Z][a-z]*)+\\b")
                .matcher(String.valueOf(message))
                .replaceAll(
                        name -> name.group().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    }

    /// The name without `torch.` and `nn.`.
    private static String simple(String name) {
        return name.replaceFirst("^(torch\\.)?nn\\.", "");
    }

    private Layer withTensors(String name, Arguments a) {
        return switch (name) {
            case "Linear" ->
                    new Linear(
                            "Linear",
                            a.integer("in_features"),
                            a.integer("out_features"),
                            a.flag("bias"),
                            a.dtype());
            case "Bilinear" ->
                    new Bilinear(
                            a.integer("in1_features"),
                            a.integer("in2_features"),
                            a.integer("out_features"),
                            a.flag("bias"),
                            a.dtype());
            case "Conv1d" -> convolution(a, false, 1);
            case "Conv2d" -> convolution(a, false, 2);
            case "Conv3d" -> convolution(a, false, 3);
            case "ConvTranspose1d" -> convolution(a, true, 1);
            case "ConvTranspose2d" -> convolution(a, true, 2);
            case "ConvTranspose3d" -> convolution(a, true, 3);
            case "Embedding" -> embedding(a);
            case "EmbeddingBag" -> embeddingBag(a);
            case "RNN" -> recurrent(a, Recurrent.Kind.RNN).withNonlinearity(nonlinearity(a));
            case "LSTM" -> recurrent(a, Recurrent.Kind.LSTM).withProjSize(a.integer("proj_size"));
            case "GRU" -> recurrent(a, Recurrent.Kind.GRU);
            case "RNNCell" -> cell(a, Recurrent.Kind.RNN).withNonlinearity(nonlinearity(a));
            case "LSTMCell" -> cell(a, Recurrent.Kind.LSTM);
            case "GRUCell" -> cell(a, Recurrent.Kind.GRU);
            case "MultiheadAttention" -> attention(a);
            case "BatchNorm1d", "BatchNorm2d", "BatchNorm3d" -> batchNorm(name, a);
            case "SyncBatchNorm" -> {
                a.requireNone("process_group");
                yield batchNorm(name, a);
            }
            case "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d" ->
                    new InstanceNorm(
                            name,
                            a.integer("num_features"),
                            a.number("eps"),
                            a.numberOrNone("momentum"),
                            a.flag("affine"),
                            a.flag("track_running_stats"),
                            a.dtype());
            case "LayerNorm" ->
                    new LayerNorm(
                            Shape.of(a.sizes("normalized_shape")),
                            a.number("eps"),
                            a.flag("elementwise_affine"),
                            a.dtype());
            case "GroupNorm" ->
                    new GroupNorm(
                            a.integer("num_groups"),
                            a.integer("num_channels"),
                            a.number("eps"),
                            a.flag("affine"),
                            a.dtype());
            case "PReLU" ->
                    new PReLU(
                            a.integer("num_parameters"), a.number("init").doubleValue(), a.dtype());
            default -> new CompositeBuilder(source, this).build(name, a);
        };
    }

    private static Convolution convolution(Arguments a, boolean transposed, int dims) {
        Convolution layer =
                Convolution.of(
                                transposed,
                                dims,
                                a.integer("in_channels"),
                                a.integer("out_channels"),
                                a.sizes("kernel_size"))
                        .withStride(a.sizes("stride"))
                        .withDilation(a.sizes("dilation"))
                        .withGroups(a.integer("groups"))
                        .withBias(a.flag("bias"))
                        .withPaddingMode(a.choice("padding_mode", List.of(Padding.Mode.values())))
                        .withDtype(a.dtype());
        if (transposed) {
            layer = layer.withOutputPadding(a.sizes("output_padding"));
        }
        return a.get("padding") instanceof Text
                ? layer.withPadding(a.choice("padding", List.of(Padding.Rule.values())))
                : layer.withPadding(a.sizes("padding"));
    }

    private static Embedding embedding(Arguments a) {
        a.requireNone("_weight");
        return new Embedding(
                a.integer("num_embeddings"),
                a.integer("embedding_dim"),
                a.integerOrNone("padding_idx"),
                a.numberOrNone("max_norm"),
                a.number("norm_type"),
                a.flag("scale_grad_by_freq"),
                a.flag("sparse"),
                a.dtype());
    }

    private static EmbeddingBag embeddingBag(Arguments a) {
        a.requireNone("_weight");
        return new EmbeddingBag(
                a.integer("num_embeddings"),
                a.integer("embedding_dim"),
                a.numberOrNone("max_norm"),
                a.number("norm_type"),
                a.flag("scale_grad_by_freq"),
                a.choice("mode", List.of(EmbeddingBag.Mode.values())),
                a.flag("sparse"),
                a.flag("include_last_offset"),
                a.integerOrNone("padding_idx"),
                a.dtype());
    }

    private static Nonlinearity nonlinearity(Arguments a) {
        return a.choice("nonlinearity", List.of(Nonlinearity.TANH, Nonlinearity.RELU));
    }

    private static Recurrent recurrent(Arguments a, Recurrent.Kind kind) {
        return new Recurrent(
                kind,
                a.integer("input_size"),
                a.integer("hidden_size"),
                a.integer("num_layers"),
                a.flag("bias"),
                a.flag("batch_first"),
                a.number("dropout").doubleValue(),
                a.flag("bidirectional"),
                0,
                Nonlinearity.TANH,
                a.dtype());
    }

    private static RecurrentCell cell(Arguments a, Recurrent.Kind kind) {
        return new RecurrentCell(
                kind,
                a.integer("input_size"),
                a.integer("hidden_size"),
                a.flag("bias"),
                Nonlinearity.TANH,
                a.dtype());
    }

    private static MultiheadAttention attention(Arguments a) {
        long embedDim = a.integer("embed_dim");
        return new MultiheadAttention(
                embedDim,
                a.integer("num_heads"),
                a.number("dropout").doubleValue(),
                a.flag("bias"),
                a.flag("add_bias_kv"),
                a.flag("add_zero_attn"),
                a.isNone("kdim") ? embedDim : a.integer("kdim"),
                a.isNone("vdim") ? embedDim : a.integer("vdim"),
                a.flag("batch_first"),
                a.dtype());
    }

    private static BatchNorm batchNorm(String type, Arguments a) {
        return new BatchNorm(
                type,
                a.integer("num_features"),
                a.number("eps"),
                a.numberOrNone("momentum"),
                a.flag("affine"),
                a.flag("track_running_stats"),
                a.dtype());
    }
}
