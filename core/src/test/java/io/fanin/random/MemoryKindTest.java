package io.fanin.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.init.Initializers;
import io.fanin.law.Law;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The same law at the same place of the same seed gives the same bytes in every kind of memory.
class MemoryKindTest {
    private static final Shape SHAPE = Shape.of(7, 19);
    private static final long SEED = 1382657708L;

    static Stream<Arguments> lawsAndDtypes() {
        List<Law> laws =
                List.of(
                        Initializers.uniform(-0.1, 0.1),
                        Initializers.normal(0.5, 2),
                        Initializers.truncNormal(0, 0.02, -0.04, 0.04),
                        Initializers.sparse(0.3),
                        Initializers.orthogonal(),
                        Initializers.constant(3),
                        Initializers.eye());
        List<Arguments> all = new ArrayList<>();
        for (Law law : laws) {
            for (DType dtype : List.of(DType.F32, DType.F64, DType.F16, DType.BF16)) {
                boolean half = dtype == DType.F16 || dtype == DType.BF16;
                if (!half || !law.equals(Initializers.orthogonal())) {
                    all.add(Arguments.of(law, dtype));
                }
            }
        }
        return all.stream();
    }

    private static byte[] fill(MemorySegment segment, Law law, DType dtype) {
        long bytes = SHAPE.count() * dtype.bytes();
        TorchGenerator.seed(SEED).fill(Tensor.of(segment, dtype, SHAPE), law);
        return segment.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("lawsAndDtypes")
    void heapOffHeapAndMappedMemoryHoldEqualBytes(Law law, DType dtype, @TempDir Path folder)
            throws IOException {
        int bytes = (int) SHAPE.count() * dtype.bytes();
        byte[] heap = fill(MemorySegment.ofArray(new byte[bytes]), law, dtype);
        Path file = folder.resolve("weights");
        try (Arena arena = Arena.ofConfined()) {
            assertThat(fill(arena.allocate(bytes, 64), law, dtype)).isEqualTo(heap);
            try (FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE)) {
                MemorySegment mapped = channel.map(MapMode.READ_WRITE, 0, bytes, arena);
                assertThat(fill(mapped, law, dtype)).isEqualTo(heap);
                mapped.force();
            }
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(heap);
        assertThat(fill(MemorySegment.ofArray(new long[bytes]), law, dtype)).isEqualTo(heap);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("lawsAndDtypes")
    void memoryThatIsNotAlignedHoldsEqualBytesAndNoNeighbourIsWritten(Law law, DType dtype) {
        int bytes = (int) SHAPE.count() * dtype.bytes();
        byte[] aligned = fill(MemorySegment.ofArray(new byte[bytes]), law, dtype);
        for (int shift : new int[] {1, 3, 7}) {
            byte[] memory = new byte[shift + bytes + 9];
            MemorySegment segment = MemorySegment.ofArray(memory);
            assertThat(fill(segment.asSlice(shift), law, dtype)).isEqualTo(aligned);
            for (int i = 0; i < shift; i++) {
                assertThat(memory[i]).isZero();
            }
            for (int i = shift + bytes; i < memory.length; i++) {
                assertThat(memory[i]).isZero();
            }
        }
    }

    @Test
    void aTransposedViewIsFilledInMemoryOrder() {
        Tensor whole = Tensor.zeros(DType.F32, SHAPE);
        Tensor transposed = Tensor.zeros(DType.F32, SHAPE).transpose(0, 1);
        TorchGenerator.seed(SEED).fill(whole, Initializers.uniform());
        TorchGenerator.seed(SEED).fill(transposed, Initializers.uniform());
        assertThat(transposed.segment().mismatch(whole.segment())).isEqualTo(-1);
    }

    @Test
    void aColumnOfAMatrixIsFilledAndItsNeighboursStay() {
        Tensor matrix = Tensor.zeros(DType.F32, Shape.of(20, 3));
        TorchGenerator generator = TorchGenerator.seed(SEED);
        generator.fill(matrix.select(1, 1), Initializers.constant(1));
        generator.fill(matrix.narrow(1, 2, 1), Initializers.constant(2));
        for (int i = 0; i < 60; i++) {
            assertThat(matrix.get(i)).isEqualTo(i % 3);
        }
    }

    @Test
    void theLow32BitsOfASeedCount() {
        byte[] minusOne = uniforms(-1);
        assertThat(uniforms(Long.parseUnsignedLong("18446744073709551615"))).isEqualTo(minusOne);
        assertThat(uniforms(0xffff_ffffL)).isEqualTo(minusOne);
        assertThat(uniforms(Long.MIN_VALUE)).isEqualTo(uniforms(0));
        assertThat(uniforms(SEED + (1L << 32))).isEqualTo(uniforms(SEED));
        assertThat(uniforms(1)).isNotEqualTo(uniforms(0));
    }

    private static byte[] uniforms(long seed) {
        Tensor tensor = Tensor.zeros(DType.F32, SHAPE);
        TorchGenerator.seed(seed).fill(tensor, Initializers.uniform());
        return tensor.segment().toArray(ValueLayout.JAVA_BYTE);
    }
}
