package io.fanin.tensor;

/// Conversions of bfloat16, the upper half of a float32.
public final class BFloat16 {
    private BFloat16() {}

    /// The bfloat16 nearest to `value`, ties to even; every NaN becomes `0x7fc0`, as in PyTorch.
    public static short of(float value) {
        return (short) rounded(Float.floatToRawIntBits(value));
    }

    /// The same from a float32's bits to those of a bfloat16, the low 16. It has no branch, so that
    /// loops over it are vectorized.
    static int rounded(int bits) {
        int rounded = (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
        int nan = (0x7f800000 - (bits & 0x7fffffff)) >> 31; // all ones for a NaN
        return (rounded & ~nan) | (0x7fc0 & nan);
    }

    public static float toFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
