package io.fanin.law;

import io.fanin.tensor.Shape;

/// What values a tensor holds. A law knows nothing of random streams; it is its own [Initializer]
/// for every shape that it can have.
public sealed interface Law extends Initializer
        permits Constant, Uniform, Normal, TruncatedNormal, Orthogonal, Sparse, Eye, Dirac {

    /// No value is smaller; `-∞` where there is no bound.
    double lower();

    /// No value is greater; `∞` where there is no bound.
    double upper();

    /// Whether its values are drawn; otherwise they are the same each time.
    default boolean isRandom() {
        return true;
    }

    /// This law, once it is sure that a tensor of this shape can have it.
    @Override
    default Law law(Shape shape) {
        return this;
    }
}
