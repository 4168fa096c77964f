package io.fanin.checkpoint.write;

/// Where a written tensor's values come from.
public enum Origin {
    /// The old checkpoint has no such tensor, or there is none.
    MADE,
    /// Byte for byte those of the old checkpoint.
    KEPT,
    /// The old checkpoint has the tensor; its values, or its last rows, are new.
    CHANGED
}
