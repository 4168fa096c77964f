package io.fanin.internal.qr;

/// Orthonormal factors of matrices by Householder reflections, in the matrices' own precision.
///
/// The bits depend on the matrix alone: the scalar and the vector twin, vectors of any width and
/// any number of workers give the same. Beside the matrix it takes the memory of one more (with the
/// shorter side rounded up to 32 in float32, 16 in float64) and of four panels, as many rows of 96
/// or 48 elements as the longer side has.
///
/// Source: Golub and Van Loan, "Matrix Computations", 4th edition, §5.2.
public final class Householder {
    /// Of elements: those of an array.
    private static final int MOST_ELEMENTS = Integer.MAX_VALUE - 8;

    /// Of rows or columns: a panel of reflectors is one array.
    private static final int LONGEST = MOST_ELEMENTS / FloatStrips.PANEL - Strips.GROUP;

    /// Below this many multiplications the caller's thread works alone.
    private static final double SHARED = 0x1p25;

    private final Strips<float[]> floats;
    private final Strips<double[]> doubles;
    private final Workers workers;

    Householder(Strips<float[]> floats, Strips<double[]> doubles, Workers workers) {
        this.floats = floats;
        this.doubles = doubles;
        this.workers = workers;
    }

    /// With plain loops.
    public static Householder scalar(Workers workers) {
        return new Householder(new FloatStripsScalar(), new DoubleStripsScalar(), workers);
    }

    /// With the vectors of `jdk.incubator.vector`, which must be among the root modules
    /// (`--add-modules jdk.incubator.vector`). No class of it is loaded before this is called.
    public static Householder vector(Workers workers) {
        return new Householder(new FloatStripsVector(), new DoubleStripsVector(), workers);
    }

    /// Checks that a matrix is not too large.
    ///
    /// @throws IllegalArgumentException if it has 2³¹ − 8 elements or more, or more than 22,369,617
    ///   rows or columns
    public static void requireSize(long rows, long columns) {
        if (Math.max(rows, columns) > LONGEST || rows * columns > MOST_ELEMENTS) {
            throw new IllegalArgumentException(
                    "a matrix of "
                            + rows
                            + " x "
                            + columns
                            + " elements can't be orthonormalized: the limits are "
                            + MOST_ELEMENTS
                            + " elements, and "
                            + LONGEST
                            + " rows or columns");
        }
    }

    /// Replaces a row-major matrix that has as many rows as columns or more by the `Q` of `A = Q·R`
    /// whose columns are orthonormal, with a positive diagonal of `R`. One with more columns than
    /// rows is factored as its transpose, so that its rows become orthonormal.
    ///
    /// Every matrix of finite numbers, zeros included, has a finite and orthonormal answer. A
    /// column that depends on those before it gets some direction orthogonal to theirs, which is up
    /// to rounding.
    ///
    /// @throws IllegalArgumentException if the array does not hold `rows · columns` elements, or
    ///   the matrix is larger than [#requireSize] allows
    public void orthonormalize(float[] matrix, int rows, int columns) {
        orthonormalize(floats, matrix, matrix.length, rows, columns);
    }

    /// As [#orthonormalize(float\[\], int, int)], in double precision.
    public void orthonormalize(double[] matrix, int rows, int columns) {
        orthonormalize(doubles, matrix, matrix.length, rows, columns);
    }

    private <A> void orthonormalize(Strips<A> strips, A matrix, int length, int rows, int columns) {
        if (rows < 0 || columns < 0 || (long) rows * columns != length) {
            throw new IllegalArgumentException(
                    "an array of "
                            + length
                            + " elements can't hold a matrix of "
                            + rows
                            + " x "
                            + columns);
        }
        requireSize(rows, columns);
        int longer = Math.max(rows, columns);
        int shorter = Math.min(rows, columns);
        if (shorter == 0) {
            return;
        }
        boolean shared = (double) longer * shorter * shorter >= SHARED;
        BlockedQr<A> qr =
                new BlockedQr<>(strips, shared ? workers : Workers.CALLER, longer, shorter);
        if (rows >= columns) {
            qr.orthonormalize(matrix, columns, 1);
        } else {
            qr.orthonormalize(matrix, 1, columns);
        }
    }
}
