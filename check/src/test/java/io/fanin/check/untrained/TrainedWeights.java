package io.fanin.check.untrained;

import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.Random;

/// Weights as training leaves them, made up: a few directions carry most of them, rows differ in
/// size, and there are outliers.
final class TrainedWeights {
    private static final int DIRECTIONS = 12;

    private final Random random;

    TrainedWeights(long seed) {
        random = new Random(seed);
    }

    Tensor matrix(long rows, long columns) {
        return matrix(DType.F32, rows, columns);
    }

    Tensor matrix(DType dtype, long rows, long columns) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(rows, columns));
        double[][] directions = new double[DIRECTIONS][(int) columns];
        for (double[] direction : directions) {
            for (int i = 0; i < columns; i++) {
                direction[i] = random.nextGaussian();
            }
        }
        for (long row = 0; row < rows; row++) {
            double size = 0.05 * Math.exp(0.12 * random.nextGaussian());
            double[] values = new double[(int) columns];
            for (int k = 0; k < DIRECTIONS; k++) {
                double share = random.nextGaussian() / Math.sqrt(1 + k);
                for (int i = 0; i < columns; i++) {
                    values[i] += share * directions[k][i] / 2;
                }
            }
            for (int i = 0; i < columns; i++) {
                tensor.set(row * columns + i, size * (values[i] + random.nextGaussian()));
            }
        }
        return tensor;
    }

    /// Values of a bias or of a normalization: uneven, around `middle`.
    Tensor vector(long count, double middle) {
        Tensor tensor = Tensor.zeros(DType.F32, Shape.of(count));
        for (long i = 0; i < count; i++) {
            double far = random.nextInt(20) == 0 ? 6 : 1;
            tensor.set(i, middle + 0.05 * far * random.nextGaussian());
        }
        return tensor;
    }

    /// Writes noise of that deviation around a point into rows `from` (included) to `to`
    /// (excluded).
    void noise(Tensor table, long from, long to, double std, double[] point) {
        int columns = point.length;
        for (long i = from * columns; i < to * columns; i++) {
            table.set(i, point[(int) (i % columns)] + std * random.nextGaussian());
        }
    }

    /// A point that lies that far from 0.
    double[] point(int columns, double norm) {
        double[] point = new double[columns];
        for (int i = 0; i < columns; i++) {
            point[i] = norm / Math.sqrt(columns) * random.nextGaussian();
        }
        return point;
    }
}
