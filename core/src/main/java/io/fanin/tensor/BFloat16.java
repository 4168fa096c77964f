package io.fanin.tensor;

/// Conversions of bfloat16, the upper half of a float32.
public final class BFloat16 {
    private BFloat16() {}

    /// The bfloat16 nearest to `value`, ties to even; every NaN becomes `0x7fc0`, as in PyTorch.
    public static short of(float value) {
        if (Float.isNaN(value)) {
            return 0x7fc0;
        }
        int bits = Float.floatToRawIntBits(value);
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }

    public static float toFloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
