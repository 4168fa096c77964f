package io.fanin.random;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.law.Law;
import io.fanin.law.Sparse;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.Optional;

/// A contiguous tensor of which parts are drawn in order, on one thread: its place in the stream is
/// found once, and what lies between two parts is passed over. It holds no more than a few
/// kilobytes.
public final class Drawing {
    private final Draw draw;
    private final Mt19937 words;
    private final Shape whole;
    private final DType drawn;

    private Drawing(Draw draw, Mt19937 words, Shape whole, DType drawn) {
        this.draw = draw;
        this.words = words;
        this.whole = whole;
        this.drawn = drawn;
    }

    /// Empty if the law is not drawn value by value.
    static Optional<Drawing> of(
            TorchCpu sampler, Law law, Shape whole, DType drawn, Position position) {
        Drawable.require(sampler.version(), law, whole, drawn);
        return law instanceof Sparse
                ? Optional.empty()
                : Draw.of(sampler.version(), law, whole, drawn, position.words())
                        .map(draw -> new Drawing(draw, Mt19937.seed(sampler.seed()), whole, drawn));
    }

    /// Draws a part that lies behind those drawn before.
    ///
    /// @param target of the part's shape and any dtype, to which values are cast
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
        Parts.write(draw, words, part, drawn, 0, target.shape().count(), target);
    }
}
