package io.fanin.checkpoint.numpy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.file.DeclaredShape;
import io.fanin.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/// What stands before an array: magic bytes, version, length, and a Python dictionary such as
/// `{'descr': '<f4', 'fortran_order': False, 'shape': (4, 2), }`.
///
/// Format: numpy.lib.format, versions 1.0, 2.0 and 3.0.
///
/// @param data where the array begins
record NpyHeader(ElementType type, boolean fortranOrder, Shape shape, long data) {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /// The longest dictionary that is read; those of plain arrays take about a hundred bytes.
    private static final int MOST_DICTIONARY = 0xFFFF;

    /// How much of a file its header takes at most.
    static final int MOST_BYTES = MAGIC.length + 2 + Integer.BYTES + MOST_DICTIONARY;

    private static final ValueLayout.OfShort U16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt U32 =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// @param file from its start on
    /// @param bad makes the complaint, naming the file
    static NpyHeader read(MemorySegment file, Function<String, BadFileException> bad)
            throws BadFileException {
        int fixed = MAGIC.length + 2;
        if (file.byteSize() < fixed
                || file.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) != -1) {
            throw bad.apply("does not begin as .npy files do, with \\x93NUMPY and a version");
        }
        int major = file.get(ValueLayout.JAVA_BYTE, MAGIC.length);
        int minor = file.get(ValueLayout.JAVA_BYTE, MAGIC.length + 1);
        if (major < 1 || major > 3 || minor != 0) {
            throw bad.apply(
                    ".npy version "
                            + Byte.toUnsignedInt((byte) major)
                            + "."
                            + Byte.toUnsignedInt((byte) minor)
                            + " is unknown; known are 1.0, 2.0 and 3.0");
        }
        int start = fixed + (major == 1 ? Short.BYTES : Integer.BYTES);
        if (file.byteSize() < start) {
            throw bad.apply("ends after " + file.byteSize() + " bytes, within the .npy header");
        }
        long length =
                major == 1
                        ? Short.toUnsignedLong(file.get(U16, fixed))
                        : Integer.toUnsignedLong(file.get(U32, fixed));
        if (length > MOST_DICTIONARY) {
            throw bad.apply(
                    "the .npy header's length of "
                            + length
                            + " bytes exceeds the limit of "
                            + MOST_DICTIONARY);
        }
        if (length > file.byteSize() - start) {
            throw bad.apply(
                    "the .npy header of "
                            + length
                            + " bytes from byte "
                            + start
                            + " on reaches past the end at byte "
                            + file.byteSize());
        }
        Charset charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        byte[] text = file.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE);
        return new NpyDictionary(new String(text, charset), bad).read(start + length);
    }

    /// @param sizes as the dictionary has them
    static NpyHeader of(
            String descr,
            boolean fortranOrder,
            long[] sizes,
            long data,
            Function<String, BadFileException> bad)
            throws BadFileException {
        ElementType type = NpyTypes.of(descr, bad);
        return new NpyHeader(type, fortranOrder, DeclaredShape.check(type, sizes, bad), data);
    }

    /// Checks that the array and its header take the whole file.
    void requireSize(long size, String what, Function<String, BadFileException> bad)
            throws BadFileException {
        long needed = shape.count() * type.bytes();
        if (size - data != needed) {
            throw bad.apply(
                    what
                            + " has "
                            + (size - data)
                            + " bytes after its .npy header, shape "
                            + shape
                            + " of "
                            + type
                            + " needs "
                            + needed);
        }
    }

    /// @param file from its start on
    StoredTensor tensor(String name, MemorySegment file) {
        MemorySegment segment = file.asSlice(data);
        StoredTensor tensor = StoredTensor.contiguous(name, type, shape, segment);
        if (!fortranOrder) {
            return tensor;
        }
        // The strides of the reversed shape, reversed.
        long[] reversed = new long[shape.rank()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = shape.dim(reversed.length - 1 - i);
        }
        List<Long> strides =
                StoredTensor.contiguous(name, type, Shape.of(reversed), segment)
                        .strides()
                        .reversed();
        return new StoredTensor(name, name, type, shape, List.copyOf(strides), segment);
    }
}
