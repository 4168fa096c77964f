package io.fanin.random;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.internal.kernel.NormalBlocks;
import io.fanin.internal.libm.Log;
import io.fanin.internal.libm.Log1p;
import io.fanin.internal.libm.SinCos;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.Uniform;
import io.fanin.tensor.DType;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.OptionalDouble;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// PyTorch's stream at work: words, and the second normal of a pair when it waits.
final class TorchStream {
    private static final long SMALL = 1 << 16;

    private final TorchVersion version;
    private final boolean seeded;
    private Mt19937 words;
    private boolean waits;
    private double waiting;
    private long waitingPair = Position.NONE;

    TorchStream(TorchVersion version, long seed) {
        this(version, Mt19937.seed(seed), true, OptionalDouble.empty());
    }

    /// @param seeded whether the words are still those that seeding left
    /// @param waiting the second normal that waits, before it is scaled
    TorchStream(TorchVersion version, Mt19937 words, boolean seeded, OptionalDouble waiting) {
        this.version = version;
        this.words = words;
        this.seeded = seeded;
        this.waits = waiting.isPresent();
        this.waiting = waiting.orElse(0);
    }

    Mt19937 words() {
        return words;
    }

    OptionalDouble waiting() {
        return waits ? OptionalDouble.of(waiting) : OptionalDouble.empty();
    }

    /// Whether nothing was drawn since seeding.
    boolean isFresh() {
        return seeded && words.drawn() == 0;
    }

    Position position() {
        return new Position(words.drawn(), waits ? waitingPair : Position.NONE);
    }

    /// Moves a stream that stands at its start.
    void moveTo(Position position) {
        if (position.waiting() != Position.NONE) {
            words.skip(position.waiting());
            nextNormal();
        }
        words.skip(position.words() - words.drawn());
    }

    /// Fills a whole tensor and moves on.
    ///
    /// @param pool null for the caller's thread alone
    void fill(Tensor tensor, Law law, @Nullable ForkJoinPool pool) {
        if (law instanceof Uniform uniform && isSmall(tensor)) {
            small(tensor, uniform);
        } else {
            any(tensor, law, pool);
        }
    }

    /// Fills a tensor that is so small that more checks would cost more than the values: the first
    /// store finds memory that can't be written.
    private void small(Tensor tensor, Uniform law) {
        Drawable.requireUniform(law, tensor.dtype());
        try {
            UniformDraw.whole(words, tensor, law);
        } catch (RuntimeException e) {
            tensor.requireWritable();
            throw e;
        }
    }

    private void any(Tensor tensor, Law law, @Nullable ForkJoinPool pool) {
        Drawable.require(version, law, tensor.shape(), tensor.dtype());
        tensor.requireWritable();
        if (law instanceof Orthogonal(double gain)) {
            OrthogonalDraw.fill(this, tensor, gain, pool);
            return;
        }
        Normal normal = normalOf(law);
        long count = tensor.shape().count();
        // A tensor with gaps or of another order is filled in memory order, normals pair by pair.
        if (normal != null && (count < NormalBlocks.SIZE || !tensor.isContiguous())) {
            pairs(tensor, normal);
        } else {
            Tensor ordered =
                    law instanceof Eye || law instanceof Dirac ? tensor : tensor.inMemoryOrder();
            draw(law, Slice.all(ordered.shape()), ordered.dtype(), ordered, pool);
        }
        if (law instanceof Sparse sparse) {
            SparseDraw.zeros(
                    words, Slice.all(tensor.shape()), sparse, number -> tensor.set(number, 0));
        }
    }

    /// The normal values that a law is drawn from, if it is.
    private static @Nullable Normal normalOf(Law law) {
        return switch (law) {
            case Normal normal -> normal;
            case Sparse(double _, double std) -> new Normal(0, std);
            default -> null;
        };
    }

    /// Whether a tensor goes without slices and threads: most layers are small, and for them those
    /// would cost more than the values.
    private static boolean isSmall(Tensor tensor) {
        return tensor.shape().count() <= SMALL && tensor.isContiguous();
    }

    /// Fills a tensor with a slice of a contiguous one, drawn in the dtype `drawn`. Where the
    /// stream stands then is not said.
    void fill(Slice slice, DType drawn, Tensor target, Law law, @Nullable ForkJoinPool pool) {
        Drawable.require(version, law, slice.whole(), drawn);
        target.requireWritable();
        boolean pairs = normalOf(law) != null && slice.whole().count() < NormalBlocks.SIZE;
        if (law instanceof Orthogonal || pairs) {
            Tensor whole = Tensor.zeros(drawn, slice.whole());
            fill(whole, law, pool);
            slice.runs(
                    0,
                    target.shape().count(),
                    (from, to, at) -> Parts.copy(whole, from, target, at, to - from));
            return;
        }
        long start = words.drawn();
        draw(law, slice, drawn, target, pool);
        if (law instanceof Sparse sparse) {
            words.skip(start + NormalBlocks.wordsOf(drawn, slice.whole().count()) - words.drawn());
            SparseDraw.zeros(words, slice, sparse, number -> target.set(number, 0));
        }
    }

    /// Draws value by value into a slice of a contiguous tensor; the words then stand behind the
    /// slice's last one.
    private void draw(
            Law law, Slice slice, DType drawn, Tensor target, @Nullable ForkJoinPool pool) {
        long start = words.drawn();
        Draw draw = Draw.of(version, law, slice.whole(), drawn, start).orElseThrow();
        words = Parts.draw(draw, words, slice, drawn, target, pool);
    }

    /// Fills a contiguous tensor with normals.
    void normal(Tensor tensor, double mean, double std, @Nullable ForkJoinPool pool) {
        fill(tensor, new Normal(mean, std), pool);
    }

    /// Normals of fewer than 16 values, or of a tensor that is not contiguous.
    private void pairs(Tensor tensor, Normal law) {
        Tensor ordered = tensor.inMemoryOrder();
        for (long i = 0; i < tensor.shape().count(); i++) {
            ordered.set(i, Math.fma(nextNormal(), law.std(), law.mean()));
        }
    }

    /// One standard normal in double precision; its twin waits for the next call. Of a pair's two
    /// uniforms the first gives the angle.
    private double nextNormal() {
        if (waits) {
            waits = false;
            return waiting;
        }
        waitingPair = words.drawn();
        double angle = 2 * Math.PI * words.nextDouble();
        double uniform = words.nextDouble();
        double log = version == TorchVersion.V1_13 ? Log.log(1 - uniform) : Log1p.log1p(-uniform);
        double radius = Math.sqrt(-2 * log);
        waiting = radius * SinCos.sin(angle);
        waits = true;
        return radius * SinCos.cos(angle);
    }
}
