package io.fanin.random;

import io.fanin.internal.kernel.Kernels;
import io.fanin.internal.kernel.VectorKernel;
import io.fanin.internal.qr.Householder;
import io.fanin.internal.qr.Workers;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// `orthogonal_`: the orthogonal factor of a normal matrix, with the signs that make the triangular
/// factor's diagonal positive. Those signs make every QR factorization give the same matrix, up to
/// rounding. A matrix with more columns than rows is factored as its transpose.
final class OrthogonalDraw {
    private OrthogonalDraw() {}

    static void fill(TorchStream stream, Tensor tensor, double gain, @Nullable ForkJoinPool pool) {
        long count = tensor.shape().count();
        if (count == 0) {
            return;
        }
        Householder.requireSize(tensor.shape().dim(0), count / tensor.shape().dim(0));
        int rows = (int) tensor.shape().dim(0);
        int columns = (int) (count / rows);
        Workers workers = pool == null ? Workers.CALLER : new Workers(pool, Parts.threads(pool));
        Householder householder =
                Kernels.chosen() instanceof VectorKernel
                        ? Householder.vector(workers)
                        : Householder.scalar(workers);
        Tensor factor;
        if (tensor.dtype() == DType.F64) {
            double[] values = new double[rows * columns];
            factor = Tensor.of(values, rows, columns);
            stream.normal(factor, 0, 1, pool);
            householder.orthonormalize(values, rows, columns);
            scale(values, gain);
        } else {
            float[] values = new float[rows * columns];
            factor = Tensor.of(values, rows, columns);
            stream.normal(factor, 0, 1, pool);
            householder.orthonormalize(values, rows, columns);
            scale(values, (float) gain);
        }
        tensor.copy(Tensor.of(factor.segment(), factor.dtype(), tensor.shape()));
    }

    private static void scale(float[] values, float gain) {
        if (gain != 1) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= gain;
            }
        }
    }

    private static void scale(double[] values, double gain) {
        if (gain != 1) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= gain;
            }
        }
    }
}
