package io.fanin.checkpoint.onnx;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.MappedFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// Walks through the fields of one message in protobuf's wire format, in place: sizes are those of
/// files, not of arrays.
///
/// Format: protobuf.dev/programming-guides/encoding. [#next] goes to the next field; then its value
/// is read once, by the method of its type, or skipped.
final class WireReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    /// Names and settings are shorter.
    private static final int LONGEST_TEXT = 1 << 24;

    private static final int LONGEST_VARINT = 10;

    private final MappedFile file;
    private final long start;
    private final long end;
    private long position;
    private int field;
    private int wireType;

    /// The value's place: the number itself, or where the bytes lie.
    private long value;

    private long length;

    private WireReader(MappedFile file, long start, long end) {
        this.file = file;
        this.start = start;
        this.position = start;
        this.end = end;
    }

    static WireReader of(MappedFile file) {
        return new WireReader(file, 0, file.size());
    }

    /// The same message, before its first field.
    WireReader fromStart() {
        return new WireReader(file, start, end);
    }

    /// Whether there is a field more, which is then read.
    boolean next() throws BadFileException {
        if (position == end) {
            return false;
        }
        long at = position;
        long key = rawVarint();
        field = (int) (key >>> 3);
        wireType = (int) (key & 7);
        if (key >>> 3 == 0 || key >>> 3 > Integer.MAX_VALUE) {
            throw wrong(
                    at, "field number " + Long.toUnsignedString(key >>> 3) + " is out of range");
        }
        switch (wireType) {
            case VARINT -> value = rawVarint();
            case FIXED64 -> take(8);
            case FIXED32 -> take(4);
            case BYTES -> take(rawVarint());
            default -> throw wrong(at, "field " + field + " has the unknown wire type " + wireType);
        }
        return true;
    }

    private void take(long bytes) throws BadFileException {
        if (bytes < 0 || bytes > end - position) {
            throw wrong(
                    position,
                    "field "
                            + field
                            + " needs "
                            + Long.toUnsignedString(bytes)
                            + " bytes; "
                            + (end - position)
                            + " are left");
        }
        value = position;
        length = bytes;
        position += bytes;
    }

    private long rawVarint() throws BadFileException {
        long at = position;
        long result = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (position == end) {
                throw wrong(at, "a number is cut off");
            }
            int next = file.u8(position++);
            result |= (long) (next & 0x7f) << (7 * i);
            if (next < 0x80) {
                return result;
            }
        }
        throw wrong(at, "a number takes more than " + LONGEST_VARINT + " bytes");
    }

    int field() {
        return field;
    }

    /// Whether a repeated number's values lie packed in this field.
    boolean isPacked() {
        return wireType == BYTES;
    }

    long varint() throws BadFileException {
        require(VARINT);
        return value;
    }

    /// The bytes of a field, in place.
    MemorySegment bytes() throws BadFileException {
        require(BYTES);
        return file.bytes().asSlice(value, length);
    }

    WireReader message() throws BadFileException {
        require(BYTES);
        return new WireReader(file, value, value + length);
    }

    String text() throws BadFileException {
        require(BYTES);
        if (length > LONGEST_TEXT) {
            throw wrong(
                    value,
                    "a text of "
                            + length
                            + " bytes is longer than the "
                            + LONGEST_TEXT
                            + " allowed");
        }
        return new String(bytes().toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /// Takes one number after another.
    @FunctionalInterface
    interface Numbers {
        void take(long bits) throws BadFileException;
    }

    /// The numbers of one field of a repeated number; packed, it holds several.
    ///
    /// @param type the wire type of one number
    void numbers(int type, Numbers sink) throws BadFileException {
        if (wireType != BYTES) {
            require(type);
            sink.take(type == VARINT ? value : fixed(type, value));
            return;
        }
        WireReader packed = message();
        packed.field = field;
        while (packed.position < packed.end) {
            if (type == VARINT) {
                sink.take(packed.rawVarint());
            } else {
                packed.take(type == FIXED32 ? 4 : 8);
                sink.take(fixed(type, packed.value));
            }
        }
    }

    /// How many numbers [#numbers] would give.
    long count(int type) throws BadFileException {
        if (type != VARINT && wireType == BYTES) {
            int size = type == FIXED32 ? 4 : 8;
            if (length % size != 0) {
                throw wrong(
                        value, length + " bytes of field " + field + " are no numbers of " + size);
            }
            return length / size;
        }
        long[] count = new long[1];
        numbers(type, _ -> count[0]++);
        return count[0];
    }

    private long fixed(int type, long at) {
        return type == FIXED32 ? file.u32(at) : file.i64(at);
    }

    private void require(int expected) throws BadFileException {
        if (wireType != expected) {
            throw wrong(
                    position,
                    "field " + field + " has wire type " + wireType + "; expected " + expected);
        }
    }

    BadFileException wrong(long at, String defect) {
        return file.bad("byte " + at + ": " + defect);
    }
}
