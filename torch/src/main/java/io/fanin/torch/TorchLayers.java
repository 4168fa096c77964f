package io.fanin.torch;

import io.fanin.model.Buffer;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.model.layer.BatchNorm;
import io.fanin.model.layer.Embedding;
import io.fanin.model.layer.LayerNorm;
import io.fanin.model.layer.Linear;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.EmbeddingOptions;
import org.bytedeco.pytorch.LayerNormOptions;
import org.bytedeco.pytorch.LinearOptions;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.StringTensorDict;
import org.jspecify.annotations.Nullable;

/// Describes libtorch modules as layers and hands out their tensors. A module that stands at two
/// places becomes one layer instance, a tensor that does becomes one [Tensor].
final class TorchLayers {
    private final Sink sink;
    private final Map<Long, Layer> layers = new HashMap<>();
    private final Map<Long, Tensor> tensors = new HashMap<>();

    /// Receives each tensor under its dotted name.
    interface Sink {
        void put(String name, Tensor tensor);
    }

    TorchLayers(Sink sink) {
        this.sink = sink;
    }

    Layer describe(Module root) {
        return describe("", root, typeOf(root));
    }

    private Layer describe(String prefix, Module module, String type) {
        Layer known = layers.get(module.address());
        if (known != null) {
            return known;
        }
        List<Parameter> parameters = new ArrayList<>();
        views(prefix, module.named_parameters(false))
                .forEach((name, tensor) ->
                        parameters.add(new Parameter(name, tensor.dtype(), tensor.shape())));
        List<Buffer> buffers = new ArrayList<>();
        views(prefix, module.named_buffers(false))
                .forEach((name, tensor) ->
                        buffers.add(new Buffer(name, tensor.dtype(), tensor.shape())));
        SequencedMap<String, Layer> children = new LinkedHashMap<>();
        var named = module.named_children();
        for (long i = 0; i < named.size(); i++) {
            String name = named.get(i).key().getString();
            Module child = named.get(i).value();
            children.put(name, describe(prefix + name + ".", child, typeOf(child)));
        }
        DType dtype = parameters.isEmpty() ? DType.F32 : parameters.getFirst().dtype();
        Layer typed = typed(module, type, dtype);
        Layer layer = typed != null ? typed : new TorchModule(type, parameters, buffers, children);
        layers.put(module.address(), layer);
        return layer;
    }

    private SequencedMap<String, Tensor> views(String prefix, StringTensorDict named) {
        SequencedMap<String, Tensor> views = new LinkedHashMap<>();
        for (long i = 0; i < named.size(); i++) {
            var tensor = named.get(i).value();
            if (tensor.defined()) {
                long identity = tensor.unsafeGetTensorImpl().address();
                Tensor view = tensors.computeIfAbsent(identity, _ -> TorchTensor.view(tensor));
                String name = named.get(i).key().getString();
                views.put(name, view);
                sink.put(prefix + name, view);
            }
        }
        return views;
    }

    /// `torch::nn::LinearImpl` is a `Linear`; a module written in Java has its class's name, or the
    /// name that it gave to `super`.
    private static String typeOf(Module module) {
        String name = module.name().getString();
        if (name.startsWith("JavaCPP_")) {
            return module.getClass().getSimpleName();
        }
        String plain = name.substring(name.lastIndexOf(':') + 1);
        return plain.endsWith("Impl")
                ? plain.substring(0, plain.length() - "Impl".length())
                : plain;
    }

    private static @Nullable Layer typed(Module module, String type, DType dtype) {
        return switch (type) {
            case "Linear" -> linear(module.asLinear().options(), dtype);
            case "Conv1d" -> TorchConvolution.of(module.asConv1d().options(), dtype);
            case "Conv2d" -> TorchConvolution.of(module.asConv2d().options(), dtype);
            case "Conv3d" -> TorchConvolution.of(module.asConv3d().options(), dtype);
            case "ConvTranspose1d" ->
                    TorchConvolution.of(module.asConvTranspose1d().options(), dtype);
            case "ConvTranspose2d" ->
                    TorchConvolution.of(module.asConvTranspose2d().options(), dtype);
            case "ConvTranspose3d" ->
                    TorchConvolution.of(module.asConvTranspose3d().options(), dtype);
            case "Embedding" -> embedding(module.asEmbedding().options(), dtype);
            case "BatchNorm1d" -> batchNorm(type, module.asBatchNorm1d().options(), dtype);
            case "BatchNorm2d" -> batchNorm(type, module.asBatchNorm2d().options(), dtype);
            case "BatchNorm3d" -> batchNorm(type, module.asBatchNorm3d().options(), dtype);
            case "LayerNorm" -> layerNorm(module.asLayerNorm().options(), dtype);
            default -> null;
        };
    }

    private static Layer linear(LinearOptions options, DType dtype) {
        return new Linear(
                "Linear",
                options.in_features().get(),
                options.out_features().get(),
                options.bias().get(),
                dtype);
    }

    private static Layer embedding(EmbeddingOptions options, DType dtype) {
        return new Embedding(
                options.num_embeddings().get(),
                options.embedding_dim().get(),
                options.padding_idx().has_value() ? options.padding_idx().get() : null,
                options.max_norm().has_value() ? options.max_norm().get() : null,
                options.norm_type().get(),
                options.scale_grad_by_freq().get(),
                options.sparse().get(),
                dtype);
    }

    private static Layer batchNorm(String type, BatchNormOptions options, DType dtype) {
        long features = options.num_features().get();
        BatchNorm norm =
                switch (type) {
                    case "BatchNorm1d" -> BatchNorm.batchNorm1d(features);
                    case "BatchNorm2d" -> BatchNorm.batchNorm2d(features);
                    default -> BatchNorm.batchNorm3d(features);
                };
        return norm.withEps(options.eps().get())
                .withMomentum(options.momentum().has_value() ? options.momentum().get() : null)
                .withAffine(options.affine().get())
                .withTrackRunningStats(options.track_running_stats().get())
                .withDtype(dtype);
    }

    private static Layer layerNorm(LayerNormOptions options, DType dtype) {
        return new LayerNorm(options.normalized_shape().get())
                .withEps(options.eps().get())
                .withElementwiseAffine(options.elementwise_affine().get())
                .withDtype(dtype);
    }
}
