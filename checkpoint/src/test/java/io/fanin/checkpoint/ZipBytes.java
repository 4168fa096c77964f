package io.fanin.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Zip archives for tests, and their records' fields.
final class ZipBytes {
    /// Where the fields of a local header, a directory entry and the end of directory begin.
    static final int LOCAL_METHOD = 8;

    static final int LOCAL_CRC = 14;
    static final int LOCAL_PACKED = 18;
    static final int LOCAL_SIZE = 22;
    static final int LOCAL_NAME_LENGTH = 26;
    static final int LOCAL_NAME = 30;
    static final int FLAGS = 8;
    static final int METHOD = 10;
    static final int CRC = 16;
    static final int PACKED = 20;
    static final int SIZE = 24;
    static final int NAME_LENGTH = 28;
    static final int DISK = 34;
    static final int HEADER = 42;
    static final int NAME = 46;
    static final int END_DISK = 4;
    static final int END_COUNT = 10;
    static final int END_SIZE = 12;
    static final int END_OFFSET = 16;

    /// An .npy file of 72 bytes.
    static final byte[] ARRAY =
            BadNumpyTest.file("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n");

    private ZipBytes() {}

    /// Entries a.npy and b.npy, each 72 bytes.
    static byte[] archive(int method) {
        return archive(method, ARRAY, "a.npy", "b.npy");
    }

    static byte[] archive(int method, byte[] content, String... names) {
        return archive(method, content, new byte[0], names);
    }

    static byte[] archive(int method, byte[] content, byte[] extra, String... names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CRC32 crc = new CRC32();
        crc.update(content);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                ZipEntry entry = new ZipEntry(name);
                entry.setMethod(method);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                entry.setExtra(extra);
                zip.putNextEntry(entry);
                zip.write(content);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static byte[] stored() {
        return archive(ZipEntry.STORED);
    }

    static byte[] deflated() {
        return archive(ZipEntry.DEFLATED);
    }

    /// Where the record with that number and last signature bytes begins.
    static int find(byte[] zip, int number, int third, int fourth) {
        int left = number;
        for (int i = 0; i <= zip.length - 4; i++) {
            if (zip[i] == 'P'
                    && zip[i + 1] == 'K'
                    && zip[i + 2] == third
                    && zip[i + 3] == fourth
                    && left-- == 0) {
                return i;
            }
        }
        throw new AssertionError("no record " + third + ", " + fourth);
    }

    static int local(byte[] zip, int number) {
        return find(zip, number, 3, 4);
    }

    static int entry(byte[] zip, int number) {
        return find(zip, number, 1, 2);
    }

    static int end(byte[] zip) {
        return find(zip, 0, 5, 6);
    }

    static byte[] set16(byte[] zip, int at, int value) {
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
        return zip;
    }

    static byte[] set32(byte[] zip, int at, long value) {
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(at, (int) value);
        return zip;
    }
}
