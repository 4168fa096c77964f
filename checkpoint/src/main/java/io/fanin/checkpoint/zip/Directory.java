package io.fanin.checkpoint.zip;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.MappedFile;

/// Where an archive's directory lies.
///
/// @param end the byte after it
record Directory(long count, long offset, long end) {
    private static final int END_SIZE = 22;
    private static final int LOCATOR_SIZE = 20;
    private static final int END64_SIZE = 56;
    private static final int MOST_COMMENT = 0xFFFF;

    /// The smallest entry of a directory.
    private static final int ENTRY_SIZE = 46;

    /// Reads the record at the archive's end, and the zip64 record before it if there is one.
    static Directory find(MappedFile file) throws BadFileException {
        long end = findEnd(file);
        requireOneDisk(file, file.u16(end + 4), file.u16(end + 6));
        long count = file.u16(end + 10);
        long size = file.u32(end + 12);
        long offset = file.u32(end + 16);
        long limit = end;
        long locator = end - LOCATOR_SIZE;
        if (file.has(locator, Signature.LOCATOR64)) {
            long end64 = file.i64(locator + 8);
            if (end64 < 0
                    || end64 > locator - END64_SIZE
                    || !file.has(end64, Signature.END64)
                    || file.i64(end64 + 4) != locator - end64 - 12) {
                throw file.bad(
                        "zip64: there is no end of directory at byte "
                                + Long.toUnsignedString(end64)
                                + ", where byte "
                                + locator
                                + " locates it");
            }
            requireOneDisk(file, file.u32(end64 + 16), file.u32(end64 + 20));
            count = agree(file, "number of entries", count, 0xFFFF, file.i64(end64 + 32));
            size = agree(file, "size", size, 0xFFFF_FFFFL, file.i64(end64 + 40));
            offset = agree(file, "offset", offset, 0xFFFF_FFFFL, file.i64(end64 + 48));
            limit = end64;
        }
        if (offset < 0 || size < 0 || offset > limit || size != limit - offset) {
            throw file.bad(
                    "zip directory: "
                            + Long.toUnsignedString(size)
                            + " bytes from byte "
                            + Long.toUnsignedString(offset)
                            + " on do not end at byte "
                            + limit
                            + ", where the end of directory begins");
        }
        if (count < 0 || count > size / ENTRY_SIZE) {
            throw file.bad(
                    "zip directory: "
                            + size
                            + " bytes can't hold "
                            + Long.toUnsignedString(count)
                            + " entries");
        }
        return new Directory(count, offset, limit);
    }

    private static long findEnd(MappedFile file) throws BadFileException {
        long last = file.size() - END_SIZE;
        for (long at = last; at >= 0 && at >= last - MOST_COMMENT; at--) {
            if (file.has(at, Signature.END) && file.u16(at + 20) == last - at) {
                return at;
            }
        }
        throw file.bad(
                "begins as a zip archive, but no end of directory closes its "
                        + file.size()
                        + " bytes; it may be cut off");
    }

    private static void requireOneDisk(MappedFile file, long disk, long first)
            throws BadFileException {
        if (disk != 0 || first != 0) {
            throw file.bad(
                    "zip directory: is disk "
                            + disk
                            + " of an archive that begins on disk "
                            + first
                            + "; only archives in one piece are read");
        }
    }

    /// The zip64 number, with which the short one agrees unless it is the mark of one too long.
    private static long agree(MappedFile file, String what, long number, long mark, long number64)
            throws BadFileException {
        if (number != mark && number != number64) {
            throw file.bad(
                    "zip directory: its "
                            + what
                            + " is "
                            + number
                            + ", but "
                            + Long.toUnsignedString(number64)
                            + " in zip64");
        }
        return number64;
    }
}
