package io.fanin.plan;

import java.util.List;

/// One walk over a model.
public sealed interface Pass {
    /// How plans call it, such as `construction`.
    String name();

    /// What the constructors of PyTorch's modules do, in their order.
    record Construct() implements Pass {
        @Override
        public String name() {
            return "construction";
        }
    }

    /// `torch.nn.Module.apply`: layers within first, then the layer that holds them; a shared layer
    /// once for each place. Within a layer its tensors in their order; for each the first rule that
    /// means it.
    record Apply(String name, List<Rule> rules) implements Pass {}
}
