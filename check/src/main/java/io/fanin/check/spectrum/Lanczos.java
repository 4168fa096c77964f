package io.fanin.check.spectrum;

import io.fanin.check.scan.ValueReader;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// What a few steps from a random direction tell of a matrix that is too large to have its Gram
/// matrix worked out: `G = W Wᵀ`, or `Wᵀ W` if it is smaller, is only multiplied with vectors, in
/// one or two passes over the matrix for each. The directions are made orthogonal again to all that
/// were before, so that no eigenvalue shows twice.
///
/// Source: Golub and Van Loan, "Matrix Computations", 4th edition, §10.1 and §10.3.
final class Lanczos {
    static final int STEPS = 24;
    private static final long SEED = 1;

    private Lanczos() {}

    /// The tridiagonal matrix whose eigenvalues approach those of `G` from within; of fewer than
    /// [#STEPS] rows if there are no other eigenvalues.
    ///
    /// @param scale about the mean eigenvalue
    static Tridiagonal of(Matrix matrix, double scale) {
        int size = matrix.shortSide();
        double[][] directions = new double[STEPS][];
        double[] diagonal = new double[STEPS];
        double[] squares = new double[STEPS];
        double[] next = new SplittableRandom(SEED).doubles(size, -1, 1).toArray();
        double square = dot(next, next);
        for (int i = 0; i < STEPS; i++) {
            double norm = Math.sqrt(square);
            for (int j = 0; j < size; j++) {
                next[j] /= norm;
            }
            directions[i] = next;
            next = times(matrix, directions[i]);
            diagonal[i] = dot(next, directions[i]);
            for (int twice = 0; twice < 2; twice++) {
                for (int k = 0; k <= i; k++) {
                    add(next, -dot(next, directions[k]), directions[k]);
                }
            }
            square = dot(next, next);
            squares[i] = square;
            // What is left of the direction is rounding.
            if (Math.sqrt(square) <= 0x1p-40 * size * scale) {
                return new Tridiagonal(Arrays.copyOf(diagonal, i + 1), Arrays.copyOf(squares, i));
            }
        }
        return new Tridiagonal(diagonal, Arrays.copyOf(squares, STEPS - 1));
    }

    /// `G x`.
    static double[] times(Matrix matrix, double[] x) {
        return matrix.isTall() ? tall(matrix, x) : wide(matrix, x);
    }

    private static double[] tall(Matrix matrix, double[] x) {
        int columns = matrix.columns();
        return Matrix.sum(
                matrix.parts(
                        matrix.rows(),
                        (from, to) -> {
                            ValueReader reader = matrix.reader();
                            double[] row = new double[columns];
                            double[] sum = new double[columns];
                            for (int i = from; i < to; i++) {
                                reader.read((long) i * columns, columns, row, 0);
                                add(sum, dot(row, x), row);
                            }
                            return sum;
                        }));
    }

    private static double[] wide(Matrix matrix, double[] x) {
        int columns = matrix.columns();
        double[] through =
                Matrix.sum(
                        matrix.parts(
                                matrix.rows(),
                                (from, to) -> {
                                    ValueReader reader = matrix.reader();
                                    double[] row = new double[columns];
                                    double[] sum = new double[columns];
                                    for (int i = from; i < to; i++) {
                                        reader.read((long) i * columns, columns, row, 0);
                                        add(sum, x[i], row);
                                    }
                                    return sum;
                                }));
        List<double[]> parts =
                matrix.parts(
                        matrix.rows(),
                        (from, to) -> {
                            ValueReader reader = matrix.reader();
                            double[] row = new double[columns];
                            double[] products = new double[to - from];
                            for (int i = from; i < to; i++) {
                                reader.read((long) i * columns, columns, row, 0);
                                products[i - from] = dot(row, through);
                            }
                            return products;
                        });
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static void add(double[] sum, double factor, double[] x) {
        for (int i = 0; i < x.length; i++) {
            sum[i] += factor * x[i];
        }
    }

    private static double dot(double[] x, double[] y) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < x.length - 3; i += 4) {
            a += x[i] * y[i];
            b += x[i + 1] * y[i + 1];
            c += x[i + 2] * y[i + 2];
            d += x[i + 3] * y[i + 3];
        }
        for (; i < x.length; i++) {
            a += x[i] * y[i];
        }
        return a + b + (c + d);
    }
}
