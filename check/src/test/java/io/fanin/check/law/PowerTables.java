package io.fanin.check.law;

import io.fanin.check.distribution.Distribution;
import io.fanin.check.distribution.Distributions;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Uniform;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.DoublePredicate;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Prints the tables of `docs/check-power.md`: the smallest deviations that are seen with 99 %
/// probability, simulated, beside what [Power] says and what the best test of each deviation could
/// see. Takes a few minutes.
final class PowerTables {
    private static final double ALPHA = 1e-6;
    private static final double SEEN = 0.99;
    private static final int[] COUNTS = {64, 1000, 100_000, 10_000_000};
    private static final int[] RUNS = {2000, 600, 300, 100};
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    /// A deviation of data from the law that they are compared with: what is drawn, and the law
    /// that it is compared with by how far it deviates.
    @SuppressWarnings("ImmutableEnumChecker") // laws are immutable
    enum Deviation {
        WIDER_NORMAL(
                "normal, deviation too great", new Normal(0, 1), d -> new Normal(0, 1 / (1 + d))),
        NARROWER_NORMAL(
                "normal, deviation too small", new Normal(0, 1), d -> new Normal(0, 1 / (1 - d))),
        SHIFTED_NORMAL("normal, mean shifted", new Normal(0, 1), d -> new Normal(d, 1)),
        WIDER_UNIFORM(
                "uniform, deviation too great", new Uniform(-1, 1), d -> uniform(1 / (1 + d))),
        NARROWER_UNIFORM(
                "uniform, deviation too small", new Uniform(-1, 1), d -> uniform(1 / (1 - d)));

        private final String text;
        private final Law data;
        private final DoubleFunction<Law> law;

        Deviation(String text, Law data, DoubleFunction<Law> law) {
            this.text = text;
            this.data = data;
            this.law = law;
        }

        private static Law uniform(double bound) {
            return new Uniform(-bound, bound);
        }

        /// The greatest that is looked at.
        double most() {
            return this == NARROWER_NORMAL || this == NARROWER_UNIFORM ? 0.999 : 1000;
        }

        double said(Power power) {
            return switch (this) {
                case WIDER_NORMAL, WIDER_UNIFORM -> power.wider();
                case NARROWER_NORMAL, NARROWER_UNIFORM -> power.narrower();
                case SHIFTED_NORMAL -> power.mean();
            };
        }

        /// What the likelihood ratio sees, which knows the deviation's kind and direction.
        double best(int n, double level) {
            var squares = ChiSquaredDistribution.of(n);
            return switch (this) {
                case WIDER_NORMAL ->
                        Math.sqrt(
                                        squares.inverseSurvivalProbability(level)
                                                / squares.inverseCumulativeProbability(1 - SEEN))
                                - 1;
                case NARROWER_NORMAL ->
                        1
                                - Math.sqrt(
                                        squares.inverseCumulativeProbability(level)
                                                / squares.inverseSurvivalProbability(1 - SEEN));
                case SHIFTED_NORMAL ->
                        (STANDARD.inverseSurvivalProbability(level)
                                        + STANDARD.inverseCumulativeProbability(SEEN))
                                / Math.sqrt(n);
                case WIDER_UNIFORM -> Math.pow(1 - SEEN, -1.0 / n) - 1;
                case NARROWER_UNIFORM -> 1 - Math.pow(level / SEEN, 1.0 / n);
            };
        }
    }

    private PowerTables() {}

    public static void main(String[] args) {
        for (Deviation each : Deviation.values()) {
            for (int i = 0; i < COUNTS.length; i++) {
                row(each, COUNTS[i], RUNS[i]);
            }
        }
        uniformOrNormal();
    }

    private static void row(Deviation deviation, int n, int runs) {
        StringBuilder line = new StringBuilder();
        double[] levels = {ALPHA, PValues.level(ALPHA, 100)};
        double[][] least = measured(deviation, n, runs, levels);
        for (int i = 0; i < levels.length; i++) {
            line.append(
                    String.format(
                            Locale.ROOT,
                            " %s | %s | %s |",
                            percent(quantile(least[i])),
                            percent(said(deviation, n, levels[i])),
                            percent(deviation.best(n, levels[i]))));
        }
        System.out.printf(Locale.ROOT, "| %s | %,d |%s%n", deviation.text, n, line);
    }

    /// What [Power] says of a vector's test at this level.
    static double said(Deviation deviation, int n, double level) {
        Distribution distribution =
                new Distributions(Drawn.VERSION)
                        .of(deviation.data, DType.F32, DType.F32, n)
                        .orElseThrow();
        int components =
                Drawn.of(deviation.data, Shape.of(n), 1).test(deviation.data).components().size();
        return deviation.said(Power.of(distribution, n, PValues.level(level, components)));
    }

    /// The smallest deviations that are seen in some vectors of `n` values, at each level.
    static double[][] measured(Deviation deviation, int n, int runs, double... levels) {
        double[][] least = new double[levels.length][runs];
        for (int run = 0; run < runs; run++) {
            Drawn drawn = Drawn.of(deviation.data, Shape.of(n), 1000L * n + run);
            for (int i = 0; i < levels.length; i++) {
                double level = levels[i];
                least[i][run] =
                        leastSeen(
                                deviation.most(),
                                d -> drawn.test(deviation.law.apply(d)).pValue() < level);
            }
        }
        return least;
    }

    /// What 99 % of the values are at most.
    static double quantile(double[] values) {
        return Arrays.stream(values)
                .sorted()
                .skip((int) Math.ceil(SEEN * values.length) - 1)
                .findFirst()
                .orElseThrow();
    }

    private static String percent(double part) {
        return part >= 0.9995
                ? String.format(Locale.ROOT, "%.0f %%", 100 * part)
                : String.format(Locale.ROOT, "%.3g %%", 100 * part);
    }

    /// The smallest deviation that is seen in some data, to a thousandth of it.
    private static double leastSeen(double most, DoublePredicate isSeen) {
        double low = 0;
        double high = 1e-5;
        while (high < most && !isSeen.test(high)) {
            low = high;
            high = Math.min(2 * high, most);
        }
        while (high - low > 1e-3 * high) {
            double middle = (low + high) / 2;
            if (isSeen.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /// From how many values on data of one law are told from the other, of equal mean and variance.
    private static void uniformOrNormal() {
        Normal normal = new Normal(0, 1);
        Uniform uniform = new Uniform(-Math.sqrt(3), Math.sqrt(3));
        System.out.println("uniform data, normal law: " + leastCount(uniform, normal));
        System.out.println("normal data, uniform law: " + leastCount(normal, uniform));
        SplittableRandom random = new SplittableRandom(1);
        double bound = Math.sqrt(3);
        double even = Math.log(1 / (2 * bound) * Math.sqrt(2 * Math.PI));
        for (int file : new int[] {1, 100}) {
            double level = PValues.level(ALPHA, file);
            System.out.println(
                    "best, uniform data, file of "
                            + file
                            + ": "
                            + bestCount(
                                    level,
                                    () -> {
                                        double x = random.nextDouble(-bound, bound);
                                        return even + x * x / 2;
                                    }));
            System.out.println(
                    "best, normal data, file of "
                            + file
                            + ": "
                            + bestCount(
                                    level,
                                    () -> {
                                        double x = random.nextGaussian();
                                        return Math.abs(x) > bound
                                                ? Double.POSITIVE_INFINITY
                                                : -even - x * x / 2;
                                    }));
        }
    }

    private static String leastCount(Law data, Law law) {
        StringBuilder text = new StringBuilder();
        for (int file : new int[] {1, 100}) {
            double level = PValues.level(ALPHA, file);
            int n = 16;
            while (seen(data, law, n, level) < SEEN) {
                n = n + Math.max(n / 20, 1);
            }
            text.append(n).append(file == 1 ? " in a file of 1, " : " in a file of 100");
        }
        return text.toString();
    }

    private static double seen(Law data, Law law, int n, double level) {
        int runs = 1000;
        int seen = 0;
        for (int run = 0; run < runs; run++) {
            seen += Drawn.of(data, Shape.of(n), 77L * n + run).test(law).pValue() < level ? 1 : 0;
        }
        return seen / (double) runs;
    }

    /// The level of the likelihood ratio's test is a mean under the alternative: of e^−Λ where Λ is
    /// at least its 1 % quantile.
    private static int bestCount(double level, DoubleSupplier logRatio) {
        for (int n = 4; ; n++) {
            int count = n;
            double[] sums =
                    DoubleStream.generate(() -> DoubleStream.generate(logRatio).limit(count).sum())
                            .limit(4000)
                            .sorted()
                            .toArray();
            double least = sums[(int) ((1 - SEEN) * sums.length)];
            double reached =
                    DoubleStream.of(sums).filter(x -> x >= least).map(x -> Math.exp(-x)).sum()
                            / sums.length;
            if (reached <= level) {
                return n;
            }
        }
    }
}
