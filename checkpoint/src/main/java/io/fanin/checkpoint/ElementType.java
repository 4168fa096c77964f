package io.fanin.checkpoint;

import io.fanin.tensor.DType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The types of elements that checkpoint files hold. Fanin computes with those that have a [DType];
/// the others are kept and shown.
public enum ElementType {
    F64(8, DType.F64),
    F32(4, DType.F32),
    F16(2, DType.F16),
    BF16(2, DType.BF16),
    F8_E4M3(1, null),
    F8_E5M2(1, null),
    C64(8, null),
    C128(16, null),
    I64(8, DType.I64),
    I32(4, null),
    I16(2, null),
    I8(1, null),
    U64(8, null),
    U32(4, null),
    U16(2, null),
    U8(1, null),
    BOOL(1, null);

    private final int bytes;
    private final @Nullable DType dtype;

    ElementType(int bytes, @Nullable DType dtype) {
        this.bytes = bytes;
        this.dtype = dtype;
    }

    /// The size of one element in bytes.
    public int bytes() {
        return bytes;
    }

    public Optional<DType> dtype() {
        return Optional.ofNullable(dtype);
    }

    public static ElementType of(DType dtype) {
        return valueOf(dtype.name());
    }
}
