package io.fanin.random;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.law.Law;
import io.fanin.law.Sparse;
import io.fanin.tensor.DType;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.Optional;

/// A part of a contiguous tensor that is drawn in order, piece by piece, on one thread: the place
/// in the stream is found once. It holds no more than a few kilobytes.
public final class Drawing {
    private final Draw draw;
    private final Mt19937 words;
    private final Slice slice;
    private final DType drawn;
    private long done;

    private Drawing(Draw draw, Mt19937 words, Slice slice, DType drawn) {
        this.draw = draw;
        this.words = words;
        this.slice = slice;
        this.drawn = drawn;
    }

    /// Empty if the law needs the whole tensor.
    static Optional<Drawing> of(
            TorchCpu sampler, Law law, Slice slice, DType drawn, Position position) {
        Drawable.require(sampler.version(), law, slice.whole(), drawn);
        return law instanceof Sparse
                ? Optional.empty()
                : Draw.of(sampler.version(), law, slice.whole(), drawn, position.words())
                        .map(draw -> new Drawing(draw, Mt19937.seed(sampler.seed()), slice, drawn));
    }

    /// Draws the part's next elements, as many as `target` has.
    ///
    /// @param target of any dtype, to which values are cast
    /// @throws IllegalArgumentException if fewer are left; nothing is written
    public void next(Tensor target) {
        long count = target.shape().count();
        long left = slice.shape().count() - done;
        if (count > left) {
            throw new IllegalArgumentException(
                    "target has " + count + " elements, of the part " + left + " are left");
        }
        target.requireWritable();
        Parts.write(draw, words, slice, drawn, done, done + count, target, done);
        done += count;
    }
}
