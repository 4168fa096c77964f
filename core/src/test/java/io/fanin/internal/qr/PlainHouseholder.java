package io.fanin.internal.qr;

/// The reference for [Householder]: one reflection at a time, in double precision, every sum in the
/// order of the indices.
///
/// Source: Golub and Van Loan, "Matrix Computations", 4th edition, §5.1 and §5.2.
final class PlainHouseholder {
    private PlainHouseholder() {}

    /// The orthonormal factor of a row-major matrix with at least as many rows as columns, the
    /// diagonal of whose triangular factor is made positive.
    static double[] factor(double[] matrix, int rows, int columns) {
        double[][] reflectors = new double[columns][rows];
        for (int i = 0; i < matrix.length; i++) {
            reflectors[i % columns][i / columns] = matrix[i];
        }
        double[] scales = new double[columns];
        double[] signs = new double[columns];
        for (int k = 0; k < columns; k++) {
            double[] x = reflectors[k];
            double norm = Math.sqrt(product(x, x, k));
            signs[k] = x[k] < 0 ? 1 : -1;
            x[k] -= signs[k] * norm;
            scales[k] = 2 / product(x, x, k);
            for (int j = k + 1; j < columns; j++) {
                reflect(x, scales[k], k, reflectors[j]);
            }
        }
        double[] factor = new double[matrix.length];
        for (int j = 0; j < columns; j++) {
            double[] column = new double[rows];
            column[j] = signs[j];
            for (int k = j; k >= 0; k--) {
                reflect(reflectors[k], scales[k], k, column);
            }
            for (int i = 0; i < rows; i++) {
                factor[i * columns + j] = column[i];
            }
        }
        return factor;
    }

    private static void reflect(double[] v, double scale, int k, double[] x) {
        double weight = scale * product(v, x, k);
        for (int i = k; i < x.length; i++) {
            x[i] -= weight * v[i];
        }
    }

    private static double product(double[] a, double[] b, int from) {
        double sum = 0;
        for (int i = from; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
