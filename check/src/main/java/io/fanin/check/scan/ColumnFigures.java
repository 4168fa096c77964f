package io.fanin.check.scan;

/// The figures of each column: of the elements with one place within the rows.
public final class ColumnFigures {
    private final long rows;
    private final double[] sums;
    private final double[] squares;

    ColumnFigures(long rows, double[] sums, double[] squares) {
        this.rows = rows;
        this.sums = sums;
        this.squares = squares;
    }

    public int columns() {
        return sums.length;
    }

    /// Elements of a column.
    public long rows() {
        return rows;
    }

    /// The sum of the column's finite values.
    public double sum(int column) {
        return sums[column];
    }

    /// The sum of their squares.
    public double squares(int column) {
        return squares[column];
    }
}
