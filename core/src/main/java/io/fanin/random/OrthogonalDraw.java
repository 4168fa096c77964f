package io.fanin.random;

import io.fanin.internal.kernel.Householder;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// `orthogonal_`: the orthogonal factor of a normal matrix, with the signs that make the triangular
/// factor's diagonal positive. Those signs make every QR factorization give the same matrix, up to
/// rounding.
final class OrthogonalDraw {
    private OrthogonalDraw() {}

    static void fill(TorchStream stream, Tensor tensor, double gain, @Nullable ForkJoinPool pool) {
        long rows = tensor.shape().dim(0);
        long count = tensor.shape().count();
        if (count == 0) {
            return;
        }
        long columns = count / rows;
        if (Math.max(rows, columns) > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "orthogonal needs fewer than 2^31 - 8 rows and columns; got shape "
                            + tensor.shape());
        }
        Tensor normals = Tensor.zeros(tensor.dtype(), Shape.of(rows, columns));
        stream.normal(normals, 0, 1, pool);
        Tensor tall = rows < columns ? normals.transpose(0, 1) : normals;
        double[][] factor = Householder.orthonormalColumns(columnsOf(tall));
        write(factor, rows < columns, tensor, gain);
    }

    private static double[][] columnsOf(Tensor matrix) {
        int rows = (int) matrix.shape().dim(0);
        int columns = (int) matrix.shape().dim(1);
        double[][] values = new double[columns][rows];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                values[j][i] = matrix.get((long) i * columns + j);
            }
        }
        return values;
    }

    private static void write(double[][] factor, boolean wide, Tensor out, double gain) {
        DType dtype = out.dtype();
        double scale = dtype.round(gain);
        int columns = factor.length;
        int rows = factor[0].length;
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                long at = wide ? (long) j * rows + i : (long) i * columns + j;
                out.set(at, dtype.round(factor[j][i]) * scale);
            }
        }
    }
}
