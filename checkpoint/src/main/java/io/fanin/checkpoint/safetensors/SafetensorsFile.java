package io.fanin.checkpoint.safetensors;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.file.Contents;
import io.fanin.checkpoint.file.MappedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A safetensors file: the header's length in 8 bytes, little-endian; the header, JSON; the data.
/// The tensors take the data without gap or overlap to the file's end; they are told in the
/// header's order.
///
/// Format: github.com/huggingface/safetensors, README, and the limits of its reference
/// implementation.
public final class SafetensorsFile {
    private static final int LENGTH_SIZE = 8;
    private static final long MOST_HEADER = 100_000_000;

    private SafetensorsFile() {}

    /// Whether a file begins with a length that a header can have and a brace.
    public static boolean recognizes(MappedFile file) {
        return file.has(LENGTH_SIZE, (byte) '{')
                && file.i64(0) > 0
                && file.i64(0) <= Math.min(MOST_HEADER, file.size() - LENGTH_SIZE);
    }

    /// @throws BadFileException if the file breaks a rule
    public static Contents read(MappedFile file) throws IOException {
        if (file.size() < LENGTH_SIZE) {
            throw file.bad(
                    "its " + file.size() + " bytes do not hold the header's length, 8 bytes");
        }
        long length = file.i64(0);
        if (length < 0 || length > MOST_HEADER) {
            throw file.bad(
                    "the header's length of "
                            + Long.toUnsignedString(length)
                            + " bytes exceeds the limit of "
                            + MOST_HEADER);
        }
        long start = LENGTH_SIZE + length;
        if (start > file.size()) {
            throw file.bad(
                    "the header of "
                            + length
                            + " bytes reaches past the file's end at byte "
                            + file.size());
        }
        if (!file.has(LENGTH_SIZE, (byte) '{') || length == 0) {
            throw file.bad("the header does not begin with {");
        }
        Header header = HeaderReader.read(file, file.stream(LENGTH_SIZE, length));
        return new Contents("safetensors", place(file, header.entries(), start), header.metadata());
    }

    private static SequencedMap<String, StoredTensor> place(
            MappedFile file, List<HeaderEntry> entries, long start) throws BadFileException {
        long size = file.size() - start;
        SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
        List<HeaderEntry> placed = new ArrayList<>(entries);
        placed.sort(
                Comparator.comparingLong(HeaderEntry::begin).thenComparingLong(HeaderEntry::end));
        long end = 0;
        for (HeaderEntry entry : placed) {
            if (entry.begin() != end) {
                throw entry.bad(
                        file,
                        entry.begin() > end
                                ? "offsets "
                                        + entry.offsets()
                                        + " leave a gap: the data before ends at "
                                        + end
                                : "offsets "
                                        + entry.offsets()
                                        + " overlap the tensor before, which ends at "
                                        + end);
            }
            end = entry.end();
            if (end > size) {
                throw entry.bad(
                        file,
                        "offsets "
                                + entry.offsets()
                                + " reach past the file's end: its data are "
                                + size
                                + " bytes");
            }
        }
        if (end != size) {
            throw file.bad(
                    "the tensors end at byte "
                            + end
                            + " of the data, the file at "
                            + size
                            + "; bytes that belong to no tensor are refused");
        }
        for (HeaderEntry entry : entries) {
            tensors.put(
                    entry.name(),
                    StoredTensor.contiguous(
                            entry.name(),
                            entry.type(),
                            entry.shape(),
                            file.bytes()
                                    .asSlice(start + entry.begin(), entry.end() - entry.begin())));
        }
        return Collections.unmodifiableSequencedMap(tensors);
    }
}
