package io.fanin.check.law;

import io.fanin.check.distribution.Distribution;
import io.fanin.check.distribution.LawMoments;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.ValueHistogram;
import java.util.Arrays;

/// Neyman's smooth test of a distribution's shape: the sums of Legendre polynomials of degree 3 to
/// 6 of the values' probabilities, made independent of each other.
///
/// Source: Neyman 1937, "Smooth test for goodness of fit", Skandinavisk Aktuarietidskrift 20;
/// Rayner and Best 1989, "Smooth Tests of Goodness of Fit".
final class Smooth {
    /// The least number of values whose sums have the distribution that is assumed.
    static final int LEAST = 64;

    private static final String NAME = "distribution";
    private static final int FIRST = 3;
    private static final int COUNT = 4;

    /// `Var(Σh²) − 2 · COUNT` of one value.
    private static final double EXCESS = 11.222490235562068;

    /// Where a bin has less probability, its polynomials are those of its middle.
    private static final double NARROW = 1e-6;

    /// Polynomials that are known so little from the bins, or from mean and variance alone, are
    /// left out.
    private static final double UNKNOWN = 0.05;

    private Smooth() {}

    /// Of the probabilities of at least [#LEAST] values, independent and even on `[0, 1]` if they
    /// follow their law.
    static Component of(double[] probabilities) {
        double[] sums = new double[COUNT];
        for (double p : probabilities) {
            double[] legendre = legendre(p);
            for (int j = 0; j < COUNT; j++) {
                sums[j] += scale(j) * legendre[FIRST + j];
            }
        }
        double n = probabilities.length;
        double sum = Arrays.stream(sums).map(x -> x * x / n).sum();
        double pValue = PValues.ofSum(sum, COUNT, 2 * COUNT + EXCESS / n);
        return component(sum, COUNT, pValue);
    }

    /// Of many values, by their histogram. What mean and variance say is taken out of the
    /// polynomials, so that they add to it.
    static Component of(Distribution distribution, Figures figures) {
        double n = figures.finite();
        Cells cells = Cells.of(distribution, figures.histogram());
        double[] sums = cells.sums;
        for (int j = 0; j < COUNT; j++) {
            sums[j] /= Math.sqrt(n);
        }
        LawMoments law = distribution.moments();
        double off = figures.moments().mean() - law.mean();
        double square = figures.moments().variance() + off * off - law.second();
        double slope = law.third() / law.second();
        double norm = law.fourth() - law.second() * law.second() - slope * law.third();
        double mean = Math.sqrt(n) * off / law.std();
        double spread = norm > 0 ? Math.sqrt(n) * (square - slope * off) / Math.sqrt(norm) : 0;
        double[][] covariance = cells.covariance;
        double[] onMean = new double[COUNT];
        double[] onSpread = new double[COUNT];
        for (int j = 0; j < COUNT; j++) {
            onMean[j] = cells.firsts[j] / law.std();
            onSpread[j] =
                    norm > 0 ? (cells.seconds[j] - slope * cells.firsts[j]) / Math.sqrt(norm) : 0;
            sums[j] -= onMean[j] * mean + onSpread[j] * spread;
        }
        for (int i = 0; i < COUNT; i++) {
            for (int j = 0; j < COUNT; j++) {
                covariance[i][j] -= onMean[i] * onMean[j] + onSpread[i] * onSpread[j];
            }
        }
        return whitened(sums, covariance);
    }

    /// The sum of squares of normal values of this covariance, once they are made independent.
    private static Component whitened(double[] values, double[][] covariance) {
        double sum = 0;
        int freedom = 0;
        for (int k = 0; k < COUNT; k++) {
            double pivot = covariance[k][k];
            if (pivot < UNKNOWN) {
                continue;
            }
            sum += values[k] * values[k] / pivot;
            freedom++;
            for (int i = k + 1; i < COUNT; i++) {
                double factor = covariance[i][k] / pivot;
                values[i] -= factor * values[k];
                for (int j = k + 1; j < COUNT; j++) {
                    covariance[i][j] -= factor * covariance[k][j];
                }
            }
        }
        return component(sum, freedom, freedom == 0 ? 1 : PValues.ofSum(sum, freedom, 2 * freedom));
    }

    private static Component component(double sum, int freedom, double pValue) {
        return new Component(NAME, 1, Math.sqrt(sum / Math.max(freedom, 1)), pValue);
    }

    /// What the bins of a histogram say.
    private static final class Cells {
        /// Of each polynomial over all values.
        private final double[] sums = new double[COUNT];

        /// Of the polynomials of one value, under the law.
        private final double[][] covariance = new double[COUNT][COUNT];

        /// Their covariances with the value.
        private final double[] firsts = new double[COUNT];

        /// Their covariances with its squared distance from the law's mean.
        private final double[] seconds = new double[COUNT];

        /// A polynomial's value in a bin is its mean over the bin's probabilities: so its mean over
        /// all bins is exactly 0, however wide they are.
        static Cells of(Distribution distribution, ValueHistogram histogram) {
            Cells cells = new Cells();
            LawMoments law = distribution.moments();
            double rest = 1;
            for (int bin = 0; bin < histogram.bins(); bin++) {
                double lower = Math.max(histogram.lower(bin), distribution.lower());
                double upper = Math.min(histogram.upper(bin), distribution.upper());
                double from = Math.max(distribution.atMost(lower) - distribution.atom(lower), 0);
                double to = distribution.atMost(upper);
                double weight = Math.max(to - from, 0);
                double off = (lower + upper) / 2 - law.mean();
                rest -= weight;
                cells.add(
                        weight < NARROW ? scaled((from + to) / 2) : means(from, to),
                        (double) histogram.count(bin),
                        weight,
                        off,
                        off * off - law.second());
            }
            for (int j = 0; j < COUNT; j++) {
                cells.covariance[j][j] += Math.max(rest, 0);
            }
            return cells;
        }

        private void add(double[] h, double count, double weight, double off, double square) {
            for (int j = 0; j < COUNT; j++) {
                sums[j] += count * h[j];
                firsts[j] += weight * h[j] * off;
                seconds[j] += weight * h[j] * square;
                for (int i = 0; i < COUNT; i++) {
                    covariance[i][j] += weight * h[i] * h[j];
                }
            }
        }
    }

    /// What makes the polynomials' variance 1.
    private static double scale(int j) {
        return Math.sqrt(2 * (FIRST + j) + 1);
    }

    private static double[] scaled(double p) {
        double[] legendre = legendre(p);
        double[] scaled = new double[COUNT];
        Arrays.setAll(scaled, j -> scale(j) * legendre[FIRST + j]);
        return scaled;
    }

    /// Their means over a range of probabilities, by `(2j + 1) Pⱼ = P′ⱼ₊₁ − P′ⱼ₋₁`.
    private static double[] means(double from, double to) {
        double[] low = legendre(from);
        double[] high = legendre(to);
        double[] means = new double[COUNT];
        for (int j = 0; j < COUNT; j++) {
            int degree = FIRST + j;
            double rise = high[degree + 1] - high[degree - 1] - low[degree + 1] + low[degree - 1];
            means[j] = rise / (2 * scale(j) * (to - from));
        }
        return means;
    }

    /// Legendre's polynomials of degree 0 to `FIRST + COUNT` at `2p − 1`.
    private static double[] legendre(double p) {
        double x = 2 * p - 1;
        double[] values = new double[FIRST + COUNT + 1];
        values[0] = 1;
        values[1] = x;
        for (int k = 2; k < values.length; k++) {
            values[k] = ((2 * k - 1) * x * values[k - 1] - (k - 1) * values[k - 2]) / k;
        }
        return values;
    }
}
