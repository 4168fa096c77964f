package io.fanin.check.law;

import io.fanin.check.distribution.Distribution;
import io.fanin.tensor.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Values as normal scores: each is replaced by the standard normal value of the same probability.
/// If a tensor follows its law the scores are independent standard normal values, so that tests of
/// them are exact for every number of values. Where a value has a probability of its own, its score
/// is drawn at random from those that stand for it; the same values always get the same scores.
final class Scores {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
    private static final double LEAST = 1e-300;

    private final double[] z;
    private final int rows;

    /// @param z scores, row by row
    Scores(double[] z, int rows) {
        this.z = z;
        this.rows = rows;
    }

    static Scores of(Distribution distribution, double[] values, int rows) {
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(values));
        double[] z = new double[values.length];
        for (int i = 0; i < z.length; i++) {
            double x = values[i];
            double atom = distribution.atom(x);
            double part = random.nextDouble() * atom;
            double atMost = distribution.atMost(x);
            z[i] =
                    atMost <= 0.5
                            ? ofLower(atMost - part)
                            : -ofLower(distribution.atLeast(x) - atom + part);
        }
        return new Scores(z, rows);
    }

    /// Those of a tensor's first values.
    ///
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

    /// The score that a standard normal value lies below with this probability.
    static double ofLower(double probability) {
        return STANDARD.inverseCumulativeProbability(Math.max(probability, LEAST));
    }

    /// The score of a sum of squares of `freedom` independent scores.
    static double ofSquares(double sum, double freedom) {
        var law = ChiSquaredDistribution.of(freedom);
        double lower = law.cumulativeProbability(sum);
        return lower <= 0.5 ? ofLower(lower) : -ofLower(law.survivalProbability(sum));
    }

    double[] z() {
        return z;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return z.length / rows;
    }

    double mean() {
        return Arrays.stream(z).sum() / z.length;
    }

    /// The sum of squared distances from the mean.
    double squares() {
        double mean = mean();
        return Arrays.stream(z).map(x -> (x - mean) * (x - mean)).sum();
    }

    /// The probabilities that the scores stand for.
    double[] probabilities() {
        return Arrays.stream(z).map(STANDARD::cumulativeProbability).toArray();
    }

    /// The same scores with another mean and another deviation, drawn at random: what tests of
    /// these say is independent of what mean and deviation were.
    ///
    /// Source: Durbin 1961, "Some methods of constructing exact tests", Biometrika 48.
    Scores redrawn() {
        SplittableRandom random = new SplittableRandom(Arrays.hashCode(z) * 31L);
        double n = z.length;
        double sum =
                ChiSquaredDistribution.of(n - 1)
                        .inverseCumulativeProbability(random.nextDouble(0x1p-53, 1));
        double mean = ofLower(random.nextDouble()) / Math.sqrt(n);
        double center = mean();
        double factor = Math.sqrt(sum / squares());
        return new Scores(Arrays.stream(z).map(x -> mean + factor * (x - center)).toArray(), rows);
    }
}
