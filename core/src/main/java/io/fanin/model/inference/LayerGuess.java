package io.fanin.model.inference;

import io.fanin.internal.require.Require;
import io.fanin.law.Initializer;
import io.fanin.model.Layer;
import io.fanin.model.Role;
import java.util.List;
import java.util.Optional;

/// What the layer that holds a tensor may be, as far as names and shapes tell.
///
/// @param layer the layer's name: the tensor's up to its last dot; empty for the model itself
/// @param candidates layers that hold such tensors, the likeliest first; none if none is known
/// @param role the tensor's in the likeliest layer; empty for a buffer, or if no layer is known
/// @param construction what PyTorch's constructor of the likeliest layer leaves in the tensor
public record LayerGuess(
        String layer,
        List<Layer> candidates,
        Optional<Role> role,
        Optional<Initializer> construction) {
    /// The type of a layer of which nothing is known.
    public static final String UNKNOWN = "unknown";

    public LayerGuess {
        Require.present("layer", layer);
        candidates = List.copyOf(candidates);
        Require.present("role", role);
        Require.present("construction", construction);
    }

    /// Whether there is one candidate.
    public boolean isCertain() {
        return candidates.size() == 1;
    }

    /// The likeliest type, such as `Conv2d`, or [#UNKNOWN].
    public String type() {
        return candidates.isEmpty() ? UNKNOWN : candidates.getFirst().type();
    }

    /// The types that it may be as well, the likelier first.
    public List<String> alternatives() {
        return candidates.stream().skip(1).map(Layer::type).toList();
    }
}
