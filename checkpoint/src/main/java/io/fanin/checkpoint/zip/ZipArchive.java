package io.fanin.checkpoint.zip;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.checkpoint.file.Quoted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A zip archive's directory, read strictly: one disk, nothing encrypted, entries that are stored
/// or deflated, lie within the file, do not overlap, and say the same in the directory as before
/// their data. With zip64. Names are nothing but names; nothing is unpacked into folders.
///
/// Format: PKWARE's APPNOTE.TXT 6.3.10; the numbers of its sections stand beside what they define.
///
/// @param entries by name, in the directory's order
public record ZipArchive(MappedFile file, SequencedMap<String, ArchiveEntry> entries) {

    /// Whether a file begins as zip archives do: with an entry, or with the end of an empty
    /// directory.
    public static boolean recognizes(MappedFile file) {
        return file.has(0, Signature.LOCAL) || file.has(0, Signature.END);
    }

    /// @throws BadFileException if the archive breaks a rule
    public static ZipArchive read(MappedFile file) throws BadFileException {
        Directory directory = Directory.find(file);
        SequencedMap<String, ArchiveEntry> entries = new LinkedHashMap<>();
        List<Extent> extents = new ArrayList<>();
        long at = directory.offset();
        for (long i = 0; i < directory.count(); i++) {
            DirectoryEntry entry = DirectoryEntry.read(file, at, directory.end(), i);
            Extent extent = LocalHeader.locate(file, entry, directory.offset());
            ArchiveEntry content =
                    new ArchiveEntry(
                            file,
                            entry.name(),
                            entry.isStored(),
                            file.bytes().asSlice(extent.data(), entry.packedSize()),
                            entry.size(),
                            entry.crc32());
            if (entries.put(entry.name(), content) != null) {
                throw content.bad("stands twice in the directory");
            }
            extents.add(extent);
            at = entry.end();
        }
        if (at != directory.end()) {
            throw file.bad(
                    "zip directory: as many entries as it counts, "
                            + directory.count()
                            + ", take "
                            + (at - directory.offset())
                            + " bytes, not "
                            + (directory.end() - directory.offset()));
        }
        requireDisjoint(file, extents);
        return new ZipArchive(file, Collections.unmodifiableSequencedMap(entries));
    }

    /// The place of an entry: from its local header to the end of its data.
    record Extent(String name, long from, long data, long to) {}

    private static void requireDisjoint(MappedFile file, List<Extent> extents)
            throws BadFileException {
        extents.sort(Comparator.comparingLong(Extent::from));
        for (int i = 1; i < extents.size(); i++) {
            Extent first = extents.get(i - 1);
            Extent second = extents.get(i);
            if (second.from() < first.to()) {
                throw file.bad(
                        "entry "
                                + Quoted.of(second.name())
                                + ": begins at byte "
                                + second.from()
                                + ", within entry "
                                + Quoted.of(first.name())
                                + ", which takes ["
                                + first.from()
                                + ", "
                                + first.to()
                                + ")");
            }
        }
    }
}
