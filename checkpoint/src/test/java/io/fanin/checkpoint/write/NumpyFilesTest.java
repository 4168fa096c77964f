package io.fanin.checkpoint.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.numpy.Crc32;
import io.fanin.checkpoint.numpy.ZipEncoder;
import io.fanin.law.Constant;
import io.fanin.law.Normal;
import io.fanin.law.Uniform;
import io.fanin.plan.Plan;
import io.fanin.tensor.DType;
import io.fanin.tensor.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyFilesTest {
    private static final Plan PLAN =
            Plans.seed(3)
                    .add("a.weight", DType.F32, new Normal(0, 1), 1100, 1003)
                    .add("steps", DType.I64, new Constant(5))
                    .add("half", DType.F16, new Uniform(-1, 1), 7)
                    .add("double", DType.F64, new Uniform(-1, 1), 0, 3)
                    .tie("tied", "half")
                    .plan();

    /// Files of `numpy.save` and `savez`.
    private static final Path NUMPY = Path.of("../reference/data/numpy");

    @TempDir private Path folder;

    @Test
    void anArchiveHoldsEveryName() throws IOException {
        Path file = folder.resolve("model.npz");
        Written written = CheckpointWriter.of(PLAN).write(file);
        Expected.assertHolds(file, PLAN, true);
        assertThat(written.ties()).isEmpty();
        assertThat(written.tensors()).hasSize(5);
    }

    /// Java's reader compares sizes and checksums.
    @Test
    void anArchiveIsAZipFileOfNpyFiles() throws IOException {
        Path file = folder.resolve("model.npz");
        CheckpointWriter.of(PLAN).write(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly(
                            "a.weight.npy", "steps.npy", "half.npy", "double.npy", "tied.npy");
            ZipEntry entry = zip.getEntry("a.weight.npy");
            assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
            try (InputStream stream = zip.getInputStream(entry)) {
                byte[] bytes = stream.readAllBytes();
                String head = new String(bytes, 0, 128, StandardCharsets.ISO_8859_1);
                assertThat(head)
                        .isEqualTo(
                                "\u0093NUMPY\u0001\u0000v\u0000{'descr': '<f4', 'fortran_order':"
                                        + " False, 'shape': (1100, 1003), }"
                                        + " ".repeat(52)
                                        + "\n");
                CRC32 crc = new CRC32();
                crc.update(bytes);
                assertThat(entry.getCrc()).isEqualTo(crc.getValue());
                Expected.assertSameBytes(
                        "a.weight",
                        MemorySegment.ofArray(bytes).asSlice(128),
                        Expected.whole(PLAN, "a.weight").segment());
            }
        }
    }

    @Test
    void equalContentsMakeEqualArchives() throws IOException {
        Path first = folder.resolve("first.npz");
        Path second = folder.resolve("second.npz");
        CheckpointWriter.of(PLAN).write(first);
        CheckpointWriter.of(PLAN).on(null).write(second);
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    }

    @Test
    void aNpyFileHoldsItsTensor() throws IOException {
        Plan plan = Plans.seed(3).add("a", DType.F64, new Normal(0, 1), 5).plan();
        Path file = folder.resolve("a.npy");
        CheckpointWriter.of(plan).write(file);
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(checkpoint.tensors()).hasSize(1);
            Expected.assertSameBytes(
                    "a",
                    checkpoint.tensors().firstEntry().getValue().segment(),
                    Expected.part(plan, "a", Slice.all(plan.tensor("a").shape())).segment());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "empty", "empty-within", "vector", "cube"})
    void aNpyFileIsTheOneThatNumpySaves(String name) throws IOException {
        Path numpys = NUMPY.resolve(name + ".npy");
        Path file = folder.resolve("again.npy");
        try (Checkpoint checkpoint = Checkpoint.open(numpys)) {
            CheckpointWriter.of(Revision.of(checkpoint)).write(file);
        }
        assertThat(Files.mismatch(file, numpys)).isEqualTo(-1);
    }

    @Test
    void anArchiveHoldsTheFilesOfAllTypesThatNumpySaves() throws IOException {
        Path numpys = NUMPY.resolve("types-stored.npz");
        Path file = folder.resolve("again.npz");
        try (Checkpoint checkpoint = Checkpoint.open(numpys)) {
            CheckpointWriter.of(Revision.of(checkpoint)).write(file);
        }
        assertThat(entries(file)).hasSize(14).isEqualTo(entries(numpys));
    }

    /// Each file in an archive, in hexadecimal.
    private static SequencedMap<String, String> entries(Path archive) throws IOException {
        SequencedMap<String, String> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry each : Collections.list(zip.entries())) {
                try (InputStream stream = zip.getInputStream(each)) {
                    entries.put(each.getName(), HexFormat.of().formatHex(stream.readAllBytes()));
                }
            }
        }
        return entries;
    }

    @Test
    void checksumsAreJoined() {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        for (int cut : new int[] {0, 1, 7, 64, 65_536, 99_999, 100_000}) {
            assertThat(
                            Crc32.join(
                                    crc(bytes, 0, cut),
                                    crc(bytes, cut, bytes.length),
                                    bytes.length - cut))
                    .as("cut at %d", cut)
                    .isEqualTo(crc(bytes, 0, bytes.length));
        }
    }

    private static int crc(byte[] bytes, int from, int to) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }

    /// Only the archive's records are written: the entries' bytes are a hole in the file.
    @Test
    void entriesBeyondFourGigabytesAreZip64() throws IOException {
        ZipEncoder zip = new ZipEncoder();
        zip.add("large", 5_000_000_000L);
        zip.add("behind", 3);
        int[] crcs = {7, crc(new byte[3], 0, 3)};
        Path file = folder.resolve("large.npz");
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(zip.directory(crcs)), zip.directoryPosition());
            for (int i = 0; i < 2; i++) {
                channel.write(ByteBuffer.wrap(zip.local(i, crcs[i])), zip.localPosition(i));
            }
        }
        try (ZipFile opened = new ZipFile(file.toFile())) {
            assertThat(opened.getEntry("large").getSize()).isEqualTo(5_000_000_000L);
            try (InputStream stream = opened.getInputStream(opened.getEntry("behind"))) {
                assertThat(stream.readAllBytes()).containsExactly(0, 0, 0);
            }
        }
    }
}
