package io.fanin.checkpoint;

import static io.fanin.checkpoint.ZipBytes.ARRAY;
import static io.fanin.checkpoint.ZipBytes.CRC;
import static io.fanin.checkpoint.ZipBytes.DISK;
import static io.fanin.checkpoint.ZipBytes.END_COUNT;
import static io.fanin.checkpoint.ZipBytes.END_DISK;
import static io.fanin.checkpoint.ZipBytes.END_OFFSET;
import static io.fanin.checkpoint.ZipBytes.END_SIZE;
import static io.fanin.checkpoint.ZipBytes.FLAGS;
import static io.fanin.checkpoint.ZipBytes.HEADER;
import static io.fanin.checkpoint.ZipBytes.LOCAL_CRC;
import static io.fanin.checkpoint.ZipBytes.LOCAL_METHOD;
import static io.fanin.checkpoint.ZipBytes.LOCAL_NAME;
import static io.fanin.checkpoint.ZipBytes.LOCAL_NAME_LENGTH;
import static io.fanin.checkpoint.ZipBytes.LOCAL_PACKED;
import static io.fanin.checkpoint.ZipBytes.LOCAL_SIZE;
import static io.fanin.checkpoint.ZipBytes.METHOD;
import static io.fanin.checkpoint.ZipBytes.NAME;
import static io.fanin.checkpoint.ZipBytes.NAME_LENGTH;
import static io.fanin.checkpoint.ZipBytes.SIZE;
import static io.fanin.checkpoint.ZipBytes.archive;
import static io.fanin.checkpoint.ZipBytes.deflated;
import static io.fanin.checkpoint.ZipBytes.end;
import static io.fanin.checkpoint.ZipBytes.entry;
import static io.fanin.checkpoint.ZipBytes.local;
import static io.fanin.checkpoint.ZipBytes.set16;
import static io.fanin.checkpoint.ZipBytes.set32;
import static io.fanin.checkpoint.ZipBytes.stored;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One .npz file for each rule of zip archives and of .npz, which it breaks: a good archive of two
/// entries in which a field is overwritten.
class BadArchiveTest {
    @TempDir private Path folder;

    private static BadFile bad(String complaint, byte[] zip) {
        return new BadFile(complaint, "a.npz", zip);
    }

    private static BadFile badEntry(String complaint, byte[] zip) {
        return bad("entry \"b.npy\": " + complaint, zip);
    }

    static Stream<BadFile> ends() {
        byte[] zip = stored();
        return Stream.of(
                bad(
                        "begins as a zip archive, but no end of directory closes its 337"
                                + " bytes; it may be cut off",
                        Arrays.copyOf(zip, zip.length - 1)),
                bad(
                        "begins as a zip archive, but no end of directory closes its 339"
                                + " bytes; it may be cut off",
                        Arrays.copyOf(zip, zip.length + 1)),
                bad(
                        "zip directory: is disk 1 of an archive that begins on disk 0; only"
                                + " archives in one piece are read",
                        set16(stored(), end(zip) + END_DISK, 1)),
                bad(
                        "zip directory: 102 bytes can't hold 3 entries",
                        set16(stored(), end(zip) + END_COUNT, 3)),
                bad(
                        "zip directory: as many entries as it counts, 1, take 51 bytes, not"
                                + " 102",
                        set16(stored(), end(zip) + END_COUNT, 1)),
                bad(
                        "zip directory: 102 bytes can't hold 65535 entries",
                        set16(stored(), end(zip) + END_COUNT, 0xFFFF)),
                bad(
                        "zip directory: 4294967295 bytes from byte 214 on do not end at"
                                + " byte 316, where the end of directory begins",
                        set32(stored(), end(zip) + END_SIZE, 0xFFFF_FFFFL)),
                bad(
                        "zip directory: 102 bytes from byte 2147483647 on do not end at"
                                + " byte 316, where the end of directory begins",
                        set32(stored(), end(zip) + END_OFFSET, 0x7FFF_FFFF)),
                bad(
                        "zip directory: 102 bytes from byte 0 on do not end at byte 316,"
                                + " where the end of directory begins",
                        set32(stored(), end(zip) + END_OFFSET, 0)));
    }

    static Stream<BadFile> directories() {
        byte[] zip = stored();
        int second = entry(zip, 1);
        return Stream.of(
                bad("zip directory: there is no entry 1 at byte 265", set32(stored(), second, 0)),
                bad(
                        "zip directory: entry 1 ends at byte 65846, past the directory's"
                                + " end at byte 316",
                        set16(stored(), second + NAME_LENGTH, 0xFFFF)),
                bad(
                        "zip directory: the name of entry 1 is not UTF-8",
                        set16(stored(), second + NAME, 0xFFFF)),
                bad("entry \"a.npy\": stands twice in the directory", rename(stored())),
                badEntry(
                        "is encrypted or patched (flags 0x0001)",
                        set16(stored(), second + FLAGS, 1)),
                badEntry(
                        "compression method 12; only stored (0) and deflated (8) entries"
                                + " are read",
                        set16(stored(), second + METHOD, 12)),
                badEntry(
                        "lies on disk 1; only archives in one piece are read",
                        set16(stored(), second + DISK, 1)),
                badEntry(
                        "is stored, but takes 72 bytes for 71", set32(stored(), second + SIZE, 71)),
                bad(
                        "zip64: the extra field at byte 316 lacks a number whose short"
                                + " field is full",
                        set32(stored(), second + SIZE, 0xFFFF_FFFFL)),
                badEntry("there is no header at byte 1", set32(stored(), second + HEADER, 1)),
                badEntry(
                        "there is no header at byte 2147483647",
                        set32(stored(), second + HEADER, 0x7FFF_FFFF)));
    }

    /// Calls the second entry as the first one is called.
    private static byte[] rename(byte[] zip) {
        zip[local(zip, 1) + LOCAL_NAME] = 'a';
        zip[entry(zip, 1) + NAME] = 'a';
        return zip;
    }

    static Stream<BadFile> headers() {
        byte[] zip = stored();
        int second = local(zip, 1);
        return Stream.of(
                badEntry("there is no header at byte 107", set32(stored(), second, 0)),
                badEntry(
                        "has another name in its header at byte 107",
                        set16(stored(), second + LOCAL_NAME, 0x6363)),
                badEntry(
                        "72 bytes from byte 65672 on reach past byte 214, where the"
                                + " directory begins",
                        set16(stored(), second + LOCAL_NAME_LENGTH, 0xFFFF)),
                badEntry(
                        "compression method is 8 in its header, 0 in the directory",
                        set16(stored(), second + LOCAL_METHOD, 8)),
                badEntry(
                        "CRC-32 is 1 in its header, 124973280 in the directory",
                        set32(stored(), second + LOCAL_CRC, 1)),
                badEntry(
                        "size is 71 in its header, 72 in the directory",
                        set32(stored(), second + LOCAL_SIZE, 71)),
                badEntry(
                        "packed size is 71 in its header, 72 in the directory",
                        set32(stored(), second + LOCAL_PACKED, 71)),
                badEntry(
                        "begins at byte 35, within entry \"a.npy\", which takes [0, 107)",
                        overlapping()));
    }

    /// A second entry whose header is found within the first one's data.
    private static byte[] overlapping() {
        byte[] content = ARRAY.clone();
        byte[] zip = stored();
        int header = local(zip, 1);
        System.arraycopy(zip, header, content, 0, 36);
        byte[] nested = archive(ZipEntry.STORED, content, "a.npy", "b.npy");
        // The nested header has the CRC-32 of the good array, and the directory is made to agree.
        ByteBuffer bytes = ByteBuffer.wrap(nested).order(ByteOrder.LITTLE_ENDIAN);
        int second = entry(nested, 1);
        bytes.putInt(second + CRC, bytes.getInt(LOCAL_NAME + 5 + LOCAL_CRC));
        bytes.putInt(second + HEADER, LOCAL_NAME + 5);
        return nested;
    }

    static Stream<BadFile> deflatedEntries() {
        byte[] zip = deflated();
        int second = entry(zip, 1);
        return Stream.of(
                badEntry(
                        "68 deflated bytes can't hold the 2147483647 of the directory (at"
                                + " most 1032 to 1)",
                        set32(deflated(), second + SIZE, 0x7FFF_FFFF)),
                badEntry(
                        "inflates to 72 bytes; the directory says 73",
                        set32(deflated(), second + SIZE, 73)),
                badEntry("inflates to 72 bytes; the directory says 76", lying("(2,)", 4)),
                badEntry("inflates to more than the 68 bytes of the directory", lying("(0,)", -4)),
                badEntry("its deflated data is damaged: invalid block type", damaged()),
                badEntry(
                        "its content's CRC-32 is 0772f0e0, the directory says 00000001",
                        set32(deflated(), second + CRC, 1)));
    }

    /// A size that the directory and the .npy header agree on, but not the deflated data.
    private static byte[] lying(String shape, int by) {
        byte[] content =
                BadNumpyTest.file(
                        "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n");
        byte[] zip = archive(ZipEntry.DEFLATED, content, "b.npy");
        return set32(zip, entry(zip, 0) + SIZE, content.length + by);
    }

    /// Deflated data of which a byte is overwritten.
    private static byte[] damaged() {
        byte[] zip = archive(ZipEntry.DEFLATED, ARRAY, "b.npy");
        zip[LOCAL_NAME + 5] = 7; // The last block, of a type that does not exist.
        return zip;
    }

    static Stream<BadFile> npz() {
        byte[] two = BadNumpyTest.file("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }");
        return Stream.of(
                bad(
                        "entry \"a.npy\": the entry has 4 bytes after its .npy header, shape [2] of"
                                + " F32 needs 8",
                        archive(ZipEntry.STORED, two, "a.npy")),
                bad(
                        "entry \"b.txt\": is no .npy file, as all in an .npz must be",
                        archive(ZipEntry.STORED, ARRAY, "a.npy", "b.txt")),
                bad(
                        "entry \"folder/\": is no .npy file, as all in an .npz must be",
                        archive(ZipEntry.STORED, ARRAY, "a.npy", "folder/")),
                bad(
                        "is a zip archive that begins with entry \"META-INF/MANIFEST.MF\","
                                + " as no format does that is read: .safetensors, .npy, .pt,"
                                + " .safetensors.index.json, .onnx, .npz",
                        archive(ZipEntry.STORED, ARRAY, "META-INF/MANIFEST.MF")),
                bad(
                        "is a zip archive without entries, as no format does that is read:"
                                + " .safetensors, .npy, .pt, .safetensors.index.json, .onnx, .npz",
                        archive(ZipEntry.STORED, ARRAY)),
                bad(
                        "entry \"a.npy\": does not begin as .npy files do, with \\x93NUMPY"
                                + " and a version",
                        archive(ZipEntry.STORED, new byte[0], "a.npy")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"ends", "directories", "headers", "deflatedEntries", "npz"})
    void aFileThatBreaksARuleIsRefusedWithTheWholeMessage(BadFile file) throws IOException {
        file.assertRefused(folder);
    }
}
