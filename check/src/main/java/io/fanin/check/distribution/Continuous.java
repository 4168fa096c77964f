package io.fanin.check.distribution;

import org.apache.commons.statistics.distribution.NormalDistribution;

/// A law before its values are rounded to a dtype.
sealed interface Continuous {
    NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    /// No value is smaller.
    double lower();

    /// No value is greater.
    double upper();

    /// The probability of less than `x`, exact to many digits where it is small.
    double below(double x);

    /// The probability of more than `x`, likewise.
    double above(double x);

    LawMoments moments();

    /// The least probability that the generator's uniforms tell apart; 0 where that is of no
    /// account.
    double step();

    /// A probability of values beyond `x`, seen from the mean, that no generator undercuts; 1 if
    /// none is known that is less than the law's own.
    default double surelyBeyond(double x) {
        return 1;
    }

    /// Uniform values `k · step` of the way from `lower` to `upper`.
    record Even(double lower, double upper, double step) implements Continuous {
        @Override
        public double below(double x) {
            return Math.clamp((x - lower) / (upper - lower), 0, 1);
        }

        @Override
        public double above(double x) {
            return Math.clamp((upper - x) / (upper - lower), 0, 1);
        }

        @Override
        public LawMoments moments() {
            double square = (upper - lower) * (upper - lower);
            return new LawMoments(
                    (lower + upper) / 2,
                    square / 12,
                    0,
                    square * square / 80,
                    square * square * square / 448,
                    Math.pow(square, 4) / 2304);
        }
    }

    /// @param tail that of the generator, which may end earlier than the law's
    record Bell(double mean, double std, NormalTail tail) implements Continuous {
        @Override
        public double lower() {
            return Double.NEGATIVE_INFINITY;
        }

        @Override
        public double upper() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public double below(double x) {
            return STANDARD.cumulativeProbability((x - mean) / std);
        }

        @Override
        public double above(double x) {
            return STANDARD.survivalProbability((x - mean) / std);
        }

        @Override
        public double surelyBeyond(double x) {
            return tail.above(Math.abs(x - mean) / std);
        }

        @Override
        public LawMoments moments() {
            double square = std * std;
            return new LawMoments(
                    mean,
                    square,
                    0,
                    3 * square * square,
                    15 * square * square * square,
                    105 * Math.pow(square, 4));
        }

        @Override
        public double step() {
            return 0;
        }
    }

    /// The normal law between two bounds.
    record CutBell(double mean, double std, double lower, double upper, double step)
            implements Continuous {
        private double between(double a, double b) {
            return STANDARD.probability(
                    (a - mean) / std, Math.max((b - mean) / std, (a - mean) / std));
        }

        @Override
        public double below(double x) {
            return x <= lower ? 0 : between(lower, Math.min(x, upper)) / between(lower, upper);
        }

        @Override
        public double above(double x) {
            return x >= upper ? 0 : between(Math.max(x, lower), upper) / between(lower, upper);
        }

        @Override
        public LawMoments moments() {
            double from = Math.max((lower - mean) / std, -40);
            double to = Math.min((upper - mean) / std, 40);
            double center = mean + std * Quadrature.mean(1, 0, from, to);
            double shift = (mean - center) / std;
            return new LawMoments(
                    center,
                    std * std * Quadrature.mean(2, shift, from, to),
                    Math.pow(std, 3) * Quadrature.mean(3, shift, from, to),
                    Math.pow(std, 4) * Quadrature.mean(4, shift, from, to),
                    Math.pow(std, 6) * Quadrature.mean(6, shift, from, to),
                    Math.pow(std, 8) * Quadrature.mean(8, shift, from, to));
        }
    }
}
