package io.fanin.random;

import io.fanin.law.Law;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;

/// How laws are drawn from a stream of random words. A sampler is a value: the same call gives the
/// same bits.
public sealed interface Sampler permits TorchCpu {

    /// Where the stream stands after a contiguous tensor was drawn at `position`.
    ///
    /// @throws IllegalArgumentException if the law can't be drawn in this shape or dtype
    Position after(Law law, Shape shape, DType dtype, Position position);

    /// Fills `tensor` from the words at `position` on.
    ///
    /// @throws IllegalArgumentException if the law can't be drawn in the tensor's shape or dtype;
    ///   nothing is written
    void draw(Law law, Tensor tensor, Position position);
}
