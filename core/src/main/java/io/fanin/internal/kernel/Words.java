package io.fanin.internal.kernel;

import io.fanin.tensor.DType;

/// What becomes of the Mersenne Twister's words.
public final class Words {
    public static final int TEMPER_B = 0x9d2c5680;
    public static final int TEMPER_C = 0xefc60000;

    private Words() {}

    /// Words that one uniform value of `dtype` takes.
    public static int perUniform(DType dtype) {
        return dtype == DType.F64 ? 2 : 1;
    }

    /// Bits of them that make the value in [0, 1).
    public static int bitsOfUniform(DType dtype) {
        return switch (dtype) {
            case F32 -> 24;
            case F64 -> 53;
            case F16 -> 11;
            case BF16 -> 8;
            case I64 -> throw new IllegalArgumentException("int64 has no uniform law");
        };
    }

    /// The word as the generator gives it out.
    public static int temper(int raw) {
        int y = raw ^ (raw >>> 11);
        y ^= (y << 7) & TEMPER_B;
        y ^= (y << 15) & TEMPER_C;
        return y ^ (y >>> 18);
    }

    /// The float in [0, 1) made of the low 24 bits of a word.
    static float unitFloat(int word) {
        return (word & 0xffffff) * 0x1p-24f;
    }

    /// The double in [0, 1) made of the low 53 bits of two words, of which the first is the upper
    /// half.
    static double unitDouble(int first, int second) {
        long bits = ((long) first << 32 | Integer.toUnsignedLong(second)) & ((1L << 53) - 1);
        return bits * 0x1p-53;
    }

    /// The number in [0, 1) made of a word's low bits, as the half-precision type takes it.
    static float unitHalf(int word, DType dtype) {
        int bits = bitsOfUniform(dtype);
        int mask = (1 << bits) - 1;
        return (word & mask) * (1f / (1 << bits));
    }
}
