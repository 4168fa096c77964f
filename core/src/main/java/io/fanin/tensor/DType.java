package io.fanin.tensor;

/// The type of a tensor's elements. All are stored little-endian.
public enum DType {
    F32("float32", 4),
    F64("float64", 8),
    F16("float16", 2),
    BF16("bfloat16", 2),
    I64("int64", 8);

    private final String torchName;
    private final int bytes;

    DType(String torchName, int bytes) {
        this.torchName = torchName;
        this.bytes = bytes;
    }

    /// PyTorch's name without the `torch.` prefix, such as `float32`.
    public String torchName() {
        return torchName;
    }

    /// The size of one element in bytes.
    public int bytes() {
        return bytes;
    }

    public boolean isFloatingPoint() {
        return this != I64;
    }

    /// The value of this type nearest to `value`, as PyTorch casts a Python float: by way of
    /// float32 for the two half-precision types, truncated for int64.
    public double round(double value) {
        return switch (this) {
            case F32 -> (float) value;
            case F64 -> value;
            case F16 -> Float.float16ToFloat(Float.floatToFloat16((float) value));
            case BF16 -> BFloat16.toFloat(BFloat16.of((float) value));
            case I64 -> (long) value;
        };
    }

    /// The largest finite value.
    public double max() {
        return switch (this) {
            case F32 -> Float.MAX_VALUE;
            case F64 -> Double.MAX_VALUE;
            case F16 -> 65504;
            case BF16 -> 0x1.fep127;
            case I64 -> Long.MAX_VALUE;
        };
    }
}
