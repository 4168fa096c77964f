package io.fanin.random;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.law.Law;
import io.fanin.law.Sparse;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.Optional;

/// A contiguous tensor of which one part after the other is drawn, on one thread. It goes on in the
/// stream from where the last part ended, which costs less than finding the place again. It holds
/// no more than a few kilobytes.
public final class Drawing {
    private final TorchCpu sampler;
    private final Draw draw;
    private final Shape whole;
    private final DType drawn;
    private Mt19937 words;

    /// No element from this one on was drawn.
    private long end;

    private Drawing(TorchCpu sampler, Draw draw, Shape whole, DType drawn, Mt19937 words) {
        this.sampler = sampler;
        this.draw = draw;
        this.whole = whole;
        this.drawn = drawn;
        this.words = words;
    }

    /// Empty if the law is not drawn value by value.
    static Optional<Drawing> of(
            TorchCpu sampler, Law law, Shape whole, DType drawn, Position position) {
        return of(sampler, law, whole, drawn, position, Mt19937.seed(sampler.seed()));
    }

    private static Optional<Drawing> of(
            TorchCpu sampler, Law law, Shape whole, DType drawn, Position position, Mt19937 words) {
        Drawable.require(sampler.version(), law, whole, drawn);
        return law instanceof Sparse
                ? Optional.empty()
                : Draw.of(sampler.version(), law, whole, drawn, position.words())
                        .map(draw -> new Drawing(sampler, draw, whole, drawn, words));
    }

    /// Begins to draw another tensor from the same stream, as [Sampler#begin] does, and goes on
    /// from where this one ended if that lies before.
    public Optional<Drawing> then(Law law, Shape whole, DType drawn, Position position) {
        return words.drawn() <= position.words()
                ? of(sampler, law, whole, drawn, position, words.copy())
                : of(sampler, law, whole, drawn, position);
    }

    /// Draws a part. One that lies behind those drawn before takes less time.
    ///
    /// @param target of the part's shape and any dtype, to which values are cast
    /// @throws IllegalArgumentException if the part is not one of this tensor, or the target has
    ///   another shape
    public void next(Slice part, Tensor target) {
        if (!part.whole().equals(whole) || !part.shape().equals(target.shape())) {
            throw new IllegalArgumentException(
                    "a part of shape "
                            + part.shape()
                            + " of "
                            + part.whole()
                            + " does not fit a target of shape "
                            + target.shape()
                            + " and a tensor of shape "
                            + whole);
        }
        target.requireWritable();
        long count = target.shape().count();
        part.runs(0, Math.min(1, count), (from, _, _) -> goBackTo(from));
        part.runs(Math.max(0, count - 1), count, (_, to, _) -> end = to);
        Parts.write(draw, words, part, drawn, 0, count, target);
    }

    private void goBackTo(long element) {
        if (element < end) {
            words = Mt19937.seed(sampler.seed());
        }
    }
}
