package io.fanin.check.scan;

import static io.fanin.init.Initializers.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fanin.random.TorchGenerator;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScanTest {
    private static Figures scan(Tensor tensor) {
        return Scan.of(tensor);
    }

    private static Tensor normals(DType dtype, double mean, long... dims) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(dims));
        TorchGenerator.seed(1).fill(tensor, normal(mean, 0.5));
        return tensor;
    }

    private static double[] values(Tensor tensor) {
        return IntStream.range(0, (int) tensor.shape().count()).mapToDouble(tensor::get).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        "F32, 1, 1",
        "F32, 7, 3",
        "F32, 5000, 2",
        "F32, 3, 9001",
        "F64, 40, 33",
        "F16, 301, 77",
        "BF16, 70, 4096",
        "BF16, 70, 4097",
        "F32, 2, 70000",
        "F32, 1300, 257",
        "F64, 1, 300000"
    })
    void figuresAreThoseOfTheDefinition(DType dtype, int rows, int columns) {
        Tensor tensor = normals(dtype, 0.1, rows, columns);
        double[] x = values(tensor);
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();

        Figures figures = scan(tensor);

        assertThat(figures.count()).isEqualTo(x.length);
        assertThat(figures.finite()).isEqualTo(x.length);
        assertThat(figures.min()).isEqualTo(Arrays.stream(x).min().orElseThrow());
        assertThat(figures.max()).isEqualTo(Arrays.stream(x).max().orElseThrow());
        assertThat(figures.moments().mean()).isCloseTo(mean, within(1e-13));
        assertThat(figures.moments().variance()).isCloseTo(variance, within(1e-13));
        assertThat(figures.moments().third()).isCloseTo(power(x, mean, 3), within(1e-9 * x.length));
        assertThat(figures.moments().fourth())
                .isCloseTo(power(x, mean, 4), within(1e-9 * x.length));
        assertThat(figures.histogram().total()).isEqualTo(x.length);
        double neighbours = 0;
        double belows = 0;
        for (int i = 0; i < x.length; i++) {
            neighbours += i % columns > 0 ? (x[i] - mean) * (x[i - 1] - mean) : 0;
            belows += i >= columns ? (x[i] - mean) * (x[i - columns] - mean) : 0;
        }
        if (columns == 1) {
            assertThat(figures.rows()).isEmpty();
            return;
        }
        assertThat(figures.neighbours().pairs()).isEqualTo(x.length - rows);
        assertThat(figures.neighbours().products(mean)).isCloseTo(neighbours, within(1e-8));
        RowFigures ofRows = figures.rows().orElseThrow();
        for (int row : new int[] {0, rows / 2, rows - 1}) {
            double[] values = Arrays.copyOfRange(x, row * columns, (row + 1) * columns);
            assertThat(ofRows.sum(row)).isCloseTo(Arrays.stream(values).sum(), within(1e-9));
            assertThat(ofRows.squares(row))
                    .isCloseTo(Arrays.stream(values).map(v -> v * v).sum(), within(1e-8));
        }
        if (columns > 1 << 15) {
            assertThat(figures.columns()).isEmpty();
            return;
        }
        assertThat(figures.belows().pairs()).isEqualTo(x.length - columns);
        assertThat(figures.belows().products(mean)).isCloseTo(belows, within(1e-8));
        ColumnFigures ofColumns = figures.columns().orElseThrow();
        double sum = IntStream.range(0, rows).mapToDouble(i -> x[i * columns + 1]).sum();
        assertThat(ofColumns.sum(1)).isCloseTo(sum, within(1e-9));
        double squares =
                IntStream.range(0, rows)
                        .mapToDouble(i -> x[(i + 1) * columns - 1])
                        .map(v -> v * v)
                        .sum();
        assertThat(ofColumns.squares(columns - 1)).isCloseTo(squares, within(1e-9));
    }

    private static double power(double[] x, double mean, int exponent) {
        return Arrays.stream(x).map(v -> Math.pow(v - mean, exponent)).sum();
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64", "F16", "BF16"})
    void whatIsSpecialIsCountedAndLeftOut(DType dtype) {
        Tensor tensor = normals(dtype, 0, 60, 100);
        tensor.set(5, Double.NaN);
        tensor.set(7, Double.POSITIVE_INFINITY);
        tensor.set(5000, Double.NEGATIVE_INFINITY);
        tensor.set(300, 0);
        tensor.set(301, -0.0);
        tensor.setBits(302, 1);

        Figures figures = scan(tensor);

        assertThat(figures.nan()).isEqualTo(1);
        assertThat(figures.infinite()).isEqualTo(2);
        assertThat(figures.finite()).isEqualTo(5997);
        assertThat(figures.histogram().total()).isEqualTo(5997);
        assertThat(figures.denormals()).isEqualTo(1);
        assertThat(figures.zeros())
                .isEqualTo(Arrays.stream(values(tensor)).filter(v -> v == 0).count());
        double[] finite = Arrays.stream(values(tensor)).filter(Double::isFinite).toArray();
        assertThat(figures.moments().mean())
                .isCloseTo(Arrays.stream(finite).average().orElseThrow(), within(1e-14));
        assertThat(figures.max()).isEqualTo(Arrays.stream(finite).max().orElseThrow());
    }

    @Test
    void zerosOfRowsAreTheirOwn() {
        Tensor tensor = normals(DType.F32, 1, 4, 1500);
        tensor.set(1500, Double.NaN);
        tensor.set(1501, 0);
        tensor.set(2999, -0.0);
        Figures figures = scan(tensor);

        RowFigures rows = figures.rows().orElseThrow();
        assertThat(IntStream.range(0, 4).map(rows::zeros)).containsExactly(0, 2, 0, 0);
        assertThat(figures.zeros()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aConstantHasNoSpread(DType dtype) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(30, 1100));
        IntStream.range(0, 33000).forEach(i -> tensor.set(i, 3));

        Figures figures = scan(tensor);

        assertThat(figures.moments()).isEqualTo(new Moments(33000, 3, 0, 0, 0));
        assertThat(figures.neighbours().products(3)).isZero();
        assertThat(figures.belows().products(3)).isZero();
    }

    @Test
    void aFarMeanCostsNoDigits() {
        Tensor tensor = normals(DType.F64, 0, 300, 1000);
        Tensor shifted = Tensor.zeros(DType.F64, tensor.shape());
        IntStream.range(0, 300_000).forEach(i -> shifted.set(i, tensor.get(i) + 0x1p20));

        Moments here = scan(tensor).moments();
        Moments there = scan(shifted).moments();

        assertThat(there.variance()).isCloseTo(here.variance(), within(1e-9));
        assertThat(there.skewness()).isCloseTo(here.skewness(), within(1e-8));
        assertThat(there.kurtosis()).isCloseTo(here.kurtosis(), within(1e-8));
    }

    private static Stream<Tensor> views() {
        Tensor tensor = normals(DType.F32, 0, 30, 14, 50);
        return Stream.of(
                tensor.transpose(0, 1),
                tensor.transpose(1, 2),
                tensor.permute(2, 1, 0),
                tensor.narrow(2, 3, 40),
                tensor.narrow(1, 2, 5),
                tensor.select(1, 3),
                tensor.select(2, 49),
                normals(DType.BF16, 0, 70, 90).transpose(0, 1),
                normals(DType.F64, 0, 7, 9000).transpose(0, 1),
                Tensor.of(tensor.segment(), DType.F32, Shape.of(40, 1, 60), 0, 5, 2));
    }

    @ParameterizedTest
    @MethodSource("views")
    void stridesDontMatter(Tensor view) {
        Tensor copy = Tensor.zeros(view.dtype(), view.shape());
        copy.copy(view);

        assertSame(scan(view), scan(copy));
    }

    private static Stream<Tensor> largeTensors() {
        return Stream.of(
                normals(DType.F32, 0, 3000, 700),
                normals(DType.BF16, 0, 700, 3001),
                normals(DType.F32, 0, 3, 700_000),
                normals(DType.F32, 0, 100, 33_000),
                normals(DType.F64, 0, 1_500_000),
                normals(DType.F16, 0, 1_100_000, 2));
    }

    @ParameterizedTest
    @MethodSource("largeTensors")
    void figuresDontDependOnTheThreads(Tensor tensor) {
        try (ForkJoinPool single = new ForkJoinPool(1);
                ForkJoinPool triple = new ForkJoinPool(3)) {
            assertSame(
                    triple.submit(() -> Scan.of(tensor)).join(),
                    single.submit(() -> Scan.of(tensor)).join());
        }
    }

    private static void assertSame(Figures actual, Figures expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void copiesHaveEqualHashes() {
        Tensor tensor = normals(DType.F32, 0, 20, 5001);
        tensor.narrow(0, 7, 1).copy(tensor.narrow(0, 3, 1));
        Figures figures = scan(tensor);
        RowFigures rows = figures.rows().orElseThrow();

        assertThat(rows.hash(7)).isEqualTo(rows.hash(3));
        assertThat(IntStream.range(0, 20).mapToLong(rows::hash).distinct().count()).isEqualTo(19);
        assertThat(scan(normals(DType.F32, 0, 20, 5001)).hash()).isNotEqualTo(figures.hash());
    }

    @Test
    void aHistogramOfHalfPrecisionIsExact() {
        Tensor tensor = normals(DType.BF16, 0, 50, 40);
        ValueHistogram histogram = scan(tensor).histogram();
        double[] sorted = Arrays.stream(values(tensor)).sorted().toArray();

        assertThat(histogram.quantile(0.5)).isEqualTo(sorted[999]);
        assertThat(histogram.lower(0)).isEqualTo(histogram.upper(0)).isEqualTo(sorted[0]);
    }

    @Test
    void theEmptyTensorHasNoFigures() {
        Figures figures = scan(Tensor.zeros(DType.F32, Shape.of(0, 4)));

        assertThat(figures.finite()).isZero();
        assertThat(figures.histogram().total()).isZero();
        assertThat(figures.rows()).isEmpty();
    }
}
