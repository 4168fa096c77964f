package io.fanin.torch;

import io.fanin.model.Weights;
import io.fanin.tensor.Tensor;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Module;

/// Weights that live in a libtorch module.
public final class TorchWeights {
    private TorchWeights() {}

    /// The weights of `module`, in libtorch's own memory: a fill goes straight into the module, and
    /// training is seen here. Replacing a parameter of the module by another tensor is not.
    ///
    /// bytedeco frees a child module once its Java object is collected, although its parent still
    /// refers to it: keep what `register_module` returns in a field, as long as the parent is used.
    ///
    /// [Weights#construct(io.fanin.random.TorchGenerator)] then redraws what PyTorch's constructor
    /// would have drawn, for modules made of linear, convolution, embedding and normalization
    /// layers.
    ///
    /// @throws IllegalArgumentException if a tensor is not dense in CPU memory, or of an
    ///   unsupported dtype
    public static Weights of(Module module) {
        try {
            Map<String, Tensor> tensors = new HashMap<>();
            var layer = new TorchLayers(tensors::put).describe(module);
            return Weights.of(layer, tensors::get);
        } finally {
            Reference.reachabilityFence(module);
        }
    }
}
