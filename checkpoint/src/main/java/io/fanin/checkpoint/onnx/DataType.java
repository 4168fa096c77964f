package io.fanin.checkpoint.onnx;

import io.fanin.checkpoint.ElementType;
import java.util.Optional;

/// A data type of ONNX's tensors (`TensorProto.DataType` in onnx.proto).
///
/// @param type what Fanin calls it
/// @param field where its values are, if not in `raw_data`
/// @param wireType of one number in that field
record DataType(ElementType type, int field, int wireType) {
    static final int FLOAT_DATA = 4;
    static final int INT32_DATA = 5;
    static final int INT64_DATA = 7;
    static final int DOUBLE_DATA = 10;
    static final int UINT64_DATA = 11;

    /// The type of that number; empty for strings, types of less than a byte and those of 8 bits
    /// that only some accelerators have.
    static Optional<DataType> of(long code) {
        return switch (Math.clamp(code, -1, Integer.MAX_VALUE)) {
            case 1 -> fixed32(ElementType.F32);
            case 2 -> int32(ElementType.U8);
            case 3 -> int32(ElementType.I8);
            case 4 -> int32(ElementType.U16);
            case 5 -> int32(ElementType.I16);
            case 6 -> int32(ElementType.I32);
            case 7 -> varint(ElementType.I64, INT64_DATA);
            case 9 -> int32(ElementType.BOOL);
            case 10 -> int32(ElementType.F16);
            case 11 -> fixed64(ElementType.F64);
            case 12 -> varint(ElementType.U32, UINT64_DATA);
            case 13 -> varint(ElementType.U64, UINT64_DATA);
            case 14 -> fixed32(ElementType.C64);
            case 15 -> fixed64(ElementType.C128);
            case 16 -> int32(ElementType.BF16);
            case 17 -> int32(ElementType.F8_E4M3);
            case 19 -> int32(ElementType.F8_E5M2);
            default -> Optional.empty();
        };
    }

    private static Optional<DataType> fixed32(ElementType type) {
        return Optional.of(new DataType(type, FLOAT_DATA, WireReader.FIXED32));
    }

    private static Optional<DataType> fixed64(ElementType type) {
        return Optional.of(new DataType(type, DOUBLE_DATA, WireReader.FIXED64));
    }

    private static Optional<DataType> int32(ElementType type) {
        return varint(type, INT32_DATA);
    }

    private static Optional<DataType> varint(ElementType type, int field) {
        return Optional.of(new DataType(type, field, WireReader.VARINT));
    }

    /// The bytes that one number of its field fills: half of a complex number, else the element.
    int bytesPerNumber() {
        return switch (wireType) {
            case WireReader.FIXED32 -> 4;
            case WireReader.FIXED64 -> 8;
            default -> type.bytes();
        };
    }
}
