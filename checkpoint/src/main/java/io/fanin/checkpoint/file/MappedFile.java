package io.fanin.checkpoint.file;

import io.fanin.checkpoint.BadFileException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file in memory, read-only, whatever its size. Numbers are little-endian.
///
/// If another process shortens the file, reading what is gone throws an [InternalError]; the
/// process goes on.
///
/// @param path how messages call it
/// @param bytes valid until the arena is closed
/// @param arena shared, closed by the checkpoint
public record MappedFile(Path path, MemorySegment bytes, Arena arena) {
    private static final ValueLayout.OfShort U16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt U32 =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong I64 =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    public static MappedFile map(Path path, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new MappedFile(
                    path, channel.map(MapMode.READ_ONLY, 0, channel.size(), arena), arena);
        }
    }

    public long size() {
        return bytes.byteSize();
    }

    public int u8(long offset) {
        return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, offset));
    }

    public int u16(long offset) {
        return Short.toUnsignedInt(bytes.get(U16, offset));
    }

    public long u32(long offset) {
        return Integer.toUnsignedLong(bytes.get(U32, offset));
    }

    public long i64(long offset) {
        return bytes.get(I64, offset);
    }

    /// Whether the file has the given bytes at the given place.
    public boolean has(long offset, byte... expected) {
        if (offset < 0 || offset > size() - expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes.get(ValueLayout.JAVA_BYTE, offset + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    public InputStream stream(long offset, long length) {
        return new SegmentStream(bytes.asSlice(offset, length));
    }

    /// Memory outside the heap, of the same lifetime, for what can't be used as it lies in the
    /// file.
    ///
    /// @param what is to be put there
    public MemorySegment allocate(long bytes, String what) throws IOException {
        try {
            return arena.allocate(bytes);
        } catch (OutOfMemoryError e) {
            throw new IOException(
                    path
                            + ": no memory for the "
                            + bytes
                            + " bytes of "
                            + what
                            + "; raise -XX:MaxDirectMemorySize",
                    e);
        }
    }

    /// The complaint about the file as a whole.
    public BadFileException bad(String defect) {
        return BadFileException.of(path, defect);
    }

    /// The complaint about one tensor.
    public BadFileException bad(String tensor, String defect) {
        return BadFileException.of(path, tensor, defect);
    }
}
