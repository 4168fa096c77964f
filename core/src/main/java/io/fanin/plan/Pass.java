package io.fanin.plan;

import io.fanin.internal.require.Require;
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
    /// once for each place, which draws again. A parameter that a [io.fanin.model.Tie] makes
    /// another's is passed over: what it would draw is lost in PyTorch.
    ///
    /// At each layer its own parameters come in their order; each is filled as the first rule says
    /// that means it. Then those of the layers within, as the rules say whose `tensor` has a dot.
    record Apply(String name, List<Rule> rules) implements Pass {
        public Apply {
            if (Require.present("name", name).isBlank()) {
                throw new IllegalArgumentException("a pass must have a name");
            }
            rules = List.copyOf(Require.present("rules", rules));
        }
    }
}
