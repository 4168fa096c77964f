package io.fanin.checkpoint.write;

import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.numpy.Crc32;
import io.fanin.checkpoint.numpy.NpyHeaderEncoder;
import io.fanin.checkpoint.numpy.ZipEncoder;
import io.fanin.checkpoint.safetensors.HeaderEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.CRC32;

/// What will lie where in a file.
///
/// @param path the file's
/// @param size of the file in bytes
/// @param regions where the tensors' bytes lie
/// @param checksums whether the rest needs the CRC-32 of each region
/// @param rest gives what lies outside the regions, once the checksums are known
/// @param identity how the file begins, if that tells what made it
record FileImage(
        Path path,
        long size,
        List<Region> regions,
        boolean checksums,
        Rest rest,
        Optional<byte[]> identity) {
    /// A tensor's place in the file.
    record Region(long position, Content.Entry tensor) {}

    /// Bytes that do not come from a tensor.
    @SuppressWarnings("ArrayRecordComponent")
    record Literal(long position, byte[] bytes) {}

    /// Gives what lies outside the regions.
    @FunctionalInterface
    interface Rest {
        /// @param checksums of the regions in order, none if they were not asked for
        List<Literal> of(int[] checksums);
    }

    /// @throws IllegalArgumentException if safetensors have no such type
    static FileImage safetensors(
            Path path, List<Content.Entry> tensors, SequencedMap<String, String> metadata) {
        for (Content.Entry tensor : tensors) {
            if (tensor.type() == ElementType.C128) {
                throw new IllegalArgumentException(
                        path
                                + ": tensor \""
                                + tensor.name()
                                + "\": safetensors have no type for C128; write .npz");
            }
        }
        HeaderEncoder.Header header =
                HeaderEncoder.encode(
                        tensors.stream().map(Content.Entry::header).toList(), metadata);
        List<Region> regions = new ArrayList<>();
        for (Content.Entry tensor : tensors) {
            regions.add(new Region(header.position(tensor.name()), tensor));
        }
        List<Literal> head = List.of(new Literal(0, header.bytes()));
        return new FileImage(
                path, header.size(), regions, false, _ -> head, Optional.of(header.bytes()));
    }

    /// @throws IllegalArgumentException if NumPy has no such type
    static FileImage npy(Path path, Content.Entry tensor) {
        byte[] head = npyHead(path, tensor);
        return new FileImage(
                path,
                Math.addExact(head.length, tensor.bytes()),
                List.of(new Region(head.length, tensor)),
                false,
                _ -> List.of(new Literal(0, head)),
                Optional.empty());
    }

    /// @throws IllegalArgumentException if NumPy has no such type
    static FileImage npz(Path path, List<Content.Entry> tensors) {
        ZipEncoder zip = new ZipEncoder();
        List<Region> regions = new ArrayList<>();
        List<Literal> heads = new ArrayList<>();
        for (Content.Entry tensor : tensors) {
            byte[] head = npyHead(path, tensor);
            long begin =
                    zip.add(tensor.name() + ".npy", Math.addExact(head.length, tensor.bytes()));
            heads.add(new Literal(begin, head));
            regions.add(new Region(begin + head.length, tensor));
        }
        return new FileImage(
                path,
                zip.directoryPosition() + zip.directory(new int[tensors.size()]).length,
                regions,
                true,
                checksums -> zipRest(zip, regions, heads, checksums),
                Optional.empty());
    }

    private static List<Literal> zipRest(
            ZipEncoder zip, List<Region> regions, List<Literal> heads, int[] checksums) {
        List<Literal> rest = new ArrayList<>(heads);
        int[] crcs = new int[checksums.length];
        for (int i = 0; i < crcs.length; i++) {
            CRC32 head = new CRC32();
            head.update(heads.get(i).bytes());
            crcs[i] =
                    Crc32.join(
                            (int) head.getValue(), checksums[i], regions.get(i).tensor().bytes());
            rest.add(new Literal(zip.localPosition(i), zip.local(i, crcs[i])));
        }
        rest.add(new Literal(zip.directoryPosition(), zip.directory(crcs)));
        return rest;
    }

    private static byte[] npyHead(Path path, Content.Entry tensor) {
        if (NpyHeaderEncoder.descr(tensor.type()).isEmpty()) {
            throw new IllegalArgumentException(
                    path
                            + ": tensor \""
                            + tensor.name()
                            + "\": NumPy has no type for "
                            + tensor.type()
                            + "; write .safetensors, or store F32");
        }
        return NpyHeaderEncoder.encode(tensor.type(), tensor.shape());
    }
}
