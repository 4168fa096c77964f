package io.fanin.checkpoint.onnx;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.DeclaredShape;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.tensor.Shape;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `TensorProto` (onnx.proto), whose values are in `raw_data`, in the field of its type, or in
/// another file.
final class TensorMessage {
    private static final int DIMS = 1;
    private static final int DATA_TYPE = 2;
    private static final int SEGMENT = 3;
    private static final int STRING_DATA = 6;
    private static final int NAME = 8;
    private static final int RAW_DATA = 9;
    private static final int EXTERNAL_DATA = 13;
    private static final int DATA_LOCATION = 14;
    private static final int EXTERNAL = 1;

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MappedFile file;
    private final WireReader message;
    private String name = "";
    private long typeCode;
    private final long[] sizes = new long[DeclaredShape.MOST_RANK];
    private int rank;
    private @Nullable MemorySegment raw;
    private boolean isExternal;
    private boolean hasNumbers;
    private final Map<String, String> place = new LinkedHashMap<>();

    private TensorMessage(MappedFile file, WireReader message) {
        this.file = file;
        this.message = message;
    }

    static TensorMessage read(MappedFile file, WireReader message) throws BadFileException {
        TensorMessage tensor = new TensorMessage(file, message);
        tensor.read();
        return tensor;
    }

    private void read() throws BadFileException {
        for (WireReader each = message.fromStart(); each.next(); ) {
            switch (each.field()) {
                case DIMS -> each.numbers(WireReader.VARINT, this::addSize);
                case DATA_TYPE -> typeCode = each.varint();
                case NAME -> name = each.text();
                case RAW_DATA -> raw = each.bytes();
                case EXTERNAL_DATA -> addPlace(each.message());
                case DATA_LOCATION -> isExternal = each.varint() == EXTERNAL;
                case SEGMENT, STRING_DATA -> throw bad("segments and strings are not read");
                case DataType.FLOAT_DATA,
                        DataType.INT32_DATA,
                        DataType.INT64_DATA,
                        DataType.DOUBLE_DATA,
                        DataType.UINT64_DATA ->
                        hasNumbers = true;
                default -> {}
            }
        }
    }

    private void addSize(long size) throws BadFileException {
        if (rank == sizes.length) {
            throw bad("has more than " + sizes.length + " dimensions");
        }
        sizes[rank++] = size;
    }

    private void addPlace(WireReader entry) throws BadFileException {
        Property property = Property.read(entry);
        place.put(property.key(), property.value());
    }

    String name() {
        return name;
    }

    /// The tensor, in place where it can be.
    ///
    /// @param files where it may lie else
    Initializer initializer(ExternalFiles files) throws IOException {
        DataType type =
                DataType.of(typeCode)
                        .orElseThrow(() -> bad("ONNX's data type " + typeCode + " is not read"));
        Shape shape = DeclaredShape.check(type.type(), Arrays.copyOf(sizes, rank), this::bad);
        long bytes = shape.count() * type.type().bytes();
        if (isExternal) {
            if (raw != null || hasNumbers) {
                throw bad("has values in this file and in another");
            }
            ExternalFiles.Part part = files.part(place, bytes, this::bad);
            return new Initializer(name, type.type(), shape, part.bytes(), part);
        }
        if (raw == null) {
            return new Initializer(name, type.type(), shape, numbers(type, shape), null);
        }
        if (hasNumbers) {
            throw bad("has values in raw_data and in the field of its type");
        }
        if (raw.byteSize() != bytes) {
            throw bad("raw_data holds " + raw.byteSize() + " bytes, " + needs(type, shape, bytes));
        }
        return new Initializer(name, type.type(), shape, raw, null);
    }

    private static String needs(DataType type, Shape shape, long count) {
        return "shape " + shape + " of " + type.type() + " needs " + count;
    }

    private MemorySegment numbers(DataType type, Shape shape) throws IOException {
        int size = type.bytesPerNumber();
        long needed = shape.count() * type.type().bytes() / size;
        long count = 0;
        int fields = 0;
        MemorySegment inPlace = null;
        for (WireReader each = message.fromStart(); each.next(); ) {
            if (each.field() == type.field()) {
                count += each.count(type.wireType());
                fields++;
                inPlace = each.isPacked() ? each.bytes() : null;
            }
        }
        if (count != needed) {
            throw bad(
                    "the field of its type holds "
                            + count
                            + " numbers, "
                            + needs(type, shape, needed));
        }
        if (fields == 1 && inPlace != null && type.wireType() != WireReader.VARINT) {
            return inPlace;
        }
        Target target = new Target(file.arena().allocate(needed * size), size);
        for (WireReader each = message.fromStart(); each.next(); ) {
            if (each.field() == type.field()) {
                each.numbers(type.wireType(), target::add);
            }
        }
        return target.memory.asReadOnly();
    }

    /// Memory that is filled number by number.
    private final class Target {
        private final MemorySegment memory;
        private final int size;
        private long position;

        Target(MemorySegment memory, int size) {
            this.memory = memory;
            this.size = size;
        }

        void add(long number) throws BadFileException {
            int bits = 8 * size;
            if (size < Long.BYTES && number >> bits != 0 && number >> (bits - 1) != -1) {
                throw bad("the number " + number + " does not fit " + bits + " bits");
            }
            switch (size) {
                case 1 -> memory.set(ValueLayout.JAVA_BYTE, position, (byte) number);
                case 2 -> memory.set(SHORT, position, (short) number);
                case 4 -> memory.set(INT, position, (int) number);
                default -> memory.set(LONG, position, number);
            }
            position += size;
        }
    }

    private BadFileException bad(String defect) {
        return file.bad(name, defect);
    }
}
