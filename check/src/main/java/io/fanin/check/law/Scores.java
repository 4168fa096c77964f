package io.fanin.check.law;

import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;

/// Tests by the values' normal scores: each value is replaced by the standard normal value of the
/// same probability. If the tensor follows its law the scores are independent standard normal
/// values, so that the p-values are exact for every number of values. Where a value has a
/// probability of its own, its score is drawn at random from those that stand for it, always the
/// same way for the same place.
final class Scores {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
    private static final double LEAST = 1e-300;

    private final Distribution distribution;
    private final double[] z;
    private final double[] u;
    private final double[] values;
    private final int rows;
    private final int columns;
    private final double mean;
    private final double squares;

    private Scores(Distribution distribution, double[] values, double[] z, double[] u, int rows) {
        this.distribution = distribution;
        this.values = values;
        this.z = z;
        this.u = u;
        this.rows = rows;
        this.columns = z.length / rows;
        this.mean = Arrays.stream(z).sum() / z.length;
        this.squares = Arrays.stream(z).map(x -> (x - mean) * (x - mean)).sum();
    }

    /// @param most values that are looked at, in whole rows if there are such
    static Scores ofFirst(int most, Distribution distribution, Tensor tensor) {
        long count = tensor.shape().count();
        long columns = tensor.shape().rank() < 2 ? count : count / tensor.shape().dim(0);
        int rows = Math.toIntExact(Math.max(Math.min(most, count) / columns, 1));
        double[] values = new double[(int) Math.min(most, rows * columns)];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.get(i);
        }
        return of(distribution, values, rows);
    }

    static Scores of(Distribution distribution, double[] values, int rows) {
        double[] z = new double[values.length];
        double[] u = new double[values.length];
        for (int i = 0; i < z.length; i++) {
            double atMost = distribution.atMost(values[i]);
            double part = unit(i) * distribution.atom(values[i]);
            if (atMost <= 0.5) {
                u[i] = Math.max(atMost - part, LEAST);
                z[i] = STANDARD.inverseCumulativeProbability(u[i]);
            } else {
                double atom = distribution.atom(values[i]);
                double upper = Math.max(distribution.atLeast(values[i]) - atom + part, LEAST);
                u[i] = 1 - upper;
                z[i] = -STANDARD.inverseCumulativeProbability(upper);
            }
        }
        return new Scores(distribution, values, z, u, rows);
    }

    /// A number in (0, 1) for a place: splitmix64.
    private static double unit(long place) {
        long x = (place + 1) * 0x9e3779b97f4a7c15L;
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return ((x ^ (x >>> 31)) >>> 12) * 0x1p-52 + 0x1p-53;
    }

    /// Mean, spread and shape of the values, wherever they stand.
    List<Component> marginal() {
        int n = z.length;
        List<Component> found = new ArrayList<>();
        found.add(new Component("score mean", 0, mean, PValues.normal(mean * Math.sqrt(n))));
        if (n > 1) {
            found.add(
                    new Component(
                            "score deviation",
                            1,
                            Math.sqrt(squares / (n - 1)),
                            PValues.chiSquare(squares, n - 1)));
        }
        var test = KolmogorovSmirnovTest.withDefaults().test(u, DoubleUnaryOperator.identity());
        found.add(new Component("distribution", 0, test.getStatistic(), test.getPValue()));
        double least = Arrays.stream(z).min().orElseThrow();
        double greatest = Arrays.stream(z).max().orElseThrow();
        found.add(
                new Component(
                        "least",
                        Quantiles.lower(distribution, Support.MEDIAN / n),
                        Arrays.stream(values).min().orElseThrow(),
                        extreme(-least)));
        found.add(
                new Component(
                        "greatest",
                        Quantiles.upper(distribution, Support.MEDIAN / n),
                        Arrays.stream(values).max().orElseThrow(),
                        extreme(greatest)));
        return found;
    }

    private double extreme(double score) {
        double beyond = STANDARD.survivalProbability(score);
        return Support.extreme(beyond, beyond, z.length);
    }

    /// How the values depend on where they stand.
    List<Component> order() {
        List<Component> found = new ArrayList<>();
        if (columns > 1) {
            found.add(pairs("neighbours", 1, columns));
        }
        if (columns > 1 && rows > 1) {
            found.add(pairs("rows alike", columns, rows));
            found.add(means("means of rows", rows, columns, columns, 1));
            found.add(means("means of columns", columns, rows, 1, columns));
            found.add(rowDeviations());
        }
        return found;
    }

    /// Given the values at even places along a dimension, those at odd places are as they were: so
    /// the sum of their products with both neighbours is normal, of a known variance.
    private Component pairs(String name, int stride, int size) {
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
        int pairs = z.length / size * (size - 1);
        double statistic = products / Math.sqrt(variance);
        return new Component(name, 0, products / pairs, PValues.normal(statistic));
    }

    /// The spread of the means of `count` groups of `size` values.
    private Component means(String name, int count, int size, int groupStride, int stride) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double group = 0;
            for (int j = 0; j < size; j++) {
                group += z[i * groupStride + j * stride];
            }
            double off = group / size - mean;
            sum += off * off * size;
        }
        return new Component(
                name, 1, Math.sqrt(sum / (count - 1)), PValues.chiSquare(sum, count - 1));
    }

    /// The spread of the rows' own deviations, each replaced by its normal score.
    private Component rowDeviations() {
        var law = ChiSquaredDistribution.of(columns - 1);
        double[] scores = new double[rows];
        for (int row = 0; row < rows; row++) {
            double[] x = Arrays.copyOfRange(z, row * columns, (row + 1) * columns);
            double center = Arrays.stream(x).sum() / columns;
            double square = Arrays.stream(x).map(v -> (v - center) * (v - center)).sum();
            double lower = law.cumulativeProbability(square);
            scores[row] =
                    lower < 0.5
                            ? STANDARD.inverseCumulativeProbability(Math.max(lower, LEAST))
                            : -STANDARD.inverseCumulativeProbability(
                                    Math.max(law.survivalProbability(square), LEAST));
        }
        double center = Arrays.stream(scores).sum() / rows;
        double sum = Arrays.stream(scores).map(v -> (v - center) * (v - center)).sum();
        return new Component(
                "deviations of rows",
                1,
                Math.sqrt(sum / (rows - 1)),
                PValues.chiSquare(sum, rows - 1));
    }
}
