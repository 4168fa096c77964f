package io.fanin.internal.qr;

import static io.fanin.internal.qr.Matrices.floats;
import static io.fanin.internal.qr.Matrices.widened;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HouseholderBitsTest {
    private static final ForkJoinPool POOL = new ForkJoinPool(4);
    private static final Map<String, Strips<float[]>> FLOATS = StripTwins.floats();
    private static final Map<String, Strips<double[]>> DOUBLES = StripTwins.doubles();
    private static final Householder SCALAR = Householder.scalar(Workers.CALLER);
    private static final Householder VECTOR = Householder.vector(new Workers(POOL, 2));

    @AfterAll
    static void close() {
        POOL.close();
    }

    @ParameterizedTest(name = "{0} x {1}")
    @MethodSource("io.fanin.internal.qr.Matrices#shapes")
    void everyTwinWidthAndNumberOfThreadsGivesTheSameFloats(int rows, int columns) {
        float[] expected = floats(rows, columns);
        SCALAR.orthonormalize(expected, rows, columns);
        FLOATS.forEach((name, twin) -> {
            for (int threads = 1; threads <= 4; threads++) {
                float[] actual = floats(rows, columns);
                new BlockedQr<>(twin, new Workers(POOL, threads), rows, columns)
                        .orthonormalize(actual, columns, 1);
                assertThat(Arrays.compare(actual, expected))
                        .as("%s, %d threads", name, threads)
                        .isZero();
            }
        });
    }

    @ParameterizedTest(name = "{0} x {1}")
    @MethodSource("io.fanin.internal.qr.Matrices#shapes")
    void everyTwinWidthAndNumberOfThreadsGivesTheSameDoubles(int rows, int columns) {
        double[] expected = widened(floats(rows, columns));
        SCALAR.orthonormalize(expected, rows, columns);
        DOUBLES.forEach((name, twin) -> {
            for (int threads = 1; threads <= 4; threads++) {
                double[] actual = widened(floats(rows, columns));
                new BlockedQr<>(twin, new Workers(POOL, threads), rows, columns)
                        .orthonormalize(actual, columns, 1);
                assertThat(Arrays.compare(actual, expected))
                        .as("%s, %d threads", name, threads)
                        .isZero();
            }
        });
    }

    /// The hashes were made with Temurin 25 on x86-64; another one is a breaking change.
    @ParameterizedTest
    @CsvSource({
        "4, 2, 5db1afbe, 3fef8dae",
        "129, 97, 282aff2, 6b8f3667",
        "289, 195, 5c885b9d, 816b2d20"
    })
    void theBitsStayAsTheyWere(int rows, int columns, String floatHash, String doubleHash) {
        float[] floats = floats(rows, columns);
        double[] doubles = widened(floats);
        VECTOR.orthonormalize(floats, rows, columns);
        VECTOR.orthonormalize(doubles, rows, columns);
        assertThat(Integer.toHexString(Arrays.hashCode(floats))).isEqualTo(floatHash);
        assertThat(Integer.toHexString(Arrays.hashCode(doubles))).isEqualTo(doubleHash);
    }
}
