package io.fanin.check.scan;

import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.Optional;

/// What one pass over a tensor leaves of it.
///
/// @param nan how many values are no numbers
/// @param infinite how many are infinite
/// @param zeros how many are 0 or −0
/// @param denormals how many are closer to 0 than the smallest normal number of the dtype
/// @param min the least finite value; ∞ without any
/// @param max the greatest finite value; −∞ without any
/// @param moments of the finite values
/// @param histogram of the finite values
/// @param neighbours pairs along the last dimension of the matrix `[dim 0, all others]`, of the
///   whole tensor where it has no rows; what is not finite counts as 0, here and in what follows
/// @param belows pairs of one row and the next in one column; none if there are no columns
/// @param rows for rank 2 and more, 2 columns and more, and at most 2²⁰ rows
/// @param columns for tensors with rows, of at most 2¹⁵ columns
/// @param hash of the bytes: tensors of equal dtype, shape and values have equal ones
public record Figures(
        DType dtype,
        Shape shape,
        long nan,
        long infinite,
        long zeros,
        long denormals,
        double min,
        double max,
        Moments moments,
        ValueHistogram histogram,
        Lag neighbours,
        Lag belows,
        Optional<RowFigures> rows,
        Optional<ColumnFigures> columns,
        long hash) {
    /// How many values there are.
    public long count() {
        return shape.count();
    }

    /// How many of them are neither infinite nor NaN.
    public long finite() {
        return moments.count();
    }
}
