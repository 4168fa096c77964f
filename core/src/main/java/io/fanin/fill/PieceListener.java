package io.fanin.fill;

import io.fanin.tensor.Tensor;

/// Hears of the pieces of a tensor, one after the other.
///
/// @param <E> what it may throw
@FunctionalInterface
public interface PieceListener<E extends Exception> {
    /// @param piece contiguous; its memory is used again once this returns
    void accept(Tensor piece) throws E;
}
