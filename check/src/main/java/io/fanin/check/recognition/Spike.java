package io.fanin.check.recognition;

import io.fanin.check.scan.ValueReader;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.SplittableRandom;

/// Looks for a direction in which a matrix acts more strongly than independent values do: what a
/// few steps of training add has few directions.
///
/// The largest singular value of `m · n` independent values of variance s² is close to `s (√m +
/// √n)`; Tracy and Widom's law says how close. The power method comes to the largest singular value
/// from below, so that no independent values are taken for others. Of large matrices a block is
/// looked at.
///
/// Source: Johnstone 2001, "On the distribution of the largest eigenvalue in principal components
/// analysis", Annals of Statistics 29.
final class Spike {
    /// Rows and columns of the block, if the matrix has as many.
    private static final int SIDE = 256;

    private static final int STEPS = 8;

    /// Tracy and Widom's law lies further out with a probability of 10⁻⁹.
    private static final double FAR = 10;

    private Spike() {}

    /// @param mean of all values
    /// @param variance of all values
    static boolean isIn(Tensor tensor, double mean, double variance) {
        Shape shape = tensor.shape();
        long rows = shape.dim(0);
        long columns = shape.count() / rows;
        int m = (int) Math.min(rows, Math.max(SIDE, SIDE * SIDE / columns));
        int n = (int) Math.min(columns, Math.max(SIDE, SIDE * SIDE / rows));
        float[][] block = new float[m][n];
        ValueReader reader = new ValueReader(tensor);
        double[] row = new double[n];
        for (int i = 0; i < m; i++) {
            reader.read(i * columns, n, row, 0);
            center(row, mean, block[i]);
        }
        return strongest(block) > limit(m, n) * variance;
    }

    private static void center(double[] row, double mean, float[] target) {
        for (int j = 0; j < target.length; j++) {
            target[j] = (float) (row[j] - mean);
        }
    }

    private static double limit(double m, double n) {
        double roots = Math.sqrt(m) + Math.sqrt(n);
        double width = roots * Math.cbrt(1 / Math.sqrt(m) + 1 / Math.sqrt(n));
        return roots * roots + FAR * width;
    }

    /// A square of a singular value that the largest is not below.
    private static double strongest(float[][] block) {
        int n = block[0].length;
        float[] x = new float[n];
        SplittableRandom random = new SplittableRandom(1);
        for (int j = 0; j < n; j++) {
            x[j] = random.nextBoolean() ? 1 : -1;
        }
        double strength = 0;
        for (int step = 0; step < STEPS; step++) {
            double size = 0;
            for (float value : x) {
                size += (double) value * value;
            }
            float scale = (float) (1 / Math.sqrt(size));
            float[] next = new float[n];
            double square = 0;
            for (float[] row : block) {
                float through = dot(row, x) * scale;
                square += (double) through * through;
                add(through, row, next);
            }
            strength = square;
            x = next;
        }
        return strength;
    }

    private static void add(float factor, float[] row, float[] target) {
        for (int j = 0; j < target.length; j++) {
            target[j] += factor * row[j];
        }
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        float sum2 = 0;
        float sum3 = 0;
        float sum4 = 0;
        int i = 0;
        for (; i < a.length - 3; i += 4) {
            sum += a[i] * b[i];
            sum2 += a[i + 1] * b[i + 1];
            sum3 += a[i + 2] * b[i + 2];
            sum4 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum + sum2 + (sum3 + sum4);
    }
}
