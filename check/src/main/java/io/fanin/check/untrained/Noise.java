package io.fanin.check.untrained;

import java.util.Arrays;
import java.util.Optional;

/// Whether rows are one point and independent noise around it, as an initialization leaves them and
/// as weight decay, or an update that is the same for all, keeps them.
///
/// Noise in `d` columns lies `σ√d` from its point, within a part of `1/√(2d)`, and two rows of it
/// have a squared cosine of `1/d` on average. Rows that were trained lie at more unequal distances
/// and share directions: those of English words in three trained tables of 384 columns were spread
/// 2.7 to 3.5 times as wide, and their squared cosines were 1.9/d; those of rows that were not
/// trained 1.2 to 1.3 times, and 1.05/d to 1.09/d. The limits lie between.
final class Noise {
    private static final double LEAST_SPREAD = 0.3;
    private static final double MOST_SPREAD = 1.7;
    private static final double MOST_ALIGNMENT = 1.4;

    /// It is 1.8 for a uniform law, 3 for a normal one.
    private static final double LEAST_KURTOSIS = 1.6;

    private static final double MOST_KURTOSIS = 4;

    private static final double LEAST_PART = 0.6;

    /// Rows whose cosines are taken; the error of their mean is below 2 % then.
    private static final int MOST_PAIRED = 128;

    /// So many standard deviations further out, noise has no rows.
    private static final double REACH = 6;

    private final double[] center;
    private final double distance;
    private final double spread;
    private final double alignment;
    private final double kurtosis;
    private final double part;

    /// @param kept those of a sample that lie around the point as noise does
    /// @param part of the sample that they are
    private Noise(RowSample kept, double part) {
        this.center = kept.mean();
        double[] distances = kept.distances(center);
        this.distance = RowSample.median(distances);
        this.spread =
                RowSample.spread(distances, distance) / distance * Math.sqrt(2.0 * center.length);
        this.alignment = alignment(kept, center, distances);
        this.kurtosis = kurtosis(kept, center);
        this.part = part;
    }

    /// The noise that most rows of a sample are; empty if no row lies as far from their median as
    /// rows typically do, as where half of them lie near it and half far off.
    static Optional<Noise> of(RowSample sample) {
        double[] middle = sample.median();
        double typical = RowSample.median(sample.distances(middle));
        double width = width(typical, middle.length);
        RowSample kept = sample.between(typical - width, typical + width, middle);
        return kept.count() == 0
                ? Optional.empty()
                : Optional.of(new Noise(kept, (double) kept.count() / sample.count()));
    }

    private static double width(double distance, int columns) {
        return REACH * distance / Math.sqrt(2.0 * columns);
    }

    /// The point.
    double[] center() {
        return center;
    }

    /// How far the rows lie from it: the median.
    double distance() {
        return distance;
    }

    /// The standard deviation of the distances, in units of `distance/√(2d)`.
    double spread() {
        return spread;
    }

    /// The mean squared cosine between two rows, seen from the point, times `d`.
    double alignment() {
        return alignment;
    }

    /// Whether the rows are as unlike each other as independent noise is.
    boolean isIndependent() {
        return part >= LEAST_PART
                && spread >= LEAST_SPREAD
                && spread <= MOST_SPREAD
                && alignment <= MOST_ALIGNMENT
                && kurtosis >= LEAST_KURTOSIS
                && kurtosis <= MOST_KURTOSIS;
    }

    /// The least distance from the point that noise has.
    double least() {
        return distance - width(distance, center.length);
    }

    /// The greatest distance from the point that noise has.
    double most() {
        return distance + width(distance, center.length);
    }

    /// The standard deviation of one value.
    double std() {
        return distance / Math.sqrt(center.length);
    }

    private static double alignment(RowSample rows, double[] center, double[] distances) {
        int count = Math.min(rows.count(), MOST_PAIRED);
        double[][] units = new double[count][];
        for (int i = 0; i < count; i++) {
            units[i] = new double[center.length];
            for (int j = 0; j < center.length; j++) {
                units[i][j] = (rows.row(i)[j] - center[j]) / distances[i];
            }
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                double cosine = dot(units[i], units[j]);
                sum += cosine * cosine;
            }
        }
        // Seen from their own mean, rows have a cosine of −1/(n − 1) on average.
        double own = 1.0 / (rows.count() - 1);
        return (2 * sum / count / (count - 1) - own * own) * center.length;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double kurtosis(RowSample rows, double[] center) {
        double second = 0;
        double fourth = 0;
        for (int number = 0; number < rows.count(); number++) {
            double[] row = rows.row(number);
            for (int i = 0; i < center.length; i++) {
                double square = (row[i] - center[i]) * (row[i] - center[i]);
                second += square;
                fourth += square * square;
            }
        }
        return fourth * rows.count() * center.length / (second * second);
    }

    /// How far the point is from 0.
    double offset() {
        return Math.sqrt(Arrays.stream(center).map(each -> each * each).sum());
    }
}
