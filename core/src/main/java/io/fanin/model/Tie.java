package io.fanin.model;

import io.fanin.internal.require.Require;

/// Two names of one tensor, as `self.lm_head.weight = self.wte.weight` makes them.
///
/// Names are relative to the layer that declares the tie. What the constructor of the tied tensor's
/// own layer would draw is lost in PyTorch, so a layer that ties leaves it out of its
/// [Layer#construction()].
///
/// @param name the tied parameter, such as `lm_head.weight`
/// @param source the parameter whose tensor it is, such as `transformer.wte.weight`; it must come
///   before `name` in the order of [Weights#stateDict()]
public record Tie(String name, String source) {
    public Tie {
        Require.present("name", name);
        Require.present("source", source);
    }
}
