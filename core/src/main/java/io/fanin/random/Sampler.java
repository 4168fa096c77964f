package io.fanin.random;

import io.fanin.law.Law;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// How laws are drawn from a stream of random words. A sampler is a value: the same call gives the
/// same bits.
public sealed interface Sampler permits TorchCpu {

    /// Where the stream stands after a contiguous tensor was drawn at `position`.
    ///
    /// @throws IllegalArgumentException if the law can't be drawn in this shape or dtype
    Position after(Law law, Shape shape, DType dtype, Position position);

    /// What is odd about the values that this sampler draws for a law, in one sentence; empty if
    /// nothing is.
    Optional<String> caution(Law law, DType dtype);

    /// Fills `target` with a part of a contiguous tensor that is drawn from `position` on; the rest
    /// is not drawn.
    ///
    /// @param slice the part, which knows the whole's shape
    /// @param target of the slice's shape; its dtype is the one drawn in
    /// @param pool threads for large parts, which change no bit; null for the caller's alone
    /// @throws IllegalArgumentException if the law can't be drawn in the whole's shape or the
    ///   target's dtype, or the target has another shape than the slice; nothing is written
    /// @throws FillStoppedException if a part failed, or the calling thread was interrupted
    default void draw(
            Law law, Slice slice, Tensor target, Position position, @Nullable ForkJoinPool pool) {
        draw(law, slice, target.dtype(), target, position, pool);
    }

    /// The same, drawn in `drawn` and cast to the target's dtype as [Tensor#copy] does, by way of a
    /// few kilobytes; orthogonal and sparse laws alone take memory for the part.
    void draw(
            Law law,
            Slice slice,
            DType drawn,
            Tensor target,
            Position position,
            @Nullable ForkJoinPool pool);

    /// Begins to draw parts of a contiguous tensor in order, on one thread.
    ///
    /// @param whole the tensor's shape
    /// @param drawn the dtype that values are drawn in
    /// @return empty if the law is not drawn value by value: orthogonal and sparse ones, and
    ///   normals of fewer than 16 values
    /// @throws IllegalArgumentException if the law can't be drawn in the whole's shape or in
    ///   `drawn`
    Optional<Drawing> begin(Law law, Shape whole, DType drawn, Position position);

    /// Fills a whole tensor from `position` on, as if it were contiguous, on the common pool where
    /// it is large.
    default void draw(Law law, Tensor target, Position position) {
        draw(law, Slice.all(target.shape()), target, position, ForkJoinPool.commonPool());
    }
}
