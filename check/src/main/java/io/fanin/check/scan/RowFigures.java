package io.fanin.check.scan;

/// The figures of each row: of the elements with one index of dimension 0.
public final class RowFigures {
    private final long columns;
    private final double[] sums;
    private final double[] squares;
    private final long[] hashes;
    private final int[] zeros;

    RowFigures(long columns, double[] sums, double[] squares, long[] hashes, int[] zeros) {
        this.columns = columns;
        this.sums = sums;
        this.squares = squares;
        this.hashes = hashes;
        this.zeros = zeros;
    }

    public int rows() {
        return sums.length;
    }

    /// Elements of a row.
    public long columns() {
        return columns;
    }

    /// The sum of the row's finite values.
    public double sum(int row) {
        return sums[row];
    }

    /// The sum of their squares.
    public double squares(int row) {
        return squares[row];
    }

    /// A hash of the row's bytes: equal rows of equal length and dtype have equal ones, in any
    /// tensor.
    public long hash(int row) {
        return hashes[row];
    }

    /// How many of the row's values are 0.
    public int zeros(int row) {
        return zeros[row];
    }
}
