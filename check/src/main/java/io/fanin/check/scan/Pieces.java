package io.fanin.check.scan;

import java.util.Arrays;

/// The figures of each piece of each row, from which those of the rows are joined in order, however
/// the pieces came to be scanned.
final class Pieces {
    private final double[] sums;
    private final double[] squares;
    private final long[] hashes;
    private final int[] zeros;

    Pieces(int count) {
        sums = new double[count];
        squares = new double[count];
        hashes = new long[count];
        zeros = new int[count];
    }

    /// Takes in a part of a piece.
    ///
    /// @param isFirst whether it is the piece's first part
    void add(long number, boolean isFirst, double sum, double square, long hash, int zero) {
        int piece = (int) number;
        sums[piece] += sum;
        squares[piece] += square;
        hashes[piece] = isFirst ? hash : RowHash.joined(hashes[piece], hash);
        zeros[piece] += zero;
    }

    RowFigures rows(Grid grid) {
        int rows = (int) grid.rows();
        int each = sums.length / rows;
        if (each == 1) {
            return new RowFigures(grid.columns(), sums, squares, hashes, zeros);
        }
        double[] rowSums = new double[rows];
        double[] rowSquares = new double[rows];
        long[] rowHashes = new long[rows];
        int[] rowZeros = new int[rows];
        for (int i = 0; i < rows * each; i++) {
            int row = i / each;
            rowSums[row] += sums[i];
            rowSquares[row] += squares[i];
            rowHashes[row] = RowHash.joined(rowHashes[row], hashes[i]);
            rowZeros[row] += zeros[i];
        }
        return new RowFigures(grid.columns(), rowSums, rowSquares, rowHashes, rowZeros);
    }

    long hash() {
        return Arrays.stream(hashes).reduce(sums.length, RowHash::joined);
    }
}
