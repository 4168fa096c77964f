package io.fanin.internal.kernel;

import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;

/// Uniform values as PyTorch's CPU generator makes them from words: `x · (upper − lower) + lower`,
/// fused, with `x` in [0, 1) from the low bits of a word.
public final class UniformKernel {
    private UniformKernel() {}

    /// Words that one value of `dtype` takes.
    public static int wordsOf(DType dtype) {
        return dtype == DType.F64 ? 2 : 1;
    }

    /// Fills elements `from` (included) to `to` (excluded), counted row-major.
    public static void fill(
            Mt19937 words, Tensor out, long from, long to, double lower, double upper) {
        switch (out.dtype()) {
            case F32 -> fillFloat(words, out, from, to, (float) lower, (float) upper);
            case F64 -> fillDouble(words, out, from, to, lower, upper);
            case F16 -> fillHalf(words, out, from, to, lower, upper, 11);
            case BF16 -> fillHalf(words, out, from, to, lower, upper, 8);
            case I64 -> throw new IllegalArgumentException("int64 has no uniform law");
        }
    }

    private static void fillFloat(
            Mt19937 words, Tensor out, long from, long to, float lower, float upper) {
        float range = upper - lower;
        for (long i = from; i < to; i++) {
            out.set(i, Math.fma(unit(words.nextWord()), range, lower));
        }
    }

    /// The float in [0, 1) made of the low 24 bits of a word.
    static float unit(int word) {
        return (word & 0xffffff) * 0x1p-24f;
    }

    private static void fillDouble(
            Mt19937 words, Tensor out, long from, long to, double lower, double upper) {
        double range = upper - lower;
        for (long i = from; i < to; i++) {
            out.set(i, Math.fma(unit(words.nextLong()), range, lower));
        }
    }

    /// The double in [0, 1) made of the low 53 bits of two words.
    public static double unit(long words) {
        return (words & ((1L << 53) - 1)) * 0x1p-53;
    }

    /// Both bounds and their distance are of the half-precision type; the arithmetic is float32's.
    private static void fillHalf(
            Mt19937 words, Tensor out, long from, long to, double lower, double upper, int bits) {
        DType dtype = out.dtype();
        float low = (float) dtype.round(lower);
        float range = (float) dtype.round((float) dtype.round(upper) - low);
        float scale = 1f / (1 << bits);
        int mask = (1 << bits) - 1;
        for (long i = from; i < to; i++) {
            out.set(i, Math.fma((words.nextWord() & mask) * scale, range, low));
        }
    }
}
