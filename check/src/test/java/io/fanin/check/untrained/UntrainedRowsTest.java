package io.fanin.check.untrained;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Severity;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UntrainedRowsTest {
    private static final String NAME = "embed_tokens.weight";
    private static final int ROWS = 3000;
    private static final int COLUMNS = 128;

    private final UntrainedRows rule = new UntrainedRows();
    private final TrainedWeights weights = new TrainedWeights(1);
    private final Tensor table = weights.matrix(ROWS, COLUMNS);

    private List<Finding> look(Tensor tensor) {
        return rule.look(Subjects.of(NAME, tensor));
    }

    @Test
    void rowsThatKeepTheLawTheyBeganWithAreFound() {
        weights.noise(table, 100, 150, 0.02, new double[COLUMNS]);
        weights.noise(table, 2990, 3000, 0.02, new double[COLUMNS]);

        assertThat(look(table))
                .containsExactly(
                        new Finding(
                                Kind.UNTRAINED_ROWS,
                                Severity.INFO,
                                List.of(NAME),
                                List.of(new Rows(100, 149), new Rows(2990, 2999)),
                                "60 of 3,000 rows are still noise of deviation 0.020 around 0: they lie 0.222 ±"
                                        + " 5.3 % from it, the others 0.732, and share no direction (mean squared"
                                        + " cosine 0.98/128)",
                                "train on text that has their tokens before anything relies on them, or drop"
                                        + " the rows"));
    }

    @Test
    void rowsThatDecayedTowardsACommonPointAreFound() {
        weights.noise(table, 5, 1005, 0.01, weights.point(COLUMNS, 0.3));

        assertThat(look(table))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.rows()).containsExactly(new Rows(5, 1004));
                    assertThat(found.reason())
                            .isEqualTo(
                                    "1,000 of 3,000 rows are still noise of deviation 0.0099 around a point 0.26 from 0:"
                                            + " they lie 0.112 ± 5.8 % from it, the others 0.795, and share no direction"
                                            + " (mean squared cosine 0.99/128)");
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"F64", "BF16", "F16"})
    void rowsAreFoundInEveryDtype(DType dtype) {
        Tensor other = weights.matrix(dtype, ROWS, COLUMNS);
        weights.noise(other, 100, 150, 0.02, new double[COLUMNS]);

        assertThat(look(other))
                .singleElement()
                .extracting(Finding::rows)
                .isEqualTo(List.of(new Rows(100, 149)));
    }

    /// As many rows near a point as far from it, all of one norm: no distance is typical of both.
    @Test
    void rowsOfOneNormAndTwoKindsAreNotOneNoise() {
        double[] point = weights.point(COLUMNS, 0.05);
        for (int row = 0; row < 200; row++) {
            weights.noise(
                    table,
                    row,
                    row + 1,
                    row % 2 == 0 ? 1e-4 : 0.05,
                    row % 2 == 0 ? point : new double[COLUMNS]);
            double norm = 0;
            for (int i = 0; i < COLUMNS; i++) {
                norm += Math.pow(table.get(row * COLUMNS + i), 2);
            }
            for (int i = 0; i < COLUMNS; i++) {
                table.set(row * COLUMNS + i, table.get(row * COLUMNS + i) * 4 / Math.sqrt(norm));
            }
        }

        assertThat(look(table)).isEmpty();
    }

    @Test
    void mostOfATableMayBeUntrained() {
        weights.noise(table, 200, 3000, 0.02, new double[COLUMNS]);

        assertThat(look(table))
                .singleElement()
                .extracting(Finding::rows)
                .isEqualTo(List.of(new Rows(200, 2999)));
    }

    @Test
    void twoGroupsAreTwoFindings() {
        weights.noise(table, 0, 100, 0.02, new double[COLUMNS]);
        weights.noise(table, 500, 560, 0.001, weights.point(COLUMNS, 0.1));

        assertThat(look(table))
                .extracting(Finding::rows)
                .containsExactlyInAnyOrder(List.of(new Rows(0, 99)), List.of(new Rows(500, 559)));
    }

    @Test
    void rowsThatWereCopiedAndPerturbedAreFound() {
        double[] mean = weights.point(COLUMNS, 0.1);
        weights.noise(table, 2950, 3000, 1e-5, mean);

        assertThat(look(table))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.rows()).containsExactly(new Rows(2950, 2999));
                    assertThat(found.reason())
                            .isEqualTo(
                                    "50 of 3,000 rows are nearly equal: they lie 0.00011 from their mean, the other rows"
                                            + " 0.75");
                });
    }

    @Test
    void equalRowsAreFoundHoweverFew() {
        weights.noise(table, 7, 8, 0, weights.point(COLUMNS, 0.4));
        for (int i = 0; i < COLUMNS; i++) {
            table.set(2000L * COLUMNS + i, table.get(7L * COLUMNS + i));
        }

        assertThat(look(table))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.rows()).containsExactly(new Rows(7, 7), new Rows(2000, 2000));
                    assertThat(found.reason())
                            .isEqualTo(
                                    "2 of 3,000 rows are equal to another: training gave them nothing of their"
                                            + " own");
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTrainedTableHasNone(long seed) {
        assertThat(look(new TrainedWeights(seed).matrix(ROWS, COLUMNS))).isEmpty();
    }

    @Test
    void aRowOfZerosIsAPaddingTokens() {
        weights.noise(table, 0, 1, 0, new double[COLUMNS]);

        assertThat(look(table)).isEmpty();
    }

    @Test
    void rowsThatCrowdButShareDirectionsWereTrained() {
        Tensor crowd = new TrainedWeights(2).matrix(200, COLUMNS);
        double[] point = weights.point(COLUMNS, 2);
        for (int row = 0; row < 200; row++) {
            for (int i = 0; i < COLUMNS; i++) {
                table.set(
                        (300L + row) * COLUMNS + i,
                        point[i] + crowd.get((long) row * COLUMNS + i) / 5);
            }
        }

        assertThat(look(table)).isEmpty();
    }

    @Test
    void fifteenRowsAreTooFewToTell() {
        weights.noise(table, 0, 15, 0.02, new double[COLUMNS]);

        assertThat(look(table)).isEmpty();
    }

    @Test
    void rowsOfSixtyThreeColumnsAreTooShortToTell() {
        Tensor narrow = weights.matrix(ROWS, 63);
        weights.noise(narrow, 0, 100, 0.02, new double[63]);

        assertThat(look(narrow)).isEmpty();
    }

    @Test
    void positionsThatChangeSmoothlyWereTrained() {
        Tensor positions = new TrainedWeights(3).matrix(1024, COLUMNS);
        for (int row = 0; row < 1024; row++) {
            for (int i = 0; i < COLUMNS; i++) {
                double wave = Math.sin(row * Math.pow(1000, -i / 128.0) + i);
                positions.set((long) row * COLUMNS + i, 0.02 * wave);
            }
        }

        assertThat(look(positions)).isEmpty();
    }

    @Test
    void aTableThatIsFreshThroughoutHasNone() {
        weights.noise(table, 0, ROWS, 0.02, new double[COLUMNS]);

        assertThat(look(table)).isEmpty();
    }

    @Test
    void tablesAreEmbeddingsAndOutputLayersOverAVocabulary() {
        Tensor head = weights.matrix(5000, COLUMNS);
        weights.noise(head, 4000, 4100, 0.02, new double[COLUMNS]);
        weights.noise(table, 0, 100, 0.02, new double[COLUMNS]);

        assertThat(rule.look(Subjects.of("lm_head.weight", head))).hasSize(1);
        assertThat(rule.look(Subjects.of("fc1.weight", table))).isEmpty();
    }

    @Test
    void onlyTrainedFilesHaveThem() {
        assertThat(rule.isFor(Expectation.TRAINED)).isTrue();
        assertThat(rule.isFor(Expectation.FRESH)).isFalse();
    }
}
