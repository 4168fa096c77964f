package io.fanin.check.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.law.LawTest;
import io.fanin.check.report.Recognition;
import io.fanin.check.scan.Scan;
import io.fanin.init.TorchInit;
import io.fanin.model.inference.LayerGuess;
import io.fanin.random.TorchGenerator;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values as training leaves them are of no law; values that no test can tell from fresh ones are
/// fresh.
class TrainedTest {
    private static final double STD = 0.02;
    private static final LayerGuess NOTHING =
            new LayerGuess("", List.of(), Optional.empty(), Optional.empty());

    private final Recognizer recognizer = new Recognizer(new LawTest(TorchVersion.V2_10));
    private final Random random = new Random(7);

    @FunctionalInterface
    private interface Change {
        double of(double value, int row, int column);
    }

    private Recognition changed(String scheme, int rows, int columns, Change change) {
        Tensor tensor = Tensor.zeros(DType.F32, Shape.of(rows, columns));
        TorchGenerator.seed(1).fill(tensor, TorchInit.parse(scheme));
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                long at = (long) i * columns + j;
                tensor.set(at, change.of(tensor.get(at), i, j));
            }
        }
        return recognizer.of(tensor, Scan.of(tensor), NOTHING);
    }

    private static void assertUnknown(Recognition found) {
        assertThat(found.law()).isEmpty();
        assertThat(found.fresh()).isFalse();
        assertThat(found.schemes()).isEmpty();
        assertThat(found.note()).startsWith("nearest is ");
    }

    private double[] direction(int size) {
        return random.doubles(size).map(_ -> random.nextGaussian() / Math.sqrt(size)).toArray();
    }

    @ParameterizedTest
    @CsvSource({"3, 32", "5, 64", "10, 128", "30, 256"})
    void heavyTailsAreOfNoLaw(int freedom, int size) {
        assertUnknown(
                changed(
                        "normal(std=0.02)",
                        size,
                        size,
                        (value, _, _) -> {
                            double square = 0;
                            for (int k = 0; k < freedom; k++) {
                                double z = random.nextGaussian();
                                square += z * z;
                            }
                            return value / Math.sqrt(square / freedom);
                        }));
    }

    /// Its singular value is 1.5 times the largest of the fresh matrix; each value moves by less
    /// than a tenth of their deviation.
    @ParameterizedTest
    @ValueSource(ints = {48, 100, 256, 400})
    void oneStrongDirectionIsOfNoLaw(int size) {
        double[] left = direction(size);
        double[] right = direction(size);
        double strength = 1.5 * 2 * Math.sqrt(size) * STD;

        assertUnknown(
                changed(
                        "normal(std=0.02)",
                        size,
                        size,
                        (value, i, j) -> value + strength * left[i] * right[j]));
    }

    @Test
    void fewDirectionsAndNoiseAreOfNoLaw() {
        double[][] left = new double[8][];
        double[][] right = new double[8][];
        for (int k = 0; k < 8; k++) {
            left[k] = direction(200);
            right[k] = direction(300);
        }
        assertUnknown(
                changed(
                        "normal(std=0.02)",
                        200,
                        300,
                        (value, i, j) -> {
                            double sum = value;
                            for (int k = 0; k < 8; k++) {
                                sum += left[k][i] * right[k][j];
                            }
                            return sum;
                        }));
    }

    @Test
    void rowsOfUnequalNormsAreOfNoLaw() {
        assertUnknown(
                changed(
                        "normal(std=0.02)",
                        200,
                        300,
                        (value, i, _) -> value * (1 + 0.1 * Math.sin(i))));
    }

    @Test
    void columnsOfUnequalNormsAreOfNoLaw() {
        Recognition found =
                changed(
                        "normal(std=0.02)",
                        200,
                        300,
                        (value, _, j) -> value * (1 + 0.1 * Math.sin(j)));

        assertThat(found)
                .isEqualTo(
                        Recognition.unknown(
                                "nearest is N(0, 0.02²), but for columns of unequal deviation"));
    }

    @Test
    void rowsThatAreAlikeAreOfNoLaw() {
        double[] common = direction(300);

        assertUnknown(
                changed(
                        "normal(std=0.02)",
                        200,
                        300,
                        (value, _, j) -> value + 0.2 * STD * common[j] * Math.sqrt(300)));
    }

    @Test
    void uniformValuesThatMovedALittleAreOfNoLaw() {
        assertUnknown(
                changed(
                        "uniform(-0.1, 0.1)",
                        300,
                        300,
                        (value, _, _) -> value + 0.001 * random.nextGaussian()));
    }

    @Test
    void whatNoTestCanTellFromFreshIsFresh() {
        Recognition found =
                changed(
                        "normal(std=0.02)",
                        200,
                        300,
                        (value, _, _) -> value + 1e-4 * STD * random.nextGaussian());

        assertThat(found.schemes()).startsWith("normal(std=0.02)");
        assertThat(found.fresh()).isTrue();
    }

    @Test
    void decayedWeightsHaveALawButNoScheme() {
        Recognition found = changed("normal(std=0.02)", 500, 300, (value, _, _) -> 0.937 * value);

        assertThat(found.schemes()).isEmpty();
        assertThat(found.fresh()).isTrue();
    }
}
