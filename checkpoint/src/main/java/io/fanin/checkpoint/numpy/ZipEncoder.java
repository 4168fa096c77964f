package io.fanin.checkpoint.numpy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The records of a zip archive whose entries are stored as they are, in the zip64 form where a
/// size, an offset or the number of entries asks for it. Every position is known before the
/// checksums are.
@SuppressWarnings("ByteBufferBackingArray") // all of them are allocated whole
public final class ZipEncoder {
    private static final long LIMIT32 = 0xFFFF_FFFFL;
    private static final int LIMIT16 = 0xFFFF;
    private static final int STORED_VERSION = 10;
    private static final int ZIP64_VERSION = 45;
    private static final int ZIP64_EXTRA = 1;

    /// Names are UTF-8.
    private static final int FLAGS = 1 << 11;

    /// 1 January 1980, the earliest day there is: equal contents make equal archives.
    private static final int DATE = 1 << 5 | 1;

    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(byte[] name, long size, long position) {
        boolean isLarge() {
            return size >= LIMIT32;
        }

        int localBytes() {
            return 30 + name.length + (isLarge() ? 20 : 0);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private long end;

    /// Adds an entry of `size` bytes.
    ///
    /// @return where in the archive its bytes begin
    public long add(String name, long size) {
        Entry entry = new Entry(name.getBytes(StandardCharsets.UTF_8), size, end);
        if (entry.name.length > LIMIT16) {
            throw new IllegalArgumentException(
                    "a name in a zip archive has at most 65535 bytes; got "
                            + entry.name.length
                            + ": "
                            + name.substring(0, 40)
                            + "…");
        }
        entries.add(entry);
        long data = end + entry.localBytes();
        end = Math.addExact(data, size);
        return data;
    }

    /// Where the directory begins, behind all entries.
    public long directoryPosition() {
        return end;
    }

    /// Where the record before an entry's bytes begins.
    public long localPosition(int index) {
        return entries.get(index).position;
    }

    /// The record before an entry's bytes.
    public byte[] local(int index, int crc) {
        Entry entry = entries.get(index);
        ByteBuffer record = record(entry.localBytes());
        record.putInt(0x04034b50)
                .putShort(version(entry.isLarge()))
                .putShort((short) FLAGS)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) DATE)
                .putInt(crc)
                .putInt((int) Math.min(entry.size, LIMIT32))
                .putInt((int) Math.min(entry.size, LIMIT32))
                .putShort((short) entry.name.length)
                .putShort((short) (entry.isLarge() ? 20 : 0))
                .put(entry.name);
        if (entry.isLarge()) {
            record.putShort((short) ZIP64_EXTRA)
                    .putShort((short) 16)
                    .putLong(entry.size)
                    .putLong(entry.size);
        }
        return record.array();
    }

    /// The directory and what follows it.
    ///
    /// @param crcs the checksums of the entries in order
    public byte[] directory(int[] crcs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < entries.size(); i++) {
            bytes.writeBytes(central(entries.get(i), crcs[i]));
        }
        long size = bytes.size();
        if (entries.size() >= LIMIT16 || end >= LIMIT32 || size >= LIMIT32) {
            bytes.writeBytes(zip64End(size));
        }
        short count = (short) Math.min(entries.size(), LIMIT16);
        bytes.writeBytes(
                record(22)
                        .putInt(0x06054b50)
                        .putInt(0)
                        .putShort(count)
                        .putShort(count)
                        .putInt((int) Math.min(size, LIMIT32))
                        .putInt((int) Math.min(end, LIMIT32))
                        .array());
        return bytes.toByteArray();
    }

    private static byte[] central(Entry entry, int crc) {
        boolean far = entry.position >= LIMIT32;
        int longs = (entry.isLarge() ? 2 : 0) + (far ? 1 : 0);
        int extra = longs == 0 ? 0 : 4 + longs * Long.BYTES;
        ByteBuffer record = record(46 + entry.name.length + extra);
        record.putInt(0x02014b50)
                .putShort(version(longs > 0))
                .putShort(version(longs > 0))
                .putShort((short) FLAGS)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) DATE)
                .putInt(crc)
                .putInt((int) Math.min(entry.size, LIMIT32))
                .putInt((int) Math.min(entry.size, LIMIT32))
                .putShort((short) entry.name.length)
                .putShort((short) extra)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt((int) Math.min(entry.position, LIMIT32))
                .put(entry.name);
        if (longs > 0) {
            record.putShort((short) ZIP64_EXTRA).putShort((short) (longs * Long.BYTES));
            if (entry.isLarge()) {
                record.putLong(entry.size).putLong(entry.size);
            }
            if (far) {
                record.putLong(entry.position);
            }
        }
        return record.array();
    }

    private byte[] zip64End(long size) {
        return record(56 + 20)
                .putInt(0x06064b50)
                .putLong(56 - 12)
                .putShort((short) ZIP64_VERSION)
                .putShort((short) ZIP64_VERSION)
                .putInt(0)
                .putInt(0)
                .putLong(entries.size())
                .putLong(entries.size())
                .putLong(size)
                .putLong(end)
                .putInt(0x07064b50)
                .putInt(0)
                .putLong(end + size)
                .putInt(1)
                .array();
    }

    private static short version(boolean zip64) {
        return (short) (zip64 ? ZIP64_VERSION : STORED_VERSION);
    }

    private static ByteBuffer record(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
