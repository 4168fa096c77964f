package io.fanin.fill;

import io.fanin.internal.require.Require;
import io.fanin.law.Initializer;
import io.fanin.law.Law;
import io.fanin.random.Position;
import io.fanin.random.Sampler;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// Fills parts of tensors: one rank's rows, columns or flat range, with the bits that they have in
/// the whole, which is not drawn. Orthogonal laws alone need the whole, and keep the part.
///
/// A filler is a value: the same call gives the same bits, on any number of threads.
public final class Filler {
    private final Sampler sampler;
    private final @Nullable ForkJoinPool pool;

    private Filler(Sampler sampler, @Nullable ForkJoinPool pool) {
        this.sampler = sampler;
        this.pool = pool;
    }

    /// A filler that runs large fills on the common pool.
    public static Filler of(Sampler sampler) {
        return new Filler(Require.present("sampler", sampler), ForkJoinPool.commonPool());
    }

    /// The same on other threads; null for the caller's alone.
    public Filler on(@Nullable ForkJoinPool pool) {
        return new Filler(sampler, pool);
    }

    /// Fills `target` with a part of the tensor that `initializer` gives when it is drawn at
    /// `position`. The law is that of the whole: its fans are not the part's.
    ///
    /// @param target of the slice's shape; its dtype is the one drawn in
    /// @return where the stream stands after the whole tensor
    /// @throws IllegalArgumentException if the law can't be drawn in the whole's shape or the
    ///   target's dtype, or the target has another shape than the slice; nothing is written
    /// @throws io.fanin.random.FillStoppedException if a part failed, or the calling thread was
    ///   interrupted
    public Position fill(Initializer initializer, Slice slice, Tensor target, Position position) {
        Law law =
                Require.present("initializer", initializer)
                        .law(Require.present("slice", slice).whole());
        Position after =
                sampler.after(
                        law,
                        slice.whole(),
                        Require.present("target", target).dtype(),
                        Require.present("position", position));
        sampler.draw(law, slice, target, position, pool);
        return after;
    }
}
