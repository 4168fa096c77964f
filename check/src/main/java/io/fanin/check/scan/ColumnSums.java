package io.fanin.check.scan;

import java.util.Arrays;

/// Sums over the rows of a stripe, one for each column; a row is as long as those of a tile.
final class ColumnSums {
    private final double[][] sums;
    private final double[][] squares;

    /// The row before.
    private final double[][] above;

    /// Of values above each other.
    private final double[] products;

    ColumnSums(Grid grid) {
        int tiles = grid.hasColumns() ? (int) grid.tilesOfRow() : 0;
        sums = new double[tiles][grid.tileColumns()];
        squares = new double[tiles][grid.tileColumns()];
        above = new double[tiles][grid.tileColumns()];
        products = new double[tiles == 0 ? 0 : grid.tileColumns()];
    }

    /// The row that lies before the first of a tile's.
    double[] above(int tile) {
        return above[tile];
    }

    /// Takes in a tile's part of a row.
    void add(int tile, double[] x, int count) {
        add(x, count, above[tile], sums[tile], squares[tile], products);
    }

    private static void add(
            double[] x,
            int count,
            double[] above,
            double[] sums,
            double[] squares,
            double[] products) {
        for (int i = 0; i < count; i++) {
            double value = x[i];
            sums[i] += value;
            squares[i] = Math.fma(value, value, squares[i]);
            products[i] = Math.fma(value, above[i], products[i]);
            above[i] = value;
        }
    }

    /// Adds the sums of the stripe that follows.
    void add(ColumnSums next) {
        for (int tile = 0; tile < sums.length; tile++) {
            double[] ours = sums[tile];
            double[] ourSquares = squares[tile];
            double[] theirs = next.sums[tile];
            double[] theirSquares = next.squares[tile];
            Arrays.setAll(ours, i -> ours[i] + theirs[i]);
            Arrays.setAll(ourSquares, i -> ourSquares[i] + theirSquares[i]);
        }
        Arrays.setAll(products, i -> products[i] + next.products[i]);
    }

    ColumnFigures figures(Grid grid) {
        return new ColumnFigures(
                grid.rows(), joined(sums, grid.columns()), joined(squares, grid.columns()));
    }

    private static double[] joined(double[][] tiles, long columns) {
        double[] all = new double[(int) columns];
        int at = 0;
        for (double[] tile : tiles) {
            int count = Math.min(tile.length, all.length - at);
            System.arraycopy(tile, 0, all, at, count);
            at += count;
        }
        return all;
    }

    /// The sum of the products of values above each other.
    double products() {
        return Arrays.stream(products).sum();
    }
}
