package io.fanin.check.recognition;

import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import java.util.Optional;

/// Laws of one form, of which the values choose one.
enum Family {
    UNIFORM("uniform") {
        @Override
        Optional<Law> fit(Sample sample) {
            double bound = sample.reach() * beyond(sample);
            return Optional.of(new Uniform(-bound, bound));
        }
    },
    NORMAL("normal") {
        @Override
        Optional<Law> fit(Sample sample) {
            return Optional.of(new Normal(0, Math.sqrt(sample.power())));
        }
    },
    TRUNCATED("truncated normal") {
        @Override
        Optional<Law> fit(Sample sample) {
            double bound = sample.reach() * beyond(sample);
            double ratio = sample.power() / (bound * bound);
            if (ratio >= UNIFORM_RATIO || ratio <= cutRatio(MOST_DEVIATIONS)) {
                return Optional.empty();
            }
            double low = LEAST_DEVIATIONS;
            double high = MOST_DEVIATIONS;
            for (int i = 0; i < HALVINGS; i++) {
                double middle = (low + high) / 2;
                if (cutRatio(middle) > ratio) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return Optional.of(new TruncatedNormal(0, bound / high, -bound, bound));
        }
    },
    UNIFORM_ANYWHERE("uniform") {
        @Override
        Optional<Law> fit(Sample sample) {
            double middle = (sample.min() + sample.max()) / 2;
            double half = (sample.max() - sample.min()) / 2 * beyond(sample);
            return Optional.of(new Uniform(middle - half, middle + half));
        }
    },
    NORMAL_ANYWHERE("normal") {
        @Override
        Optional<Law> fit(Sample sample) {
            return Optional.of(new Normal(sample.mean(), Math.sqrt(sample.squares())));
        }
    };

    /// The mean square of a uniform law on [−1, 1].
    private static final double UNIFORM_RATIO = 0.33;

    /// Further out, a bound cuts off nothing that shows.
    private static final double MOST_DEVIATIONS = 4.5;

    private static final double LEAST_DEVIATIONS = 0.1;
    private static final int HALVINGS = 50;

    private final String text;

    Family(String text) {
        this.text = text;
    }

    /// The law that the values choose; empty if none of this form can explain them.
    abstract Optional<Law> fit(Sample sample);

    /// Numbers that are chosen.
    int parameters() {
        return this == UNIFORM || this == NORMAL ? 1 : 2;
    }

    static Family of(Law law) {
        return switch (law) {
            case Uniform(double lower, double upper) ->
                    lower == -upper ? UNIFORM : UNIFORM_ANYWHERE;
            case Normal(double mean, double _) -> mean == 0 ? NORMAL : NORMAL_ANYWHERE;
            // So far out, bounds cut off nothing.
            case TruncatedNormal cut when -cut.lower() > MOST_DEVIATIONS * cut.std() -> NORMAL;
            default -> TRUNCATED;
        };
    }

    /// How much further than the outermost of the values a bound is expected.
    private static double beyond(Sample sample) {
        return (sample.count() + 1.0) / sample.count();
    }

    /// The mean square of a standard normal law on [−t, t], over t².
    private static double cutRatio(double t) {
        double density = Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI);
        double inside = Sample.inside(t);
        return (1 - 2 * t * density / inside) / (t * t);
    }

    @Override
    public String toString() {
        return text;
    }
}
