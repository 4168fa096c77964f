package io.fanin.check.recognition;

import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Forms of laws of independent values, the numbers of which the values choose.
enum Form {
    UNIFORM,
    NORMAL,
    TRUNCATED_NORMAL;

    /// Further out, a bound cuts off nothing that shows.
    private static final double MOST_DEVIATIONS = 5.5;

    /// Scales may lie anywhere within so many powers of e: from 10⁻⁵ to 10.
    private static final double RANGE = 13.8;

    /// @param law of independent values
    static Form of(Law law) {
        return switch (law) {
            case Uniform _ -> UNIFORM;
            // So far out, bounds cut off nothing.
            case TruncatedNormal cut when reach(cut) < MOST_DEVIATIONS -> TRUNCATED_NORMAL;
            default -> NORMAL;
        };
    }

    private static double reach(TruncatedNormal cut) {
        return Math.min(cut.mean() - cut.lower(), cut.upper() - cut.mean()) / cut.std();
    }

    /// The laws whose numbers fit best, each as a scheme without a name. Its weight is that of the
    /// form, times the part of all scales that are as likely as the best one.
    static List<Scheme> fitted(Sample sample) {
        double n = sample.count();
        double ofScale = Math.sqrt(2 * Math.PI) * sample.error(NORMAL) / RANGE;
        double ofBound = Math.E / (n * RANGE);
        double bound = sample.reach() * (1 + 1 / n);
        double min = sample.figures().min();
        double max = sample.figures().max();
        double room = (max - min) / n;
        double mean = sample.mean();
        List<Scheme> found = new ArrayList<>();
        found.add(fitted(new Uniform(-bound, bound), ofBound));
        double last = (max - min) * sample.step();
        found.add(fitted(new Uniform(min - room, max + room + last), ofBound / n));
        found.add(fitted(new Normal(0, sample.std(0)), ofScale));
        found.add(fitted(new Normal(mean, sample.std(mean)), 0.3 * ofScale / Math.sqrt(n)));
        found.add(fitted(new TruncatedNormal(0, sample.std(0), -2, 2), 0.05 * ofScale));
        for (int cut = 2; cut <= 3; cut++) {
            // The part of the values for each part of the bound, right below it.
            double atBound = cut * Math.exp(-cut * cut / 2.0) * Math.sqrt(2 / Math.PI);
            double part = 1 / (n * atBound);
            double std = sample.reach() * (1 + part) / cut;
            found.add(
                    fitted(
                            new TruncatedNormal(0, std, -cut * std, cut * std),
                            0.05 * Math.E * part / RANGE));
        }
        return found;
    }

    private static Scheme fitted(Law law, double weight) {
        return new Scheme("", law, weight);
    }

    /// As reports write it, such as `truncated normal`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
