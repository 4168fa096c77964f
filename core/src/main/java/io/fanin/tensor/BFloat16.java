package io.fanin.tensor;

/// Conversions of bfloat16, the upper half of a float32.
public final class BFloat16 {
    private BFloat16() {}

    /// The bfloat16 nearest to `value`, ties to even; every NaN becomes `0x7fc0`, as in PyTorch.
    public static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int rounded = (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
        // All ones for a NaN: without a branch, loops over this are vectorized.
        int nan = (0x7f800000 - (bits & 0x7fffffff)) >> 31;
        return (short) ((rounded & ~nan) | (0x7fc0 & nan));
    }

    public static float toFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
