package io.fanin.check.spectrum;

import static io.fanin.init.Initializers.normal;
import static io.fanin.init.Initializers.orthogonal;
import static io.fanin.init.Initializers.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fanin.check.report.Statistics.Spectrum;
import io.fanin.check.scan.Scan;
import io.fanin.law.Initializer;
import io.fanin.random.TorchGenerator;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixSpectrumTest {
    private static final Offset<Double> ROUNDING = within(1e-7);

    private static Spectrum of(Tensor tensor) {
        return MatrixSpectrum.of(tensor, Scan.of(tensor)).orElseThrow();
    }

    private static Tensor filled(Initializer initializer, DType dtype, long... dims) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(dims));
        TorchGenerator.seed(5).fill(tensor, initializer);
        return tensor;
    }

    @Test
    void aDiagonalMatrixHasItsElements() {
        assertThat(of(Tensor.of(new float[] {0, -4, 3, 0}, 2, 2)))
                .isEqualTo(new Spectrum(2, 4, 3, 16 / 12.5 - 1, false));
    }

    @Test
    void theRatioOfTheSingularValuesIsTheGoldenOne() {
        // W Wᵀ = [[2, 1], [1, 1]], whose eigenvalues are φ² and φ⁻².
        Spectrum spectrum = of(Tensor.of(new double[] {1, 1, 0, 1}, 2, 2));

        double phi = (1 + Math.sqrt(5)) / 2;
        assertThat(spectrum.largest()).isCloseTo(phi, within(1e-15));
        assertThat(spectrum.smallest()).isCloseTo(1 / phi, within(1e-15));
        assertThat(spectrum.residual()).isCloseTo(2 / 3.0, within(1e-15));
    }

    @Test
    void aRowHasItsLength() {
        assertThat(of(Tensor.of(new float[] {3, 4}, 1, 2)))
                .isEqualTo(new Spectrum(1, 5, 5, 0, false));
        assertThat(of(Tensor.of(new float[] {3, 4}, 2, 1)))
                .isEqualTo(new Spectrum(1, 5, 5, 0, false));
    }

    @Test
    void aConstantHasRankOne() {
        Tensor tensor = Tensor.zeros(DType.F32, Shape.of(30, 20, 2));
        for (int i = 0; i < 1200; i++) {
            tensor.set(i, 0.5);
        }
        Spectrum spectrum = of(tensor);

        assertThat(spectrum.rank()).isEqualTo(1);
        assertThat(spectrum.largest()).isCloseTo(0.5 * Math.sqrt(1200), ROUNDING);
        assertThat(spectrum.smallest()).isCloseTo(0, within(1e-6));
    }

    @Test
    void zerosHaveNoRank() {
        assertThat(of(Tensor.zeros(DType.F32, Shape.of(3, 4))))
                .isEqualTo(new Spectrum(0, 0, 0, 1, false));
        assertThat(of(Tensor.zeros(DType.F32, Shape.of(513, 514))))
                .isEqualTo(new Spectrum(0, 0, 0, 1, true));
    }

    @ParameterizedTest
    @CsvSource({"40, 100", "100, 40", "64, 64", "600, 700", "700, 513"})
    void orthogonalMatricesHaveEqualSingularValues(int rows, int columns) {
        Spectrum spectrum = of(filled(orthogonal(1.5), DType.F32, rows, columns));

        assertThat(spectrum.rank()).isEqualTo(Math.min(rows, columns));
        assertThat(spectrum.largest()).isCloseTo(1.5, within(1e-5));
        assertThat(spectrum.smallest()).isCloseTo(1.5, within(1e-5));
        assertThat(spectrum.residual()).isLessThan(1e-5);
        assertThat(spectrum.isEstimate()).isEqualTo(Math.min(rows, columns) > 512);
    }

    @ParameterizedTest
    @CsvSource({
        "F32, 7, 7",
        "F64, 20, 31",
        "F16, 31, 20",
        "BF16, 3, 500",
        "F32, 500, 5",
        "F64, 90, 90"
    })
    void smallMatricesAreExact(DType dtype, int rows, int columns) {
        Tensor tensor = filled(uniform(-0.2, 0.5), dtype, rows, columns);
        double[] expected = Jacobi.singularValues(tensor);
        Spectrum spectrum = of(tensor);

        assertThat(spectrum.largest()).isCloseTo(expected[expected.length - 1], ROUNDING);
        assertThat(spectrum.smallest()).isCloseTo(expected[0], ROUNDING);
        assertThat(spectrum.rank()).isEqualTo(expected.length);
    }

    @ParameterizedTest
    @CsvSource({"60, 80, false", "700, 800, true", "800, 700, true"})
    void dependentRowsLowerTheRank(int rows, int columns, boolean isEstimate) {
        Tensor tensor = product(rows, columns, 6);
        Spectrum spectrum = of(tensor);

        assertThat(spectrum.rank()).isEqualTo(6);
        assertThat(spectrum.smallest()).isLessThan(1e-6 * spectrum.largest());
        assertThat(spectrum.isEstimate()).isEqualTo(isEstimate);
    }

    private static Tensor product(int rows, int columns, int rank) {
        Tensor left = filled(normal(0, 1), DType.F64, rows, rank);
        Tensor right = filled(normal(0, 1), DType.F64, rank, columns);
        Tensor product = Tensor.zeros(DType.F64, Shape.of(rows, columns));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < rank; k++) {
                    sum += left.get(i * (long) rank + k) * right.get(k * (long) columns + j);
                }
                product.set(i * (long) columns + j, sum);
            }
        }
        return product;
    }

    @ParameterizedTest
    @CsvSource({"520, 2000", "2000, 520", "600, 600"})
    void estimatesComeNear(int rows, int columns) {
        Tensor tensor = filled(normal(0, 1), DType.F32, rows, columns);
        Spectrum exact = MatrixSpectrum.exact(Matrix.of(tensor));
        Spectrum estimate = of(tensor);

        assertThat(estimate.isEstimate()).isTrue();
        assertThat(estimate.rank()).isEqualTo(exact.rank());
        assertThat(estimate.largest()).isBetween(0.98 * exact.largest(), exact.largest());
        assertThat(estimate.smallest()).isGreaterThan(exact.smallest());
        assertThat(estimate.residual()).isBetween(0.5 * exact.residual(), exact.residual());
        if (rows != columns) {
            assertThat(estimate.smallest()).isLessThan(1.1 * exact.smallest());
        }
    }

    @Test
    void neitherStridesNorThreadsMatter() {
        Tensor tensor = filled(normal(0, 1), DType.F32, 530, 560);
        Tensor turned = Tensor.zeros(DType.F32, Shape.of(560, 530));
        turned.copy(tensor.transpose(0, 1));
        try (ForkJoinPool one = new ForkJoinPool(1)) {
            Tensor same = tensor.transpose(0, 1);
            assertThat(one.submit(() -> of(same)).join()).isEqualTo(of(turned));
        }
    }

    @Test
    void whatIsNoMatrixOfFiniteNumbersHasNone() {
        Tensor strange = Tensor.of(new float[] {1, Float.NaN, 3, 4}, 2, 2);
        for (Tensor tensor :
                new Tensor[] {
                    strange,
                    Tensor.zeros(DType.F32, Shape.of(8)),
                    Tensor.zeros(DType.F32, Shape.of()),
                    Tensor.zeros(DType.F32, Shape.of(0, 4)),
                    Tensor.zeros(DType.I64, Shape.of(2, 2))
                }) {
            assertThat(MatrixSpectrum.of(tensor, Scan.of(tensor))).isEmpty();
        }
    }

    /// One-sided Jacobi rotations: another way to the same values.
    private static final class Jacobi {
        /// Rising.
        static double[] singularValues(Tensor tensor) {
            int rows = (int) tensor.shape().dim(0);
            int columns = (int) tensor.shape().dim(1);
            Tensor wide = rows <= columns ? tensor : tensor.transpose(0, 1);
            int size = Math.min(rows, columns);
            int length = Math.max(rows, columns);
            double[][] x = new double[size][length];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < length; j++) {
                    x[i][j] = wide.get((long) i * length + j);
                }
            }
            for (int sweep = 0; sweep < 30; sweep++) {
                for (int i = 0; i < size; i++) {
                    for (int j = i + 1; j < size; j++) {
                        rotate(x[i], x[j]);
                    }
                }
            }
            return Arrays.stream(x).mapToDouble(row -> Math.sqrt(dot(row, row))).sorted().toArray();
        }

        private static void rotate(double[] a, double[] b) {
            double product = dot(a, b);
            if (product == 0) {
                return;
            }
            double zeta = (dot(b, b) - dot(a, a)) / (2 * product);
            double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
            double cosine = 1 / Math.hypot(1, tangent);
            for (int i = 0; i < a.length; i++) {
                double old = a[i];
                a[i] = cosine * (old - tangent * b[i]);
                b[i] = cosine * (tangent * old + b[i]);
            }
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }
    }
}
