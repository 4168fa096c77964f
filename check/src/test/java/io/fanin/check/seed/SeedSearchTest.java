package io.fanin.check.seed;

import static io.fanin.init.Initializers.kaimingUniform;
import static io.fanin.init.Initializers.normal;
import static io.fanin.init.Initializers.orthogonal;
import static io.fanin.init.Initializers.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.init.Nonlinearity;
import io.fanin.init.TorchInit;
import io.fanin.law.Initializer;
import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedSearchTest {
    private static final long NOTEBOOK = 1382657708L;

    /// The notebook's last cell prints them.
    private static final Observed HE =
            Observed.printed(
                    """
                    tensor([[ 1.1865,  0.6319],
                            [ 0.4075, -0.7439],
                            [ 1.2187,  0.6133],
                            [ 1.6621, -0.8599]])\
                    """);

    private static SeedSearch he() {
        return SeedSearch.of(kaimingUniform(Nonlinearity.RELU), Shape.of(4, 2), DType.F32, HE);
    }

    @Test
    void theNotebooksNumbersGiveBackItsSeedAndPosition() {
        assertThat(he().seeds(NOTEBOOK - 200_000, NOTEBOOK + 200_000).run())
                .containsExactly(new Origin(NOTEBOOK, 41));
    }

    static Stream<Arguments> schemes() {
        Random random = new Random(7);
        List<Arguments> cases = new ArrayList<>();
        String[] initializers = {
            "uniform(-0.1, 0.1)",
            "uniform(2, 3)",
            "kaiming_uniform(relu)",
            "kaiming_uniform(a=2.23606797749979)",
            "xavier_uniform",
            "normal(std=0.02)",
            "normal(5, 0.5)",
            "xavier_normal",
            "kaiming_normal(relu)"
        };
        long[][] shapes = {{4, 2}, {3, 5}, {4, 4}, {5, 5}, {8, 6}};
        for (String initializer : initializers) {
            for (long[] shape : shapes) {
                for (DType dtype : new DType[] {DType.F32, DType.F64, DType.F16, DType.BF16}) {
                    cases.add(
                            Arguments.of(
                                    initializer,
                                    Shape.of(shape),
                                    dtype,
                                    random.nextLong(SeedSearch.SEEDS),
                                    random.nextInt(64)));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0} {1} {2} seed {3} position {4}")
    @MethodSource("schemes")
    void aTensorToTheBitGivesBackItsSeedAndPosition(
            String initializer, Shape shape, DType dtype, long seed, int position) {
        Initializer scheme = TorchInit.parse(initializer);
        Tensor drawn = drawn(scheme, shape, dtype, seed, position);
        assertThat(near(SeedSearch.of(scheme, shape, dtype, Observed.stored(drawn)), seed).run())
                .containsExactly(new Origin(seed, position));
    }

    @ParameterizedTest(name = "{0} {1} {2} seed {3} position {4}")
    @MethodSource("schemes")
    void fourDecimalsAreEnough(
            String initializer, Shape shape, DType dtype, long seed, int position) {
        Initializer scheme = TorchInit.parse(initializer);
        Tensor drawn = drawn(scheme, shape, dtype, seed, position);
        Observed printed = Observed.printed(printed(drawn, shape.count()));
        assertThat(near(SeedSearch.of(scheme, shape, dtype, printed), seed).run())
                .contains(new Origin(seed, position));
    }

    @ParameterizedTest
    @ValueSource(ints = {226, 227, 228, 622, 623, 624, 1300, 65_535})
    void aPositionFarIntoTheStreamIsFound(int position) {
        long seed = 99;
        Shape shape = Shape.of(4, 4);
        Observed values = Observed.stored(drawn(normal(), shape, DType.F32, seed, position));
        assertThat(
                        SeedSearch.of(normal(), shape, DType.F32, values)
                                .seeds(0, 200)
                                .positions(position, position)
                                .run())
                .containsExactly(new Origin(seed, position));
    }

    @Test
    void theFirstValuesOfATensorAreEnough() {
        Shape shape = Shape.of(1000, 10);
        Tensor drawn = drawn(normal(), shape, DType.F32, 5, 3);
        Observed first = Observed.printed(printed(drawn, 12));
        assertThat(SeedSearch.of(normal(), shape, DType.F32, first).seeds(0, 9_999).run())
                .containsExactly(new Origin(5, 3));
    }

    @Test
    void oneValueOffByADigitIsNotFound() {
        Observed wrong =
                Observed.printed("1.1865 0.6319 0.4075 -0.7439 1.2187 0.6133 1.6621 -0.8598");
        assertThat(
                        SeedSearch.of(
                                        kaimingUniform(Nonlinearity.RELU),
                                        Shape.of(4, 2),
                                        DType.F32,
                                        wrong)
                                .seeds(NOTEBOOK, NOTEBOOK)
                                .run())
                .isEmpty();
    }

    @Test
    void theLastBitOfTheLastValueCounts() {
        Shape shape = Shape.of(200);
        Tensor drawn = drawn(uniform(), shape, DType.F32, 5, 0);
        SeedSearch search = SeedSearch.of(uniform(), shape, DType.F32, Observed.stored(drawn));
        assertThat(search.seeds(0, 9).run()).containsExactly(new Origin(5, 0));
        drawn.setBits(199, drawn.bits(199) ^ 1);
        assertThat(search.seeds(0, 9).run()).isEmpty();
    }

    /// float16 normals are rounded after each operation in 2.10, and at the end alone in 1.13.
    @Test
    void theVersionOfPyTorchCounts() {
        Shape shape = Shape.of(64);
        Tensor drawn = Tensor.zeros(DType.F16, shape);
        Position start = new Position(2, Position.NONE);
        new TorchCpu(TorchVersion.V1_13, 5).draw(normal().law(shape), drawn, start);
        SeedSearch search = SeedSearch.of(normal(), shape, DType.F16, Observed.stored(drawn));
        assertThat(search.version(TorchVersion.V1_13).seeds(0, 9).run())
                .containsExactly(new Origin(5, 2));
        assertThat(search.version(TorchVersion.V2_10).seeds(0, 9).run()).isEmpty();
    }

    @Test
    void theVectorLanesFindWhatTheScalarOnesFind() {
        Observed one = Observed.printed("0.25");
        SeedSearch search =
                SeedSearch.of(uniform(), Shape.of(3), DType.F32, one)
                        .seeds(SeedSearch.SEEDS - 1003, SeedSearch.SEEDS - 1);
        assertThat(SeedLanes.chosen()).isInstanceOf(VectorLanes.class);
        for (int position : new int[] {0, 5, 226, 230, 700}) {
            SeedSearch there = search.positions(position, position + 3);
            List<Origin> scalar = there.run(new ScalarLanes(), origin -> {}, share -> {});
            assertThat(scalar).hasSizeBetween(15, 70);
            assertThat(there.run()).isEqualTo(scalar);
        }
    }

    @Test
    void theChanceFindsAreThoseThatAreMet() {
        SeedSearch search =
                SeedSearch.of(uniform(), Shape.of(2), DType.F32, Observed.printed("0.25, 0.50"))
                        .seeds(0, 199_999)
                        .positions(0, 3);
        assertThat(search.chanceFinds()).isBetween(79.9, 80.2);
        // Poisson: beyond 80 ± 45 once in 10⁶.
        assertThat(search.run()).hasSizeBetween(35, 125);
        assertThat(he().positions(41, 41).chanceFinds()).isLessThan(1e-20);
    }

    @Test
    void progressEndsWithAll() {
        List<Double> shares = new ArrayList<>();
        List<Origin> found = new ArrayList<>();
        List<Origin> all =
                he().seeds(NOTEBOOK - 300_000, NOTEBOOK + 300_000)
                        .positions(41, 41)
                        .run(found::add, shares::add);
        assertThat(found).isEqualTo(all).hasSize(1);
        assertThat(shares).isSorted().hasSize(3).endsWith(1.0);
    }

    @Test
    void aValueOutsideTheLawIsAContradiction() {
        SeedSearch search =
                SeedSearch.of(
                        uniform(-0.1, 0.1),
                        Shape.of(2),
                        DType.F32,
                        Observed.printed("0.05 0.1865"));
        assertThat(search.contradiction())
                .contains("value 2, about 0.1865, lies outside U(-0.1, 0.1)");
        assertThat(search.run()).isEmpty();
        assertThat(he().contradiction()).isEmpty();
    }

    @Test
    void theEndsOfALawAreNoContradiction() {
        Observed ends = Observed.printed("0.1000 -0.1000");
        assertThat(SeedSearch.of(uniform(-0.1, 0.1), Shape.of(2), DType.F32, ends).contradiction())
                .isEmpty();
    }

    @Test
    void whatCantBeSearchedForIsRefused() {
        Shape shape = Shape.of(4, 4);
        Observed one = Observed.printed("0.5");
        assertThatThrownBy(() -> SeedSearch.of(orthogonal(), shape, DType.F32, one))
                .hasMessage(
                        "values of orthogonal tell no seed; those of uniform and normal"
                                + " laws do, where they are not all the same");
        assertThatThrownBy(() -> SeedSearch.of(normal(), shape, DType.F32, one))
                .hasMessage(
                        "the values tell nothing of the words that they were made of; normals need"
                                + " two values, and nine from a tensor of 16 or more");
        assertThatThrownBy(() ->
                        SeedSearch.of(uniform(), Shape.of(1), DType.F32, Observed.printed("1 2")))
                .hasMessage("a tensor of shape [1] has 1 values; got 2");
        assertThatThrownBy(() -> Observed.printed("0.5 abc"))
                .hasMessage("values must be numbers; got \"abc\" among them");
        assertThatThrownBy(() -> Observed.printed("tensor([])"))
                .hasMessage("there must be values to search for; got none");
        assertThatThrownBy(() -> he().positions(0, 65_536))
                .hasMessage("last position must be at most 65535; got 65536");
        assertThatThrownBy(() -> he().seeds(5, 4))
                .hasMessage("first seed must be at most 4; got 5");
    }

    private static SeedSearch near(SeedSearch search, long seed) {
        return search.seeds(Math.max(0, seed - 150), Math.min(SeedSearch.SEEDS - 1, seed + 150));
    }

    private static Tensor drawn(
            Initializer initializer, Shape shape, DType dtype, long seed, long position) {
        Tensor drawn = Tensor.zeros(dtype, shape);
        new TorchCpu(TorchVersion.V2_10, seed)
                .draw(initializer.law(shape), drawn, new Position(position, Position.NONE));
        return drawn;
    }

    private static String printed(Tensor tensor, long count) {
        return LongStream.range(0, count)
                .mapToObj(i -> String.format(Locale.ROOT, "%.4f", tensor.get(i)))
                .collect(Collectors.joining(" "));
    }
}
