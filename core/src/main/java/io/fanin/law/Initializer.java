package io.fanin.law;

import io.fanin.tensor.Shape;

/// A scheme of weight initialization: a pure function of a tensor's shape to the law of its values.
///
/// Weights are shaped `[out, in, kernel…]`. To add a scheme, implement this interface as a record
/// that keeps the names it was given; nothing else has to change.
@FunctionalInterface
public interface Initializer {
    /// @throws IllegalArgumentException if the scheme has no law for this shape
    Law law(Shape shape);
}
