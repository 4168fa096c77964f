package io.fanin.check.recognition;

import io.fanin.check.distribution.LawMoments;
import io.fanin.check.law.Component;
import io.fanin.check.law.LawTest;
import io.fanin.check.law.LawVerdict;
import io.fanin.check.scan.ColumnFigures;
import io.fanin.check.scan.Figures;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Whether values follow a law in every respect that can be tested: those of [LawTest], and what
/// training changes first, which tests of the law by itself hardly see: the tails, the columns'
/// deviations, and directions in which a matrix acts strongly.
///
/// @param holds whether they do
/// @param drawn the dtype that they seem to have been drawn in
/// @param fault in what they don't; empty if they do
record Goodness(boolean holds, DType drawn, String fault) {
    /// Of a tensor that follows its law, one test in a million fails.
    static final double LEVEL = 1e-6;

    /// In deviations of figures that are close to normal: 10⁻⁹.
    private static final double FAR = 6.5;

    /// Fewer values say little of tails.
    private static final int LEAST_TAILS = 256;

    /// Columns of fewer values have deviations whose spread is not known well enough.
    private static final int LEAST_COLUMN = 64;

    /// Fewer values make no spike that could be told from chance.
    private static final int LEAST_SIDE = 8;

    static Goodness of(Law law, Sample sample, LawTest tests, Tensor tensor) {
        List<DType> drawn = sample.drawn(law);
        Goodness first = of(law, drawn.getFirst(), sample, tests, tensor);
        return drawn.stream()
                .skip(1)
                .filter(_ -> !first.holds)
                .map(other -> of(law, other, sample, tests, tensor))
                .filter(Goodness::holds)
                .findFirst()
                .orElse(first);
    }

    private static Goodness of(Law law, DType drawn, Sample sample, LawTest tests, Tensor tensor) {
        Figures figures = sample.figures();
        if (sample.hasOutliers()) {
            double kurtosis = sample.moments().kurtosis();
            return new Goodness(
                    Math.abs(normalScore(kurtosis, (double) sample.count())) < FAR,
                    drawn,
                    "kurtosis " + digits(kurtosis) + " where the law has 3");
        }
        // Clipped values decide all sums.
        boolean hasSums = sample.clipped() == 0;
        String fault =
                tests.distributions()
                        .of(law, drawn, figures.dtype(), figures.count())
                        .filter(_ -> hasSums)
                        .flatMap(it -> ofFigures(it.moments(), law instanceof Normal, figures))
                        .or(() -> ofTest(tests.test(law, drawn, tensor, figures)))
                        .or(() -> hasSums ? ofMatrix(tensor, figures) : Optional.empty())
                        .orElse("");
        return new Goodness(fault.isEmpty(), drawn, fault);
    }

    private static Optional<String> ofTest(LawVerdict verdict) {
        if (verdict.pValue() >= LEVEL) {
            return Optional.empty();
        }
        Component worst = verdict.worst();
        return Optional.of(
                worst.name()
                        + " "
                        + digits(worst.found())
                        + " where the law has "
                        + digits(worst.expected()));
    }

    private static Optional<String> ofFigures(LawMoments law, boolean isNormal, Figures figures) {
        double variance = law.second();
        double kurtosis = law.fourth() / (variance * variance);
        double found = figures.moments().kurtosis();
        if (isNormal && figures.count() >= LEAST_TAILS) {
            // Half precision has a little less than 3.
            double z = normalScore(found - kurtosis + 3, (double) figures.count());
            if (Math.abs(z) > FAR) {
                return Optional.of(
                        "kurtosis " + digits(found) + " where the law has " + digits(kurtosis));
            }
        }
        if (figures.count() <= LawTest.EXACT) {
            return Optional.empty();
        }
        double squareVariance = law.fourth() - variance * variance;
        return figures.columns()
                .flatMap(columns ->
                        spread(columns, figures, squareVariance).stream().boxed().findFirst())
                .filter(z -> z > FAR)
                .map(_ -> "columns of unequal deviation");
    }

    /// The kurtosis of so many normal values as a value of the standard normal law. Source:
    /// Anscombe and Glynn 1983, "Distribution of the kurtosis statistic b₂ for normal samples",
    /// Biometrika 70.
    private static double normalScore(double kurtosis, double n) {
        double mean = 3 * (n - 1) / (n + 1);
        double variance = 24 * n * (n - 2) * (n - 3) / ((n + 1) * (n + 1) * (n + 3) * (n + 5));
        double skewness =
                6
                        * (n * n - 5 * n + 2)
                        / ((n + 7) * (n + 9))
                        * Math.sqrt(6 * (n + 3) * (n + 5) / (n * (n - 2) * (n - 3)));
        double a = 6 + 8 / skewness * (2 / skewness + Math.sqrt(1 + 4 / (skewness * skewness)));
        double x = (kurtosis - mean) / Math.sqrt(variance);
        double ratio = (1 - 2 / a) / (1 + x * Math.sqrt(2 / (a - 4)));
        return (1 - 2 / (9 * a) - Math.cbrt(ratio)) / Math.sqrt(2 / (9 * a));
    }

    /// How far the spread of the columns' deviations is from what chance makes, in deviations.
    private static OptionalDouble spread(
            ColumnFigures columns, Figures figures, double squareVariance) {
        double rows = columns.rows();
        int count = columns.columns();
        if (rows < LEAST_COLUMN || count < LEAST_COLUMN) {
            return OptionalDouble.empty();
        }
        double mean = figures.moments().mean();
        double variance = figures.moments().variance();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double center = columns.sum(i) / rows;
            double square = columns.squares(i) / rows - 2 * mean * center + mean * mean;
            double off = square - variance;
            sum += off * off * rows / squareVariance;
        }
        return OptionalDouble.of((sum - count) / Math.sqrt(2.0 * count * (1 + 6 / rows)));
    }

    private static Optional<String> ofMatrix(Tensor tensor, Figures figures) {
        long rows = figures.shape().rank() < 2 ? 1 : figures.shape().dim(0);
        long columns = figures.count() / rows;
        return Math.min(rows, columns) >= LEAST_SIDE
                        && Spike.isIn(
                                tensor, figures.moments().mean(), figures.moments().variance())
                ? Optional.of("a direction in which the matrix acts too strongly")
                : Optional.empty();
    }

    private static String digits(double value) {
        return Decimal.of(Decimal.round(value, 4));
    }
}
