package io.fanin.checkpoint.numpy;

import io.fanin.checkpoint.ElementType;
import io.fanin.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The head of a .npy file: magic bytes, version 1.0, the length of the text behind them, and a
/// Python dict that tells element type, order and shape, padded to a multiple of 64 bytes.
public final class NpyHeaderEncoder {
    private static final int ALIGNMENT = 64;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private NpyHeaderEncoder() {}

    /// NumPy's name of a type, such as `<f4`; empty if it has no such type.
    public static Optional<String> descr(ElementType type) {
        return switch (type) {
            case F64, F32, F16 -> Optional.of("<f" + type.bytes());
            case C64, C128 -> Optional.of("<c" + type.bytes());
            case I64, I32, I16 -> Optional.of("<i" + type.bytes());
            case U64, U32, U16 -> Optional.of("<u" + type.bytes());
            case I8 -> Optional.of("|i1");
            case U8 -> Optional.of("|u1");
            case BOOL -> Optional.of("|b1");
            case BF16, F8_E4M3, F8_E5M2 -> Optional.empty();
        };
    }

    /// @throws java.util.NoSuchElementException if NumPy has no such type
    public static byte[] encode(ElementType type, Shape shape) {
        String text =
                "{'descr': '"
                        + descr(type).orElseThrow()
                        + "', 'fortran_order': False, 'shape': "
                        + tuple(shape)
                        + ", }";
        int head = MAGIC.length + Short.BYTES;
        int size = (head + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) ' ');
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) (size - head))
                .put(text.getBytes(StandardCharsets.US_ASCII));
        bytes[size - 1] = '\n';
        return bytes;
    }

    /// As Python prints a tuple: `()`, `(3,)`, `(3, 4)`.
    private static String tuple(Shape shape) {
        String sizes =
                Arrays.stream(shape.toArray())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(", "));
        return "(" + sizes + (shape.rank() == 1 ? ",)" : ")");
    }
}
