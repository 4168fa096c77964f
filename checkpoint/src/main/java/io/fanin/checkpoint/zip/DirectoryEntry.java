package io.fanin.checkpoint.zip;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.checkpoint.file.Quoted;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What the directory says of one entry (§4.3.12).
///
/// @param packedSize of the data in the archive
/// @param header where the entry's local header begins
/// @param end the byte after this record
record DirectoryEntry(
        String name,
        int flags,
        int method,
        long crc32,
        long packedSize,
        long size,
        long header,
        long end) {
    private static final int FIXED_SIZE = 46;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /// Flags of §4.4.4: encrypted, patched, strongly encrypted, directory encrypted.
    private static final int REFUSED = 1 | 1 << 5 | 1 << 6 | 1 << 13;

    /// A flag of §4.4.4: sizes and CRC-32 stand behind the data.
    private static final int DESCRIBED_BEHIND = 1 << 3;

    /// Deflate spends two bits or more on 258 bytes.
    private static final int MOST_INFLATION = 1032;

    boolean isStored() {
        return method == STORED;
    }

    boolean isDescribedBehind() {
        return (flags & DESCRIBED_BEHIND) != 0;
    }

    /// @param limit the end of the directory
    /// @param number which messages say until the name is known
    static DirectoryEntry read(MappedFile file, long at, long limit, long number)
            throws BadFileException {
        if (at > limit - FIXED_SIZE || !file.has(at, Signature.ENTRY)) {
            throw file.bad("zip directory: there is no entry " + number + " at byte " + at);
        }
        int nameLength = file.u16(at + 28);
        int extraLength = file.u16(at + 30);
        long extra = at + FIXED_SIZE + nameLength;
        long end = extra + extraLength + file.u16(at + 32);
        if (end > limit) {
            throw file.bad(
                    "zip directory: entry "
                            + number
                            + " ends at byte "
                            + end
                            + ", past the directory's end at byte "
                            + limit);
        }
        byte[] nameBytes =
                file.bytes().asSlice(at + FIXED_SIZE, nameLength).toArray(ValueLayout.JAVA_BYTE);
        Zip64Sizes sizes =
                Zip64Sizes.read(
                        file,
                        extra,
                        extraLength,
                        file.u32(at + 24),
                        file.u32(at + 20),
                        file.u32(at + 42));
        DirectoryEntry entry =
                new DirectoryEntry(
                        decode(file, nameBytes, number),
                        file.u16(at + 8),
                        file.u16(at + 10),
                        file.u32(at + 16),
                        sizes.packedSize(),
                        sizes.size(),
                        sizes.header(),
                        end);
        entry.check(file, file.u16(at + 34));
        return entry;
    }

    private static String decode(MappedFile file, byte[] name, long number)
            throws BadFileException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
        } catch (CharacterCodingException _) {
            throw file.bad("zip directory: the name of entry " + number + " is not UTF-8");
        }
    }

    private void check(MappedFile file, int disk) throws BadFileException {
        if ((flags & REFUSED) != 0) {
            throw bad(file, String.format("is encrypted or patched (flags 0x%04x)", flags));
        }
        if (method != STORED && method != DEFLATED) {
            throw bad(
                    file,
                    "compression method "
                            + method
                            + "; only stored (0) and deflated (8) entries are read");
        }
        if (disk != 0) {
            throw bad(file, "lies on disk " + disk + "; only archives in one piece are read");
        }
        if (size < 0 || packedSize < 0 || header < 0) {
            throw bad(file, "a size or offset exceeds 2^63 - 1");
        }
        if (method == STORED && size != packedSize) {
            throw bad(file, "is stored, but takes " + packedSize + " bytes for " + size);
        }
        if (method == DEFLATED && size / MOST_INFLATION > packedSize) {
            throw bad(
                    file,
                    packedSize
                            + " deflated bytes can't hold the "
                            + size
                            + " of the directory (at most "
                            + MOST_INFLATION
                            + " to 1)");
        }
    }

    BadFileException bad(MappedFile file, String defect) {
        return file.bad("entry " + Quoted.of(name) + ": " + defect);
    }
}
