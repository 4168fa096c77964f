package io.fanin.lab;

import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.sigmoid;

import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/// The notebook's network as a libtorch module: two inputs, four hidden units with ReLU, one output
/// with a sigmoid.
public final class SimpleNN extends Module {
    private final LinearImpl fc1;
    private final LinearImpl fc2;

    /// With weights that libtorch draws from its own global generator.
    public SimpleNN() {
        fc1 = register_module("fc1", new LinearImpl(2, 4));
        fc2 = register_module("fc2", new LinearImpl(4, 1));
    }

    /// @param x float32 of shape `[batch, 2]`
    /// @return float32 of shape `[batch, 1]`, each in [0, 1]
    public Tensor forward(Tensor x) {
        return sigmoid(fc2.forward(relu(fc1.forward(x))));
    }
}
