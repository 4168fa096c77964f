package io.fanin.plan;

import io.fanin.internal.require.Require;
import java.util.List;
import java.util.Optional;

/// One walk over a model.
public sealed interface Pass {
    /// How plans call it, such as `construction`.
    String name();

    /// What the constructors of PyTorch's modules do, in their order.
    ///
    /// @param part the layer of the model that is constructed, such as `lm_head`; empty for the
    ///   whole model
    record Construct(Optional<String> part) implements Pass {
        public Construct {
            Require.present("part", part);
        }

        /// That of the whole model.
        public Construct() {
            this(Optional.empty());
        }

        @Override
        public String name() {
            return part.map(layer -> "construction of " + layer).orElse("construction");
        }
    }

    /// Rows that constructors fill by themselves, an embedding's padding row with zeros, are filled
    /// so once more.
    record PaddingRows() implements Pass {
        @Override
        public String name() {
            return "padding rows";
        }
    }

    /// `torch.nn.Module.apply`: layers within first, then the layer that holds them; a shared layer
    /// once for each place, which draws again. A parameter that a [io.fanin.model.Tie] makes
    /// another's is passed over: what it would draw is lost in PyTorch.
    ///
    /// At each layer its own parameters come in their order; each is filled as the first rule says
    /// that means it. Then those of the layers within, as the rules say whose `tensor` has a dot.
    ///
    /// @param part the layer of the model that is visited with those within, such as `lm_head`;
    ///   empty for the whole model. Rules have full names all the same
    record Apply(String name, Optional<String> part, List<Rule> rules) implements Pass {
        public Apply {
            if (Require.present("name", name).isBlank()) {
                throw new IllegalArgumentException("a pass must have a name");
            }
            Require.present("part", part);
            rules = List.copyOf(Require.present("rules", rules));
        }

        /// That of the whole model.
        public Apply(String name, List<Rule> rules) {
            this(name, Optional.empty(), rules);
        }
    }
}
