package io.fanin.check.report;

import io.fanin.internal.require.Require;
import java.util.Optional;

/// Figures of a tensor's values.
///
/// @param count how many there are
/// @param mean of the finite ones, like all that follow
/// @param std divided by their number, not by one less
/// @param min ∞ without finite values
/// @param max −∞ without finite values
/// @param denormals how many are closer to 0 than the least normal number of the dtype
/// @param skewness 0 for symmetric values; NaN if all are equal
/// @param kurtosis 3 for normal values; NaN if all are equal
/// @param spectrum of tensors that are matrices `[dim 0, all others]`
public record Statistics(
        long count,
        double mean,
        double std,
        double min,
        double max,
        long zeros,
        long denormals,
        long nan,
        long infinite,
        double skewness,
        double kurtosis,
        Optional<Spectrum> spectrum) {
    public Statistics {
        Require.present("spectrum", spectrum);
    }

    /// What a matrix does to vectors.
    ///
    /// @param rank how many singular values are greater than rounding makes them
    /// @param largest singular value
    /// @param smallest singular value
    /// @param residual the greatest element of `W Wᵀ / c − I`, where `c` is the mean of its
    ///   diagonal, or of `Wᵀ W` if it is smaller: how far the matrix is from orthogonal
    /// @param isEstimate whether they come from some random directions, as those of large matrices
    ///   do: the largest is then too small by a little, the smallest and the rank are bounds from
    ///   above
    public record Spectrum(
            long rank, double largest, double smallest, double residual, boolean isEstimate) {}
}
