package io.fanin.internal.kernel;

/// QR factorization by Householder reflections, every sum in the order of the indices.
///
/// Source: Golub and Van Loan, "Matrix Computations", 4th edition, §5.1 and §5.2.
public final class Householder {
    private Householder() {}

    /// The orthogonal factor of a matrix with at least as many rows as columns, the diagonal of
    /// whose triangular factor is made positive.
    ///
    /// @param columns the matrix, column by column; overwritten
    /// @return the factor, column by column
    public static double[][] orthonormalColumns(double[][] columns) {
        int n = columns.length;
        double[] scales = new double[n];
        boolean[] negative = new boolean[n];
        for (int k = 0; k < n; k++) {
            negative[k] = columns[k][k] >= 0;
            scales[k] = reflector(columns[k], k);
            for (int j = k + 1; j < n; j++) {
                reflect(columns[k], scales[k], k, columns[j]);
            }
        }
        double[][] factor = new double[n][columns[0].length];
        for (int j = 0; j < n; j++) {
            factor[j][j] = negative[j] ? -1 : 1;
            for (int k = j; k >= 0; k--) {
                reflect(columns[k], scales[k], k, factor[j]);
            }
        }
        return factor;
    }

    /// Turns `x` from `k` on into the vector `v` for which `x − scale · v (v·x)` is 0 below `k`,
    /// and returns `scale`.
    private static double reflector(double[] x, int k) {
        double norm = Math.sqrt(dot(x, x, k));
        if (norm == 0) {
            return 0;
        }
        x[k] += x[k] >= 0 ? norm : -norm;
        return 2 / dot(x, x, k);
    }

    private static void reflect(double[] v, double scale, int k, double[] x) {
        double factor = scale * dot(v, x, k);
        for (int i = k; i < x.length; i++) {
            x[i] -= factor * v[i];
        }
    }

    private static double dot(double[] a, double[] b, int from) {
        double sum = 0;
        for (int i = from; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
