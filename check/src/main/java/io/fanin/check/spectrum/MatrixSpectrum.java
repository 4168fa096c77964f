package io.fanin.check.spectrum;

import io.fanin.check.report.Statistics.Spectrum;
import io.fanin.check.scan.Figures;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.Optional;

/// The singular values of a tensor as the matrix `[dim 0, all others]`, and how far it is from
/// orthogonal.
///
/// Up to [#EXACT] rows or columns, whichever are fewer, all is computed from the products of the
/// rows (or columns) with each other, in float64: singular values are exact to 2⁻²⁴ of the largest.
/// Of larger matrices, the singular values are what 24 steps of Lanczos' method come to, and the
/// residual is that of 8 rows (or columns): the largest is reached from below (of a random matrix,
/// to about 1 %), the smallest from above (of a square random matrix, it is far from reached), and
/// the rank is counted only if it is less than the steps, else it is the greatest possible. All is
/// the same on any number of threads.
public final class MatrixSpectrum {
    /// The greatest number of rows or columns, whichever are fewer, for which nothing is estimated.
    public static final int EXACT = 512;

    private static final int PROBES = 8;
    private static final int LONGEST = 1 << 24;

    private MatrixSpectrum() {}

    /// Empty for tensors that are no matrices, of integers, with values that are not finite, and
    /// with rows or columns of more than 2²⁴ elements.
    ///
    /// @param figures of the tensor
    public static Optional<Spectrum> of(Tensor tensor, Figures figures) {
        long count = tensor.shape().count();
        if (tensor.shape().rank() < 2
                || count == 0
                || !tensor.dtype().isFloatingPoint()
                || figures.finite() < count
                || Math.max(tensor.shape().dim(0), count / tensor.shape().dim(0)) > LONGEST) {
            return Optional.empty();
        }
        Matrix matrix = Matrix.of(tensor);
        return Optional.of(
                matrix.shortSide() <= EXACT
                        ? exact(matrix)
                        : estimated(matrix, meanSquare(figures, matrix)));
    }

    /// Of the rows, or columns if they are fewer.
    static double meanSquare(Figures figures, Matrix matrix) {
        double mean = figures.moments().mean();
        return (figures.moments().variance() + mean * mean) * matrix.longSide();
    }

    static Spectrum exact(Matrix matrix) {
        int size = matrix.shortSide();
        double[] gram = Gram.of(matrix);
        double trace = 0;
        for (int i = 0; i < size; i++) {
            trace += gram[i * size + i];
        }
        double residual = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                residual = Math.max(residual, off(gram[i * size + j], trace / size, i == j));
            }
        }
        Tridiagonal values = Tridiagonal.of(gram, size);
        double largest = Math.sqrt(values.largest());
        double least = largest * rounding(matrix);
        return new Spectrum(
                largest == 0 ? 0 : size - values.below(least * least),
                largest,
                Math.sqrt(values.smallest()),
                residual,
                false);
    }

    static Spectrum estimated(Matrix matrix, double meanSquare) {
        int size = matrix.shortSide();
        Tridiagonal values = Lanczos.of(matrix, meanSquare);
        double largest = Math.sqrt(values.largest());
        double smallest = Math.sqrt(values.smallest());
        double least = largest * rounding(matrix);
        double residual = 0;
        for (int probe = 0; probe < PROBES; probe++) {
            double[] axis = new double[size];
            int number = (int) ((long) size * probe / PROBES);
            axis[number] = 1;
            double[] products = Lanczos.times(matrix, axis);
            for (int i = 0; i < size; i++) {
                residual = Math.max(residual, off(products[i], meanSquare, i == number));
            }
        }
        boolean isAll = values.size() < Lanczos.STEPS && smallest <= least;
        int rank = isAll ? values.size() - values.below(least * least) : size;
        return new Spectrum(largest == 0 ? 0 : rank, largest, smallest, residual, true);
    }

    /// How far an element of the Gram matrix is from that of an orthogonal one.
    private static double off(double element, double meanSquare, boolean isDiagonal) {
        double share = meanSquare == 0 ? 0 : element / meanSquare;
        return Math.abs(share - (isDiagonal ? 1 : 0));
    }

    /// Singular values up to this part of the largest count as 0.
    private static double rounding(Matrix matrix) {
        double unit = matrix.tensor().dtype() == DType.F64 ? 0x1p-52 : 0x1p-23;
        return Math.max(unit * matrix.longSide(), 0x1p-24);
    }
}
