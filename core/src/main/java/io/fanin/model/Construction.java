package io.fanin.model;

import io.fanin.law.Initializer;

/// One step of what PyTorch's constructor does to a layer's tensors. Tensor names are relative to
/// the layer: `weight`, `out_proj.bias`.
public sealed interface Construction {
    /// The child of that name is constructed.
    record Child(String name) implements Construction {}

    /// A whole tensor is filled.
    record Fill(String tensor, Initializer initializer) implements Construction {}

    /// Row `row` of a tensor, counted from 0, is filled.
    record FillRow(String tensor, long row, Initializer initializer) implements Construction {}

    /// All tensors below `target` take the values of their namesakes below `source`: a deep copy,
    /// which draws nothing.
    record Copy(String target, String source) implements Construction {}
}
