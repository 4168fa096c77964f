package io.fanin.internal.qr;

import static io.fanin.internal.qr.Matrices.floats;
import static io.fanin.internal.qr.Matrices.transposed;
import static io.fanin.internal.qr.Matrices.widened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HouseholderTest {
    private static final ForkJoinPool POOL = new ForkJoinPool(4);
    private static final Householder VECTOR = Householder.vector(new Workers(POOL, 2));

    @AfterAll
    static void close() {
        POOL.close();
    }

    @ParameterizedTest(name = "{0} x {1}")
    @MethodSource("io.fanin.internal.qr.Matrices#shapes")
    void aWideMatrixIsTheTransposeOfATallOne(int rows, int columns) {
        float[] tall = floats(rows + 1, columns);
        float[] wide = transposed(tall, rows + 1, columns);
        VECTOR.orthonormalize(tall, rows + 1, columns);
        VECTOR.orthonormalize(wide, columns, rows + 1);
        assertThat(wide).isEqualTo(transposed(tall, rows + 1, columns));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "9, 1", "64, 64", "100, 97", "200, 133", "512, 512", "512, 100"})
    void agreesWithThePlainAlgorithmInDoublePrecision(int rows, int columns) {
        float[] floats = floats(rows, columns);
        double[] doubles = widened(floats);
        double[] expected = PlainHouseholder.factor(doubles, rows, columns);
        VECTOR.orthonormalize(floats, rows, columns);
        VECTOR.orthonormalize(doubles, rows, columns);
        assertThat(distance(widened(floats), expected)).isLessThan(1e-5);
        assertThat(distance(doubles, expected)).isLessThan(1e-13);
    }

    @Test
    void aLargeFactorIsOrthonormal() {
        int n = 2048;
        float[] matrix = floats(n, n);
        float[] factor = matrix.clone();
        VECTOR.orthonormalize(factor, n, n);
        assertThat(defect(widened(factor), n, n, 16)).isLessThan(1e-5);
        assertThat(smallestDiagonal(factor, matrix, n, n)).isPositive();
    }

    @ParameterizedTest(name = "{0} x {1}")
    @MethodSource("io.fanin.internal.qr.Matrices#shapes")
    void factorsAreOrthonormalAndTheTriangularFactorsDiagonalIsPositive(int rows, int columns) {
        float[] matrix = floats(rows, columns);
        float[] factor = matrix.clone();
        double[] doubles = widened(matrix);
        VECTOR.orthonormalize(factor, rows, columns);
        VECTOR.orthonormalize(doubles, rows, columns);
        assertThat(defect(widened(factor), rows, columns, 1)).isLessThan(2e-6);
        assertThat(defect(doubles, rows, columns, 1)).isLessThan(4e-15);
        assertThat(smallestDiagonal(factor, matrix, rows, columns)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "-3, -1", "0, 1", "1e-45, 1", "-3e38, -1"})
    void oneElementBecomesItsSign(float element, float sign) {
        float[] matrix = {element};
        VECTOR.orthonormalize(matrix, 1, 1);
        assertThat(matrix).containsExactly(sign);
    }

    @Test
    void oneColumnIsDividedByItsLength() {
        float[] column = {3, 0, -4};
        VECTOR.orthonormalize(column, 3, 1);
        assertThat(column).containsExactly(new float[] {.6f, 0, -.8f}, offset(1e-7f));
    }

    @Test
    void anEmptyMatrixStaysEmpty() {
        VECTOR.orthonormalize(new float[0], 0, 5);
        VECTOR.orthonormalize(new double[0], 5, 0);
    }

    @Test
    void aZeroMatrixBecomesTheIdentity() {
        float[] matrix = new float[200 * 100];
        VECTOR.orthonormalize(matrix, 200, 100);
        for (int i = 0; i < matrix.length; i++) {
            assertThat(matrix[i]).isEqualTo(i / 100 == i % 100 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 50})
    void zeroAndDependentColumnsGetADirectionOfTheirOwn(int every) {
        float[] matrix = floats(150, 130);
        for (int i = 0; i < 150; i++) {
            for (int j = every; j < 130; j += every + 1) {
                matrix[i * 130 + j] = j % 3 == 0 ? 0 : 2 * matrix[i * 130 + j - 1];
            }
        }
        double[] doubles = widened(matrix);
        VECTOR.orthonormalize(matrix, 150, 130);
        VECTOR.orthonormalize(doubles, 150, 130);
        assertThat(defect(widened(matrix), 150, 130, 1)).isLessThan(2e-6);
        assertThat(defect(doubles, 150, 130, 1)).isLessThan(4e-15);
    }

    /// Integers, so that no power of two rounds them.
    @Test
    void powersOfTwoChangeNoBitDownToDenormalsAndUpToTheLargest() {
        float[] plain = new float[120 * 100];
        float[] scaled = new float[120 * 100];
        Random random = new Random(5);
        for (int i = 0; i < plain.length; i++) {
            int power = new int[] {0, -149, 117, 30, -60, 5}[i % 100 % 6];
            plain[i] = random.nextInt(2001) - 1000;
            scaled[i] = Math.scalb(plain[i], power);
        }
        double[] doubles = widened(plain);
        double[] scaledDoubles = new double[plain.length];
        for (int i = 0; i < plain.length; i++) {
            int power = new int[] {0, -1074, 1013, 300, -600, 5}[i % 100 % 6];
            scaledDoubles[i] = Math.scalb(doubles[i], power);
        }
        VECTOR.orthonormalize(plain, 120, 100);
        VECTOR.orthonormalize(scaled, 120, 100);
        VECTOR.orthonormalize(doubles, 120, 100);
        VECTOR.orthonormalize(scaledDoubles, 120, 100);
        assertThat(scaled).isEqualTo(plain);
        assertThat(scaledDoubles).isEqualTo(doubles);
    }

    @Test
    void anElementFarBelowItsColumnsLargestCountsAsZero() {
        float[] matrix = {1, 1, 0, 1e-20f, 0, 1e-30f};
        VECTOR.orthonormalize(matrix, 3, 2);
        assertThat(matrix).containsExactly(1, 0, 0, 1, 0, 0);
    }

    @Test
    void anArrayOfAnotherSizeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VECTOR.orthonormalize(new float[5], 2, 3))
                .withMessage("an array of 5 elements can't hold a matrix of 2 x 3");
    }

    @ParameterizedTest
    @CsvSource({"50000, 50000", "22369618, 1", "1, 22369618", "4611686018427387904, 4"})
    void aMatrixThatIsTooLargeIsRefused(long rows, long columns) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Householder.requireSize(rows, columns))
                .withMessage(
                        "a matrix of "
                                + rows
                                + " x "
                                + columns
                                + " elements can't be orthonormalized: the limits are 2147483639"
                                + " elements, and 22369617 rows or columns");
    }

    private static double distance(double[] actual, double[] expected) {
        return IntStream.range(0, actual.length)
                .mapToDouble(i -> Math.abs(actual[i] - expected[i]))
                .max()
                .orElse(Double.NaN);
    }

    /// The largest `|QᵀQ − 1|` of every `step`-th row.
    private static double defect(double[] q, int rows, int columns, int step) {
        double worst = 0;
        for (int a = 0; a < columns; a += step) {
            double[] products = new double[columns];
            for (int i = 0; i < rows; i++) {
                double x = q[i * columns + a];
                for (int b = 0; b < columns; b++) {
                    products[b] += x * q[i * columns + b];
                }
            }
            products[a] -= 1;
            for (double product : products) {
                worst = Math.max(worst, Math.abs(product)); // NaN stays.
            }
        }
        return worst;
    }

    private static double smallestDiagonal(float[] q, float[] matrix, int rows, int columns) {
        double[] diagonal = new double[columns];
        for (int i = 0; i < rows * columns; i++) {
            diagonal[i % columns] += (double) q[i] * matrix[i];
        }
        return Arrays.stream(diagonal).min().orElse(Double.NaN);
    }
}
