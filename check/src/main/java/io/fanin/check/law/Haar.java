package io.fanin.check.law;

import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/// Tests whether a matrix with orthonormal rows (or columns, if these are fewer) is as likely as
/// each rotation of it.
///
/// Each row is then a random direction in the space that is orthogonal to all rows before it:
/// there, each of its coordinates in turn, over the length of those that follow, has Student's
/// distribution, and all of them are independent, since a normal vector over its length is such a
/// direction.
final class Haar {
    private static final int MOST_ROWS = 16;
    private static final int MOST_SCORES = 1 << 14;

    /// Diagonals of fewer values are not close enough to independent.
    private static final int LEAST_DIAGONAL = 16;

    private final Tensor tensor;
    private final double gain;
    private final boolean isWide;
    private final int rows;
    private final int columns;

    /// @param tensor `gain` times the matrix
    Haar(Tensor tensor, double gain) {
        this.tensor = tensor;
        this.gain = gain;
        int first = Math.toIntExact(tensor.shape().dim(0));
        int others = Math.toIntExact(tensor.shape().count() / first);
        this.isWide = first <= others;
        this.rows = Math.min(first, others);
        this.columns = Math.max(first, others);
    }

    /// Empty for a matrix of one value.
    List<Component> components() {
        List<Component> found = new ArrayList<>();
        double[] scores = scores();
        if (scores.length > 0) {
            found.addAll(new ScoreTests(new Scores(scores, 1)).marginal());
        }
        if (rows >= LEAST_DIAGONAL) {
            found.add(diagonal());
        }
        return found;
    }

    private double get(int row, int column) {
        long place = isWide ? (long) row * columns + column : (long) column * rows + row;
        return tensor.get(place) / gain;
    }

    private double[] scores() {
        double[] scores = new double[MOST_SCORES];
        int count = 0;
        List<double[]> mirrors = new ArrayList<>();
        for (int row = 0; row < Math.min(rows, MOST_ROWS) && count < MOST_SCORES; row++) {
            double[] x = row(row);
            for (int i = 0; i < row; i++) {
                reflect(x, mirrors.get(i), i);
            }
            double[] rest = squaresFrom(x);
            for (int j = row; j < columns - 1 && count < MOST_SCORES; j++) {
                scores[count++] = score(x[j], rest[j + 1], columns - 1.0 - j);
            }
            mirrors.add(mirror(x, row, Math.sqrt(rest[row])));
        }
        return Arrays.copyOf(scores, count);
    }

    private double[] row(int row) {
        double[] x = new double[columns];
        Arrays.setAll(x, column -> get(row, column));
        return x;
    }

    /// The sums of squares from each place to the end.
    private static double[] squaresFrom(double[] x) {
        double[] sums = new double[x.length + 1];
        for (int i = x.length - 1; i >= 0; i--) {
            sums[i] = sums[i + 1] + x[i] * x[i];
        }
        return sums;
    }

    /// Of one coordinate of a direction, `rest` being the sum of squares of the `freedom` others.
    private static double score(double x, double rest, double freedom) {
        if (x == 0) {
            return 0;
        }
        double t = Math.abs(x) * Math.sqrt(freedom / rest);
        double beyond = TDistribution.of(freedom).survivalProbability(t);
        return Math.signum(x) * -Scores.ofLower(beyond);
    }

    /// The normal of Householder's mirror that turns `x`, from a place on, to that axis.
    private static double[] mirror(double[] x, int from, double length) {
        double[] normal = new double[x.length];
        System.arraycopy(x, from, normal, from, x.length - from);
        normal[from] += Math.copySign(length, x[from]);
        return normal;
    }

    private static void reflect(double[] x, double[] normal, int from) {
        double product = 0;
        double square = 0;
        for (int i = from; i < x.length; i++) {
            product += x[i] * normal[i];
            square += normal[i] * normal[i];
        }
        double factor = square == 0 ? 0 : 2 * product / square;
        for (int i = from; i < x.length; i++) {
            x[i] -= factor * normal[i];
        }
    }

    /// The diagonal's signs are fair; without the sign of R's diagonal, a QR decomposition makes
    /// them all equal.
    ///
    /// Source: Mezzadri 2007, "How to generate random matrices from the classical compact groups",
    /// arXiv:math-ph/0609050.
    private Component diagonal() {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < rows; i++) {
            double x = get(i, i);
            sum += x;
            squares += x * x;
        }
        double rest = squares - sum * sum / rows;
        double t = sum / Math.sqrt(rows) / Math.sqrt(Math.max(rest, 0) / (rows - 1.0));
        double beyond = TDistribution.of(rows - 1.0).survivalProbability(Math.abs(t));
        return new Component("mean of the diagonal", 0, sum / rows, Math.min(1, 2 * beyond));
    }
}
