package io.fanin.random;

import io.fanin.internal.kernel.DoubleBlock;
import io.fanin.internal.kernel.FloatBlock;
import io.fanin.internal.kernel.HalfBlock;
import io.fanin.internal.kernel.Mt19937;
import io.fanin.internal.kernel.NormalKernel;
import io.fanin.internal.kernel.UniformKernel;
import io.fanin.internal.libm.Log;
import io.fanin.internal.libm.Log1p;
import io.fanin.internal.libm.SinCos;
import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.OptionalDouble;

/// PyTorch's stream at work: words, and the second normal of a pair when it waits.
final class TorchStream {
    private final TorchVersion version;
    private final Mt19937 words;
    private final boolean seeded;
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

    void fill(Tensor tensor, Law law) {
        Drawable.require(version, law, tensor.shape(), tensor.dtype());
        tensor.requireWritable();
        switch (law) {
            case Constant(double value) -> Pattern.constant(tensor, value);
            case Uniform(double lower, double upper) -> uniform(tensor, lower, upper);
            case Normal(double mean, double std) -> normal(tensor, mean, std);
            case TruncatedNormal truncated -> TruncatedNormalDraw.fill(this, tensor, truncated);
            case Orthogonal(double gain) -> OrthogonalDraw.fill(this, tensor, gain);
            case Sparse sparse -> SparseDraw.fill(this, tensor, sparse);
            case Eye _ -> Pattern.eye(tensor);
            case Dirac(long groups) -> Pattern.dirac(tensor, groups);
        }
    }

    void uniform(Tensor tensor, double lower, double upper) {
        UniformKernel.fill(words, tensor.inMemoryOrder(), 0, tensor.shape().count(), lower, upper);
    }

    void normal(Tensor tensor, double mean, double std) {
        long count = tensor.shape().count();
        if (count >= NormalKernel.BLOCK && tensor.isContiguous()) {
            NormalKernel.fill(words, tensor, block(tensor.dtype(), mean, std));
            return;
        }
        Tensor ordered = tensor.inMemoryOrder();
        for (long i = 0; i < count; i++) {
            ordered.set(i, Math.fma(nextNormal(), std, mean));
        }
    }

    private NormalKernel.Block block(DType dtype, double mean, double std) {
        return switch (dtype) {
            case F32 -> new FloatBlock(mean, std);
            case F64 -> new DoubleBlock(mean, std);
            case BF16 -> new HalfBlock(dtype, mean, std, true);
            case F16 -> new HalfBlock(dtype, mean, std, version != TorchVersion.V1_13);
            case I64 -> throw new IllegalArgumentException("int64 has no normal law");
        };
    }

    /// One standard normal in double precision; its twin waits for the next call. Of a pair's two
    /// uniforms the first gives the angle.
    private double nextNormal() {
        if (waits) {
            waits = false;
            return waiting;
        }
        waitingPair = words.drawn();
        double angle = 2 * Math.PI * UniformKernel.unit(words.nextLong());
        double uniform = UniformKernel.unit(words.nextLong());
        double log = version == TorchVersion.V1_13 ? Log.log(1 - uniform) : Log1p.log1p(-uniform);
        double radius = Math.sqrt(-2 * log);
        waiting = radius * SinCos.sin(angle);
        waits = true;
        return radius * SinCos.cos(angle);
    }
}
