package io.fanin.checkpoint.zip;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.checkpoint.file.Quoted;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A file in a zip archive.
///
/// @param name with slashes between folders
/// @param stored whether it lies there as it is; else it is deflated
/// @param raw the bytes as they lie in the archive
/// @param size of the content in bytes
/// @param crc32 of the content
public record ArchiveEntry(
        MappedFile file, String name, boolean stored, MemorySegment raw, long size, long crc32) {
    /// Pieces in which memory past 2 GiB is walked through.
    private static final int PIECE = 1 << 20;

    /// The content: in place if it is stored, else inflated into memory that lives as long as the
    /// archive's. What is stored is not compared with its CRC-32, since that would read it all.
    ///
    /// @throws BadFileException if it does not inflate to its size and CRC-32
    public MemorySegment content() throws IOException {
        if (stored) {
            return raw;
        }
        MemorySegment content =
                file.allocate(size, "entry " + Quoted.of(name) + ", which is compressed");
        CRC32 crc = new CRC32();
        long done = inflate(content);
        for (long at = 0; at < done; at += PIECE) {
            crc.update(piece(content, at).asByteBuffer());
        }
        if (crc.getValue() != crc32) {
            throw bad(
                    String.format(
                            "its content's CRC-32 is %08x, the directory says %08x",
                            crc.getValue(), crc32));
        }
        return content.asReadOnly();
    }

    /// The first `most` bytes of the content, or all if it has less.
    ///
    /// @throws BadFileException if it does not inflate to so many
    public MemorySegment head(int most) throws BadFileException {
        long length = Math.min(most, size);
        if (stored) {
            return raw.asSlice(0, length);
        }
        MemorySegment head = MemorySegment.ofArray(new byte[(int) length]);
        inflate(head);
        return head;
    }

    /// The complaint about this entry.
    public BadFileException bad(String defect) {
        return file.bad("entry " + Quoted.of(name) + ": " + defect);
    }

    /// Fills `target`; where that is the whole content, the deflated stream must end with it.
    private long inflate(MemorySegment target) throws BadFileException {
        boolean whole = target.byteSize() == size;
        try (Inflater inflater = new Inflater(true)) {
            long in = 0;
            long out = 0;
            while (true) {
                if (inflater.needsInput() && in < raw.byteSize()) {
                    MemorySegment piece = piece(raw, in);
                    inflater.setInput(piece.asByteBuffer());
                    in += piece.byteSize();
                }
                // Past the end of a whole content there is room for one byte, which none may fill.
                int made =
                        out < target.byteSize()
                                ? inflater.inflate(piece(target, out).asByteBuffer())
                                : inflater.inflate(new byte[1]);
                if (made > 0 && out == target.byteSize()) {
                    throw bad("inflates to more than the " + size + " bytes of the directory");
                }
                out += made;
                if (inflater.finished() || inflater.needsDictionary()) {
                    break;
                }
                if (out == target.byteSize() && !whole) {
                    return out;
                }
                if (made == 0 && in == raw.byteSize()) {
                    break;
                }
            }
            if (!inflater.finished()) {
                throw bad("its deflated data ends after " + out + " of " + size + " bytes");
            }
            if (out != target.byteSize()) {
                throw bad("inflates to " + out + " bytes; the directory says " + size);
            }
            long rest = raw.byteSize() - inflater.getBytesRead();
            if (rest != 0) {
                throw bad("has " + rest + " bytes after its deflated data");
            }
            return out;
        } catch (DataFormatException e) {
            throw bad("its deflated data is damaged: " + e.getMessage());
        }
    }

    private static MemorySegment piece(MemorySegment segment, long at) {
        return segment.asSlice(at, Math.min(PIECE, segment.byteSize() - at));
    }
}
