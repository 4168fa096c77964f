package io.fanin.checkpoint.zip;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.checkpoint.zip.ZipArchive.Extent;
import java.nio.charset.StandardCharsets;

/// The header before an entry's data (§4.3.7), which repeats the directory.
final class LocalHeader {
    private static final int FIXED_SIZE = 30;

    private LocalHeader() {}

    /// Where the entry lies, if its header agrees with the directory.
    ///
    /// @param limit where entries must end: the start of the directory
    static Extent locate(MappedFile file, DirectoryEntry entry, long limit)
            throws BadFileException {
        long at = entry.header();
        if (at > limit - FIXED_SIZE || !file.has(at, Signature.LOCAL)) {
            throw entry.bad(file, "there is no header at byte " + at);
        }
        int nameLength = file.u16(at + 26);
        int extraLength = file.u16(at + 28);
        long extra = at + FIXED_SIZE + nameLength;
        long data = extra + extraLength;
        if (data > limit || entry.packedSize() > limit - data) {
            throw entry.bad(
                    file,
                    entry.packedSize()
                            + " bytes from byte "
                            + data
                            + " on reach past byte "
                            + limit
                            + ", where the directory begins");
        }
        byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
        if (nameLength != name.length || !file.has(at + FIXED_SIZE, name)) {
            throw entry.bad(file, "has another name in its header at byte " + at);
        }
        requireEqual(file, entry, "compression method", file.u16(at + 8), entry.method());
        // Writers that don't know the sizes yet leave zeros.
        boolean later =
                entry.isDescribedBehind()
                        && file.u32(at + 14) == 0
                        && file.u32(at + 18) == 0
                        && file.u32(at + 22) == 0;
        if (!later) {
            Zip64Sizes sizes =
                    Zip64Sizes.read(
                            file, extra, extraLength, file.u32(at + 22), file.u32(at + 18), 0);
            requireEqual(file, entry, "CRC-32", file.u32(at + 14), entry.crc32());
            requireEqual(file, entry, "size", sizes.size(), entry.size());
            requireEqual(file, entry, "packed size", sizes.packedSize(), entry.packedSize());
        }
        return new Extent(entry.name(), at, data, data + entry.packedSize());
    }

    private static void requireEqual(
            MappedFile file, DirectoryEntry entry, String what, long local, long central)
            throws BadFileException {
        if (local != central) {
            throw entry.bad(
                    file,
                    what
                            + " is "
                            + Long.toUnsignedString(local)
                            + " in its header, "
                            + central
                            + " in the directory");
        }
    }
}
