package io.fanin.checkpoint.torch;

import io.fanin.checkpoint.BadFileException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Reads memory from front to back, and words complaints about it.
final class PickleBytes {
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble BIG_ENDIAN_DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// Names of globals are short.
    private static final int LONGEST_LINE = 256;

    private final Path file;
    private final String part;
    private final MemorySegment memory;
    private long position;

    /// @param part which part of the file the memory is, such as `data.pkl`; empty for the whole
    PickleBytes(Path file, String part, MemorySegment memory) {
        this.file = file;
        this.part = part;
        this.memory = memory;
    }

    Path file() {
        return file;
    }

    long position() {
        return position;
    }

    long left() {
        return memory.byteSize() - position;
    }

    int u1() throws BadFileException {
        return Byte.toUnsignedInt(memory.get(ValueLayout.JAVA_BYTE, take(1)));
    }

    int u2() throws BadFileException {
        return u1() | u1() << 8;
    }

    int i4() throws BadFileException {
        return memory.get(INT, take(4));
    }

    long u4() throws BadFileException {
        return Integer.toUnsignedLong(i4());
    }

    long i8() throws BadFileException {
        return memory.get(LONG, take(8));
    }

    double f8() throws BadFileException {
        return memory.get(BIG_ENDIAN_DOUBLE, take(8));
    }

    /// The next bytes, copied.
    byte[] bytes(long length) throws BadFileException {
        return part(length).toArray(ValueLayout.JAVA_BYTE);
    }

    /// The next bytes, in place.
    MemorySegment part(long length) throws BadFileException {
        long from = take(length);
        return memory.asSlice(from, length);
    }

    String text(long length) throws BadFileException {
        long from = position;
        byte[] bytes = bytes(length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw wrong(from, "a text of " + length + " bytes is not UTF-8");
        }
    }

    /// Up to the next line feed, which is taken too.
    String line() throws BadFileException {
        long from = position;
        for (long end = from; end < memory.byteSize() && end - from <= LONGEST_LINE; end++) {
            if (memory.get(ValueLayout.JAVA_BYTE, end) == '\n') {
                String line = text(end - from);
                position = end + 1;
                return line;
            }
        }
        throw wrong(from, "a name of a global does not end within " + LONGEST_LINE + " bytes");
    }

    private long take(long length) throws BadFileException {
        if (length < 0 || length > left()) {
            throw wrong(
                    position,
                    "needs "
                            + Long.toUnsignedString(length)
                            + " more bytes; "
                            + left()
                            + " are left");
        }
        long from = position;
        position += length;
        return from;
    }

    BadFileException wrong(long at, String defect) {
        return BadFileException.of(
                file, (part.isEmpty() ? "" : part + " ") + "byte " + at + ": " + defect);
    }
}
