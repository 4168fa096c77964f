package io.fanin.checkpoint;

import static io.fanin.checkpoint.ZipBytes.ARRAY;
import static io.fanin.checkpoint.ZipBytes.END_COUNT;
import static io.fanin.checkpoint.ZipBytes.END_OFFSET;
import static io.fanin.checkpoint.ZipBytes.END_SIZE;
import static io.fanin.checkpoint.ZipBytes.HEADER;
import static io.fanin.checkpoint.ZipBytes.NAME;
import static io.fanin.checkpoint.ZipBytes.PACKED;
import static io.fanin.checkpoint.ZipBytes.SIZE;
import static io.fanin.checkpoint.ZipBytes.archive;
import static io.fanin.checkpoint.ZipBytes.end;
import static io.fanin.checkpoint.ZipBytes.entry;
import static io.fanin.checkpoint.ZipBytes.set16;
import static io.fanin.checkpoint.ZipBytes.set32;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives with zip64 records, as large ones and those of PyTorch have them.
class Zip64Test {
    /// The extra field for one entry: its kind and length, then size, packed size and header.
    private static final int EXTRA = 28;

    @TempDir private Path folder;

    /// One stored entry a.npy whose directory has a zip64 field, and a zip64 end of directory.
    ///
    /// @param full whether the short fields are full, so that those of zip64 count
    private static byte[] zip64(boolean full, long size, long count, long end64) {
        byte[] extra = new byte[EXTRA];
        set16(extra, 0, 0x7777);
        set16(extra, 2, EXTRA - 4);
        byte[] zip = archive(ZipEntry.STORED, ARRAY, extra, "a.npy");
        int entry = entry(zip, 0);
        int end = end(zip);
        if (full) {
            set32(set32(set32(zip, entry + SIZE, -1), entry + PACKED, -1), entry + HEADER, -1);
            set16(zip, entry + NAME + 5, 1);
            long header = 0;
            ByteBuffer.wrap(zip)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(entry + NAME + 5 + 4, size)
                    .putLong(entry + NAME + 5 + 12, size)
                    .putLong(entry + NAME + 5 + 20, header);
            set16(zip, end + END_COUNT, 0xFFFF);
            set32(set32(zip, end + END_SIZE, -1), end + END_OFFSET, -1);
        }
        return ByteBuffer.allocate(zip.length + 56 + 20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(zip, 0, end)
                .put(new byte[] {'P', 'K', 6, 6})
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0)
                .putLong(count)
                .putLong(count)
                .putLong(end - entry)
                .putLong(entry)
                .put(new byte[] {'P', 'K', 6, 7})
                .putInt(0)
                .putLong(end64 < 0 ? end64 : end + end64)
                .putInt(1)
                .put(zip, end, zip.length - end)
                .array();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anArchiveWithZip64RecordsIsRead(boolean full) throws IOException {
        Path file = Files.write(folder.resolve("a.npz"), zip64(full, ARRAY.length, 1, 0));
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(checkpoint.tensors().keySet()).containsExactly("a");
        }
    }

    static Stream<BadFile> bad() {
        return Stream.of(
                bad(
                        "zip64: there is no end of directory at byte 215, where byte 270 locates it",
                        zip64(true, ARRAY.length, 1, 1)),
                bad(
                        "zip64: there is no end of directory at byte 18446744073709551615, where byte 270"
                                + " locates it",
                        zip64(true, ARRAY.length, 1, -1)),
                bad(
                        "zip directory: 79 bytes can't hold 9223372036854775807 entries",
                        zip64(true, ARRAY.length, Long.MAX_VALUE, 0)),
                bad(
                        "zip directory: 79 bytes can't hold 18446744073709551615 entries",
                        zip64(true, ARRAY.length, -1, 0)),
                bad(
                        "zip directory: its number of entries is 1, but 2 in zip64",
                        zip64(false, ARRAY.length, 2, 0)),
                bad("entry \"a.npy\": a size or offset exceeds 2^63 - 1", zip64(true, -1, 1, 0)),
                bad(
                        "entry \"a.npy\": 9223372036854775807 bytes from byte 63 on reach past byte 135,"
                                + " where the directory begins",
                        zip64(true, Long.MAX_VALUE, 1, 0)));
    }

    private static BadFile bad(String complaint, byte[] zip) {
        return new BadFile(complaint, "a.npz", zip);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void aFileThatBreaksARuleIsRefusedWithTheWholeMessage(BadFile file) throws IOException {
        file.assertRefused(folder);
    }
}
