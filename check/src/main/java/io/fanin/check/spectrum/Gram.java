package io.fanin.check.spectrum;

import io.fanin.check.scan.ValueReader;
import java.util.Arrays;

/// The products of a matrix's rows with each other, or of its columns if they are fewer: a
/// symmetric matrix, all of it in memory.
final class Gram {
    /// Values along the longer side that are read at a time, and multiplied at a time.
    private static final int DEPTH = 64;

    private static final int STEP = 4;

    private Gram() {}

    /// Element `[i, j]` lies at `i · size + j`.
    static double[] of(Matrix matrix) {
        int size = matrix.shortSide();
        double[] gram =
                Matrix.sum(matrix.parts(matrix.longSide(), (from, to) -> of(matrix, from, to)));
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                gram[j * size + i] = gram[i * size + j];
            }
        }
        return gram;
    }

    private static double[] of(Matrix matrix, int from, int to) {
        int size = matrix.shortSide();
        double[] gram = new double[size * size];
        double[] slab = new double[DEPTH * size];
        double[] row = new double[DEPTH];
        ValueReader reader = matrix.reader();
        for (int at = from; at < to; at += DEPTH) {
            int depth = Math.min(DEPTH, to - at);
            if (matrix.isTall()) {
                reader.read((long) at * size, depth * size, slab, 0);
            } else {
                for (int i = 0; i < size; i++) {
                    reader.read((long) i * matrix.columns() + at, depth, row, 0);
                    for (int k = 0; k < depth; k++) {
                        slab[k * size + i] = row[k];
                    }
                }
            }
            Arrays.fill(slab, depth * size, slab.length, 0);
            multiply(slab, depth, size, gram);
        }
        return gram;
    }

    /// Adds the products of each row of a slab with itself to the upper triangle. What lies beyond
    /// its depth is 0.
    private static void multiply(double[] slab, int depth, int size, double[] gram) {
        for (int i = 0; i < size; i++) {
            int row = i * size;
            for (int k = 0; k < depth; k += STEP) {
                int a = k * size;
                int b = a + size;
                int c = b + size;
                int d = c + size;
                double x = slab[a + i];
                double y = slab[b + i];
                double z = slab[c + i];
                double w = slab[d + i];
                for (int j = i; j < size; j++) {
                    gram[row + j] +=
                            x * slab[a + j] + y * slab[b + j] + (z * slab[c + j] + w * slab[d + j]);
                }
            }
        }
    }
}
