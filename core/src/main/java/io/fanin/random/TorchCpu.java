package io.fanin.random;

import io.fanin.internal.kernel.Kernels;
import io.fanin.internal.require.Require;
import io.fanin.law.Law;
import io.fanin.law.TruncatedNormal;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// PyTorch's CPU generator, seeded as `torch.manual_seed` does.
///
/// @param seed −2⁶³ to 2⁶⁴ − 1 as 64 bits, of which the low 32 count;
///   [Long#parseUnsignedLong(String)] reads one above 2⁶³ − 1
public record TorchCpu(TorchVersion version, long seed) implements Sampler {
    public TorchCpu {
        Require.present("version", version);
    }

    /// Which kernels draw in this process, such as `vector, 512 bits`; `scalar` where the module
    /// jdk.incubator.vector is not enabled. They give the same bits.
    public static String kernels() {
        return Kernels.chosen().description();
    }

    @Override
    public Position after(Law law, Shape shape, DType dtype, Position position) {
        Drawable.require(version, law, shape, dtype);
        return Advance.after(law, shape, dtype, position);
    }

    @Override
    public Optional<String> caution(Law law, DType dtype) {
        return law instanceof TruncatedNormal truncated && dtype.isFloatingPoint()
                ? TruncatedNormalDraw.caution(dtype, truncated)
                : Optional.empty();
    }

    @Override
    public void draw(
            Law law,
            Slice slice,
            DType drawn,
            Tensor target,
            Position position,
            @Nullable ForkJoinPool pool) {
        if (!target.shape().equals(slice.shape())) {
            throw new IllegalArgumentException(
                    "target must have the slice's shape "
                            + slice.shape()
                            + "; got "
                            + target.shape());
        }
        TorchStream stream = new TorchStream(version, seed);
        if (law.isRandom()) {
            stream.moveTo(position);
        }
        stream.fill(slice, drawn, target, law, pool);
    }

    @Override
    public Optional<Drawing> begin(Law law, Shape whole, DType drawn, Position position) {
        return Drawing.of(this, law, whole, drawn, position);
    }
}
