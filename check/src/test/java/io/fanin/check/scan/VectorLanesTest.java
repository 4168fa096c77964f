package io.fanin.check.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The vectorized lanes against the scalar ones. Surefire runs it at each width
/// (`fanin.vector.bits`).
class VectorLanesTest {
    private static final int MOST = 3 * Lanes.LANES + 1;
    private static final Lanes SCALAR = new ScalarLanes();
    private static final Lanes VECTOR = new VectorLanes();

    private static double[] values(int count) {
        return new Random(count).doubles(count, -1, 1.5).toArray();
    }

    @Test
    void theExpectedLanesRun() {
        assertThat(Lanes.chosen()).isInstanceOf(VectorLanes.class);
    }

    @Test
    void powersAreTheSame() {
        for (int count = 0; count <= MOST; count++) {
            double[] x = values(MOST);
            double[] expected = values(4 * Lanes.LANES);
            double[] actual = expected.clone();
            SCALAR.powers(x, count, 0.3, expected);
            VECTOR.powers(x, count, 0.3, actual);
            assertThat(actual).as("%s values", count).isEqualTo(expected);
        }
    }

    @Test
    void sumsOfRowsAreTheSame() {
        for (int from = 0; from < 3; from++) {
            for (int count = 1; count <= MOST; count++) {
                double[] x = values(from + count + 1);
                double[] expected = values(3 * Lanes.LANES);
                double[] actual = expected.clone();
                SCALAR.row(x, from, count, expected);
                VECTOR.row(x, from, count, actual);
                assertThat(actual).as("%s values from %s", count, from).isEqualTo(expected);
            }
        }
    }

    @Test
    void sumsOfColumnsAreTheSame() {
        for (int rows = 1; rows <= 4; rows++) {
            for (int columns = 1; columns <= MOST; columns++) {
                double[][] expected = columns(SCALAR, rows, columns);
                double[][] actual = columns(VECTOR, rows, columns);
                assertThat(actual).as("%s rows of %s", rows, columns).isDeepEqualTo(expected);
            }
        }
    }

    private static double[][] columns(Lanes lanes, int rows, int columns) {
        double[] x = values(rows * columns);
        double[] above = values(columns + 2);
        double[] sums = values(columns + 3);
        double[] squares = values(columns + 4);
        double[] products = values(Lanes.LANES);
        lanes.columns(x, rows, columns, above, sums, squares, 2, products);
        return new double[][] {above, sums, squares, products};
    }
}
