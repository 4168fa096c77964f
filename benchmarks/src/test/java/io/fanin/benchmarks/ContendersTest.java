package io.fanin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is timed side by side gives the same bits.
class ContendersTest {
    private static final List<DType> DTYPES = List.of(DType.F32, DType.BF16, DType.F16);
    private static final long[] SIZES = {1, 16, 17, 1024, 100_003};

    @BeforeAll
    static void libtorchUsesItsVectorKernels() {
        // Its default kernels round otherwise.
        assertThat(Libtorch.capability()).isIn("AVX2", "AVX512");
    }

    /// A fill by two.
    record Case(FillLaw law, DType dtype, long size) {}

    static Stream<Case> fills() {
        return Arrays.stream(FillLaw.values())
                .flatMap(law ->
                        DTYPES.stream()
                                .filter(law::isTimedIn)
                                .flatMap(dtype ->
                                        LongStream.of(SIZES)
                                                .mapToObj(size -> new Case(law, dtype, size))));
    }

    @ParameterizedTest
    @MethodSource("fills")
    void faninAndLibtorchFillWithTheSameBits(Case fill) {
        assertSame(Comparison.fill(fill.law, fill.dtype, fill.size, Threads.ALL));
    }

    @Test
    void aFillOnAllThreadsHasLibtorchsBits() {
        assertSame(Comparison.fill(FillLaw.NORMAL, DType.F32, (4 << 20) + 5, Threads.ALL));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 8, 16})
    void smallKaimingFillsHaveTheSameBits(long rows) {
        assertSame(Comparison.small(rows, 2));
    }

    @ParameterizedTest
    @EnumSource(SliceBenchmark.Part.class)
    void partsOfAMatrixHaveTheBitsOfTheWhole(SliceBenchmark.Part part) {
        assertSame(Comparison.slice(FillLaw.UNIFORM, part, 256, Threads.ALL));
        assertSame(Comparison.slice(FillLaw.NORMAL, part, 256, Threads.ONE));
    }

    @Test
    void orthogonalMatricesAreTheSameUpToRounding() {
        assertSame(Comparison.orthogonal(96, Threads.ALL));
        assertSame(Comparison.orthogonalOnAnyThreads(96));
    }

    @Test
    void aDifferenceIsCounted() {
        try (var left = Libtorch.zeros(DType.F32, 40);
                var right = Libtorch.zeros(DType.F32, 40)) {
            Fill.of(Engine.MEMORY, FillLaw.UNIFORM.law(), left, Threads.ONE, 0).run();
            assertThat(Comparison.of("both", left, right).differing()).isEqualTo(40);
        }
    }

    private static void assertSame(Comparison comparison) {
        assertThat(comparison.differing()).as("%s", comparison).isZero();
    }
}
