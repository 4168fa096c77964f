package io.fanin.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.tensor.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for files of every format.
class CheckpointTest {
    private static final Path DATA = Path.of("../reference/data");

    @TempDir private Path folder;

    private static StoredTensor tensor(Checkpoint checkpoint, String name) {
        return Objects.requireNonNull(checkpoint.tensors().get(name));
    }

    @ParameterizedTest
    @CsvSource({
        "safetensors/types.safetensors, safetensors",
        "safetensors/sharded/model.safetensors.index.json, 'safetensors, 2 shards'",
        "safetensors/sharded, 'safetensors, 2 shards'",
        "numpy/cube.npy, .npy",
        "numpy/types-stored.npz, .npz",
        "numpy/types-deflated.npz, .npz"
    })
    void theFormatIsNamed(String file, String format) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(DATA.resolve(file))) {
            assertThat(checkpoint.format()).isEqualTo(format);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"safetensors/types.safetensors", "numpy/cube.npy", "numpy/types-stored.npz"})
    void theContentDecidesWhateverTheNameIs(String file) throws IOException {
        for (String name : new String[] {"a", "a.npz", "a.npy", "a.safetensors", "a.pt"}) {
            Path copy = folder.resolve(name);
            Files.write(copy, Files.readAllBytes(DATA.resolve(file)));
            try (Checkpoint original = Checkpoint.open(DATA.resolve(file));
                    Checkpoint renamed = Checkpoint.open(copy)) {
                assertThat(renamed.format()).isEqualTo(original.format());
            }
        }
    }

    @Test
    void anArrayIsCalledAsItsFileIs() throws IOException {
        Path file = folder.resolve("fc1.weight.npy");
        Files.write(file, Files.readAllBytes(DATA.resolve("numpy/cube.npy")));
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(checkpoint.tensors().keySet()).containsExactly("fc1.weight");
        }
    }

    @Test
    void tensorsComeInTheOrderOfTheirData() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(DATA.resolve("safetensors/sharded"))) {
            assertThat(checkpoint.tensors().keySet())
                    .containsExactly("a.weight", "c.weight", "b.weight");
        }
    }

    @Test
    void valuesAreReadInPlace() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(DATA.resolve("numpy/fortran.npy"))) {
            StoredTensor fortran = tensor(checkpoint, "fortran");
            assertThat(fortran.strides()).containsExactly(1L, 2L, 6L);
            assertThat(fortran.tensor().get(23)).isEqualTo(23);
            assertThat(fortran.tensor().get(1)).isEqualTo(1);
            assertThat(fortran.segment().isMapped()).isTrue();
        }
    }

    @Test
    void aTypeThatFaninDoesNotComputeWithHasNoValues() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(DATA.resolve("numpy/types-stored.npz"))) {
            assertThatThrownBy(() -> tensor(checkpoint, "U8").tensor())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("tensor \"U8\" holds U8 values, with which Fanin does not compute");
        }
    }

    @Test
    void theMemoryOfAClosedCheckpointIsGone() throws IOException {
        Checkpoint checkpoint = Checkpoint.open(DATA.resolve("numpy/cube.npy"));
        StoredTensor cube = tensor(checkpoint, "cube");
        checkpoint.close();
        checkpoint.close();
        assertThatThrownBy(() -> cube.tensor().get(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTensorBeyond4GiBIsReadWithoutLoadingTheFile() throws IOException {
        long count = 5L << 28; // float32, 5 GiB, of which the file system stores two blocks.
        byte[] header =
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
                        .formatted(count, 4 * count)
                        .getBytes(StandardCharsets.UTF_8);
        Path path = folder.resolve("large.safetensors");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(
                    ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(header.length)
                            .array());
            file.write(header);
            file.seek(8 + header.length + 4 * count - 4);
            file.write(new byte[] {0, 0, (byte) 0xC0, 0x3F});
        }
        try (Checkpoint checkpoint = Checkpoint.open(path)) {
            StoredTensor w = tensor(checkpoint, "w");
            assertThat(w.shape()).isEqualTo(Shape.of(count));
            assertThat(w.tensor().get(count - 1)).isEqualTo(1.5);
            assertThat(w.tensor().get(count - 2)).isZero();
        }
    }

    @Test
    void aFileOfNoFormatIsRefusedWithThoseThatAreRead() throws IOException {
        String read =
                ", as no format does that is read: .safetensors, .npy, .pt,"
                        + " .safetensors.index.json, .onnx, .npz";
        new BadFile("is empty" + read, "a.bin").assertRefused(folder);
        new BadFile("begins with 01 02" + read, "a.bin", (byte) 1, (byte) 2).assertRefused(folder);
        new BadFile("begins with 00 00 00 00 00 00 00 00" + read, "a.txt", new byte[100])
                .assertRefused(folder);
    }

    @Test
    void aMissingFileAndADeviceCannotBeRead() {
        Path missing = folder.resolve("missing.npy");
        assertThatThrownBy(() -> Checkpoint.open(missing).close())
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
        assertThatThrownBy(() -> Checkpoint.open(Path.of("/dev/null")).close())
                .isInstanceOf(FileSystemException.class)
                .hasMessage("/dev/null: it is not a regular file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "safetensors/types.safetensors",
                "safetensors/shapes.safetensors",
                "numpy/cube.npy",
                "numpy/version-2.npy",
                "numpy/types-stored.npz",
                "numpy/types-deflated.npz"
            })
    void aFileThatIsCutOffAnywhereIsRefused(String file) throws IOException {
        byte[] whole = Files.readAllBytes(DATA.resolve(file));
        Path cut = folder.resolve(Path.of(file).getFileName().toString());
        int step = 1 + whole.length / 300;
        for (int length = (whole.length - 1) % step; length < whole.length; length += step) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Checkpoint.open(cut).close())
                    .as("%d bytes", length)
                    .isInstanceOf(BadFileException.class)
                    .hasMessageStartingWith(cut + ": ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "safetensors/types.safetensors",
                "numpy/fortran.npy",
                "numpy/layouts-stored.npz",
                "numpy/layouts-deflated.npz"
            })
    void aDamagedFileIsReadOrRefused(String file) throws IOException {
        byte[] whole = Files.readAllBytes(DATA.resolve(file));
        Path damaged = folder.resolve(Path.of(file).getFileName().toString());
        Random random = new Random(20261124);
        int refused = 0;
        for (int run = 0; run < 500; run++) {
            byte[] bytes = whole.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(damaged, bytes);
            try (Checkpoint checkpoint = Checkpoint.open(damaged)) {
                for (StoredTensor tensor : checkpoint.tensors().values()) {
                    assertThat(tensor.segment().byteSize()).isEqualTo(tensor.bytes());
                    if (tensor.bytes() > 0) {
                        tensor.segment().get(ValueLayout.JAVA_BYTE, tensor.bytes() - 1);
                    }
                }
            } catch (BadFileException e) {
                refused++;
                assertThat(e.getMessage()).startsWith(damaged + ": ").doesNotContain("\n");
            }
        }
        assertThat(refused).isBetween(25, 499);
    }
}
