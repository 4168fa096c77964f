package io.fanin.random;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.internal.kernel.Truncation;
import io.fanin.internal.kernel.Words;
import io.fanin.internal.libm.Erf;
import io.fanin.internal.libm.ErfInv;
import io.fanin.internal.libm.ErfInvF;
import io.fanin.law.TruncatedNormal;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.Optional;

/// `trunc_normal_` of PyTorch up to 2.11: a uniform value between the distribution function's
/// values at the two bounds, through its inverse, scaled, shifted and clamped, each step rounded to
/// the tensor's type.
record TruncatedNormalDraw(
        UniformDraw uniform, double scale, double mean, double least, double most) implements Draw {
    private static final long WORTH_A_THREAD = 1 << 18;

    static TruncatedNormalDraw of(long start, DType dtype, TruncatedNormal law) {
        double below = distribution((law.lower() - law.mean()) / law.std());
        double above = distribution((law.upper() - law.mean()) / law.std());
        return new TruncatedNormalDraw(
                UniformDraw.of(start, dtype, 2 * below - 1, 2 * above - 1),
                dtype.round(law.std() * Math.sqrt(2)),
                dtype.round(law.mean()),
                dtype.round(law.lower()),
                dtype.round(law.upper()));
    }

    /// The standard normal distribution function.
    private static double distribution(double x) {
        return (1 + Erf.erf(x / Math.sqrt(2))) / 2;
    }

    /// Where the lower bound is so far out that the uniform value can be −1 exactly, whose inverse
    /// is −∞: such a value is clamped to the bound.
    static Optional<String> caution(DType dtype, TruncatedNormal law) {
        TruncatedNormalDraw draw = of(0, dtype, law);
        double deviations = (law.mean() - law.lower()) / law.std();
        if (draw.uniform.lower() > -1) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "%s in %s: one value in %,d comes out as the lower bound, %.4g standard deviations from the mean;"
                                + " take bounds within 5 standard deviations",
                        law,
                        dtype.torchName(),
                        1L << Words.bitsOfUniform(dtype),
                        deviations));
    }

    @Override
    public void part(Mt19937 words, long from, long to, MemorySegment out, long at) {
        DType dtype = uniform.dtype();
        if (dtype == DType.F32) {
            floats(words, from, to, out, at);
            return;
        }
        uniform.part(words, from, to, out, at);
        Tensor values = Tensor.of(out.asSlice(at), dtype, Shape.of(to - from));
        for (long i = 0; i < to - from; i++) {
            double value = dtype.round(inverse(dtype, values.get(i)));
            value = dtype.round(value * scale);
            value = dtype.round(value + mean);
            values.set(i, Math.min(Math.max(value, least), most));
        }
    }

    private void floats(Mt19937 words, long from, long to, MemorySegment out, long at) {
        words.skip(uniform.start() + from - words.drawn());
        Truncation truncation =
                new Truncation(
                        (float) uniform.lower(),
                        (float) uniform.range(),
                        (float) scale,
                        (float) mean,
                        (float) least,
                        (float) most);
        for (long done = 0; done < to - from; ) {
            int count = (int) Math.min(to - from - done, words.ready(1, to - from - done));
            words.kernel()
                    .truncatedFloats(
                            words.line(),
                            words.from(),
                            count,
                            out,
                            at + done * Float.BYTES,
                            truncation,
                            words.scratch());
            words.take(count);
            done += count;
        }
    }

    private static double inverse(DType dtype, double value) {
        return dtype == DType.F64 ? ErfInv.erfinv(value) : ErfInvF.erfinvf((float) value);
    }

    @Override
    public long worthAThread() {
        return WORTH_A_THREAD;
    }
}
