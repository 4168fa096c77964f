package io.fanin.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A model or a part of one, described: its hyper-parameters, tensors and children, and how
/// PyTorch's constructor fills them. It holds no weights, so it is cheap however large it is;
/// [Weights] has them.
///
/// Two places that hold the same instance share one module, as in PyTorch. [Weights] asks an
/// instance for its children once, so they may be made anew at each call.
///
/// To add a layer, implement this as a record whose `toString` returns [#representation()].
public interface Layer {
    /// The name of PyTorch's class, such as `Linear`.
    String type();

    /// The hyper-parameters as PyTorch prints them between the parentheses (`extra_repr`).
    default String hyperparameters() {
        return "";
    }

    /// The layer's own parameters in the order of registration.
    default List<Parameter> parameters() {
        return List.of();
    }

    /// The layer's own buffers in the order of registration.
    default List<Buffer> buffers() {
        return List.of();
    }

    /// The layers within, by name, in the order of registration.
    default SequencedMap<String, Layer> children() {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>());
    }

    /// Parameters within that are one tensor under two names, where the layers that hold them are
    /// two.
    default List<Tie> ties() {
        return List.of();
    }

    /// What PyTorch's constructor does, in its order.
    default List<Construction> construction() {
        return children().sequencedKeySet().stream()
                .<Construction>map(Construction.Child::new)
                .toList();
    }

    /// As PyTorch prints a module: nested, children indented by two blanks.
    default String representation() {
        return Representation.of(this);
    }
}
