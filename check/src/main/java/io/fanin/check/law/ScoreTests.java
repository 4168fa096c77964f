package io.fanin.check.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/// Tests of normal scores. Mean and deviation are tested first, all else on scores whose mean and
/// deviation are drawn anew; so what the tests say is independent, but for the outermost score,
/// which depends on the deviation where values are few.
final class ScoreTests {
    /// Sums over fewer neighbours depend on those of rows and columns.
    static final int LEAST_SERIES = 8;

    private final Scores scores;
    private final double squares;

    /// Equal to `scores` where all are equal.
    private final Scores redrawn;

    ScoreTests(Scores scores) {
        this.scores = scores;
        this.squares = scores.squares();
        this.redrawn = squares > 0 ? scores.redrawn() : scores;
    }

    /// The values, wherever they stand.
    List<Component> marginal() {
        double[] z = scores.z();
        double mean = scores.mean();
        double pValue = PValues.normal(mean * Math.sqrt(z.length));
        List<Component> found = new ArrayList<>();
        found.add(new Component("score mean", 0, mean, pValue));
        if (z.length > 1) {
            found.add(deviation("score deviation", squares, z.length - 1.0));
        }
        if (squares > 0) {
            found.add(shape());
            found.add(outermost());
        }
        return found;
    }

    private static Component deviation(String name, double squares, double freedom) {
        return new Component(
                name, 1, Math.sqrt(squares / freedom), PValues.chiSquare(squares, freedom));
    }

    private Component shape() {
        double[] p = redrawn.probabilities();
        if (p.length >= Smooth.LEAST) {
            return Smooth.of(p);
        }
        var test = KolmogorovSmirnovTest.withDefaults().test(p, DoubleUnaryOperator.identity());
        return new Component("distribution", 0, test.getStatistic(), test.getPValue());
    }

    private Component outermost() {
        double n = scores.z().length;
        double found = Arrays.stream(scores.z()).map(Math::abs).max().orElseThrow();
        double expected = -Scores.ofLower(Support.MEDIAN / n / 2);
        double beyond = PValues.normal(found);
        return new Component(
                "outermost score", expected, found, Support.extreme(beyond, beyond, n));
    }

    /// How the values depend on where they stand.
    List<Component> order() {
        int columns = scores.columns();
        int rows = scores.rows();
        if (columns < 2 || squares == 0) {
            return List.of();
        }
        double[] z = redrawn.z();
        List<Component> found = new ArrayList<>();
        if (columns >= LEAST_SERIES) {
            found.add(pairs("neighbours", z, 1, columns));
        }
        if (rows >= LEAST_SERIES) {
            found.add(pairs("rows alike", z, columns, rows));
        }
        if (rows > 1) {
            found.add(means("means of rows", z, rows, columns, columns, 1));
            found.add(means("means of columns", z, columns, rows, 1, columns));
            found.add(rowDeviations(z));
        }
        return found;
    }

    /// Given the values at even places along a dimension, those at odd places are as they were: so
    /// the sum of their products with both neighbours is normal, of a known variance.
    private static Component pairs(String name, double[] z, int stride, int size) {
        double products = 0;
        double variance = 0;
        for (int i = 0; i < z.length; i++) {
            int place = i / stride % size;
            if (place % 2 == 1) {
                double around = z[i - stride] + (place + 1 < size ? z[i + stride] : 0);
                products += z[i] * around;
                variance += around * around;
            }
        }
        int lines = z.length / size;
        double pairs = lines * (size - 1.0);
        double statistic = products / Math.sqrt(variance);
        return new Component(name, 0, products / pairs, PValues.normal(statistic));
    }

    /// The spread of the means of `count` groups of `size` values.
    private static Component means(
            String name, double[] z, int count, int size, int groupStride, int stride) {
        double center = Arrays.stream(z).sum() / z.length;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double group = 0;
            for (int j = 0; j < size; j++) {
                group += z[i * groupStride + j * stride];
            }
            double off = group / size - center;
            sum += off * off * size;
        }
        return deviation(name, sum, count - 1.0);
    }

    /// The spread of the rows' own deviations, each replaced by its normal score.
    private Component rowDeviations(double[] z) {
        int columns = scores.columns();
        double[] each = new double[scores.rows()];
        for (int row = 0; row < each.length; row++) {
            Scores one = new Scores(Arrays.copyOfRange(z, row * columns, (row + 1) * columns), 1);
            each[row] = Scores.ofSquares(one.squares(), columns - 1.0);
        }
        return deviation("deviations of rows", new Scores(each, 1).squares(), each.length - 1.0);
    }
}
