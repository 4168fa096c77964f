package io.fanin.checkpoint.zip;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.MappedFile;

/// The sizes and the place of an entry, from their short fields or, where those are full, from the
/// zip64 extra field (§4.5.3), which holds only those, in this order.
///
/// @param header where the local header begins
record Zip64Sizes(long size, long packedSize, long header) {
    private static final int ZIP64 = 1;
    private static final long FULL = 0xFFFF_FFFFL;

    static Zip64Sizes read(
            MappedFile file, long extra, int length, long size, long packedSize, long header)
            throws BadFileException {
        long end = extra + length;
        long next = end;
        long last = end;
        for (long at = extra; at <= end - 4; at += 4 + file.u16(at + 2)) {
            if (file.u16(at) == ZIP64) {
                next = at + 4;
                last = Math.min(end, next + file.u16(at + 2));
                break;
            }
        }
        long[] values = {size, packedSize, header};
        for (int i = 0; i < values.length; i++) {
            if (values[i] == FULL) {
                if (next > last - 8) {
                    throw file.bad(
                            "zip64: the extra field at byte "
                                    + extra
                                    + " lacks a number whose short field is full");
                }
                values[i] = file.i64(next);
                next += 8;
            }
        }
        return new Zip64Sizes(values[0], values[1], values[2]);
    }
}
