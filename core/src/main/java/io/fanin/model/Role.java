package io.fanin.model;

import java.util.Locale;

/// What a parameter does in its layer, as far as its initialization goes.
public enum Role {
    /// Multiplies the layer's input as a matrix or a kernel.
    WEIGHT,
    /// Is added.
    BIAS,
    /// Multiplies element by element: a normalization's weight, the slope of a PReLU.
    SCALE,
    /// Is looked up or joined to the input: embeddings, tokens, positions.
    EMBEDDING;

    /// As recipes write it, such as `weight`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
