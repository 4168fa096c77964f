package io.fanin.check.scan;

import io.fanin.check.scan.Grid.Tile;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.function.IntToLongFunction;

/// Scans some tiles of a tensor, one after the other.
final class Stripe {
    private static final int MAGNITUDES = 1 << 15;

    /// Fewer tiles than this are not worth a second table.
    private static final int FEW = 16;

    private final DType dtype;
    private final boolean isExact;
    private final Grid grid;
    private final Pieces pieces;
    private final Block block;
    private final Powers powers = new Powers();
    private final RowSums rowSums = new RowSums();
    private final ColumnSums columnSums;

    /// The values of a part of a row, 0 for those that are not finite; and room for one more.
    private final double[] row = new double[Grid.WIDE + 1];

    private final double[] finites = new double[Grid.WIDE];

    private final int[] bins = new int[1 << 16];

    /// Where every other value is counted.
    private final int[] others;

    private final boolean hasOthers;

    /// The least and the greatest bin that may hold something, of values without their signs.
    private int firstBin = MAGNITUDES - 1;

    private int lastBin;

    /// What follows to the moments is of float32, float64 and int64 alone: of the others, the
    /// histogram tells.
    double min = Double.POSITIVE_INFINITY;

    double max = Double.NEGATIVE_INFINITY;
    long nan;
    long infinite;
    long zeros;
    long denormals;
    Moments moments = Moments.NONE;

    /// The sum of all values, of the first of each row, of the last, and of the products of
    /// neighbours.
    double sum;

    double heads;
    double tails;
    double neighbours;

    /// The value before each row of the tile; 0 where the row begins.
    private final double[] left;

    Stripe(Tensor tensor, Grid grid, Pieces pieces) {
        this.dtype = tensor.dtype();
        this.isExact = dtype == DType.BF16 || dtype == DType.F16;
        this.grid = grid;
        this.pieces = pieces;
        this.block = new Block(tensor, grid);
        this.columnSums = new ColumnSums(grid);
        this.hasOthers = grid.tiles() >= FEW;
        this.others = hasOthers ? new int[1 << 16] : bins;
        this.left = new double[grid.tileRows()];
    }

    /// Scans tiles `from` (included) to `to` (excluded).
    void scan(long from, long to) {
        if (from < to) {
            recall(grid.tile(from));
        }
        for (long i = from; i < to; i++) {
            scan(i);
        }
        if (!isExact) {
            moments = powers.moments();
        }
    }

    /// Reads what lies before a stripe and makes pairs with what it holds.
    private void recall(Tile first) {
        if (grid.hasColumns()) {
            for (int tile = 0; first.row() > 0 && tile < grid.tilesOfRow(); tile++) {
                Tile own = grid.tile(tile);
                block.read(new Tile(first.row() - 1, 1, own.column(), own.columns()));
                block.values(0, own.columns(), columnSums.above(tile));
                settle(columnSums.above(tile), own.columns());
            }
        } else if (first.column() > 0) {
            block.read(new Tile(first.row(), 1, first.column() - 1, 1));
            block.values(0, 1, left);
            settle(left, 1);
        }
    }

    private static void settle(double[] x, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = Double.isFinite(x[i]) ? x[i] : 0;
        }
    }

    private void scan(long number) {
        Tile tile = grid.tile(number);
        int size = tile.size();
        block.read(tile);
        block.count(size, bins, others);
        firstBin = Math.min(firstBin, block.firstBin());
        lastBin = Math.max(lastBin, block.lastBin());
        if (dtype == DType.F32 && block.isFinite()) {
            measure(size);
        }
        int columns = tile.columns();
        for (int i = 0; i < tile.rows(); i++) {
            piece(number, tile, i, i * columns);
        }
    }

    /// Takes in a tile of float32 whose values are all finite.
    private void measure(int size) {
        min = Math.min(min, block.min(size));
        max = Math.max(max, block.max(size));
        if (block.mayBeSmall()) {
            int zero = block.zeros(0, size);
            zeros += zero;
            denormals += block.small(size) - zero;
        }
    }

    /// A row of a tile.
    private void piece(long number, Tile tile, int index, int from) {
        int columns = tile.columns();
        double total = 0;
        double square = 0;
        double last = tile.column() == 0 ? 0 : left[index];
        for (int at = 0; at < columns; at += Grid.WIDE) {
            int count = Math.min(Grid.WIDE, columns - at);
            values(from + at, count);
            rowSums.of(row, count);
            total += rowSums.sum();
            square += rowSums.square();
            neighbours += rowSums.product() + last * row[0];
            if (tile.column() + at == 0) {
                heads += row[0];
            }
            last = row[count - 1];
            if (grid.hasColumns()) {
                columnSums.add((int) (number % grid.tilesOfRow()), row, count);
            }
        }
        if (tile.column() + columns == grid.columns()) {
            tails += last;
        }
        left[index] = last;
        sum += total;
        pieces.add(
                grid.hasColumns() ? tile.row() + index : number,
                !grid.hasColumns() || tile.column() == 0,
                total,
                square,
                block.hash(from, columns),
                block.mayHaveZeros() ? block.zeros(from, from + columns) : 0);
    }

    /// Reads values into the row and measures them.
    private void values(int from, int count) {
        block.values(from, count, row);
        boolean isFinite = block.isFinite();
        if (!isExact) {
            if (!isFinite) {
                int finite = finite(count);
                powers.add(finites, finite);
                look(finites, finite);
            } else {
                powers.add(row, count);
                if (dtype != DType.F32) {
                    look(row, count);
                }
            }
        }
        if (!isFinite) {
            settle(row, count);
        }
        row[count] = 0;
    }

    /// Takes the finite values out of the row and counts the others.
    private int finite(int count) {
        int finite = 0;
        for (int i = 0; i < count; i++) {
            double value = row[i];
            if (Double.isFinite(value)) {
                finites[finite++] = value;
            } else if (Double.isNaN(value)) {
                nan++;
            } else {
                infinite++;
            }
        }
        return finite;
    }

    private void look(double[] x, int count) {
        double least = dtype == DType.F64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
        for (int i = 0; i < count; i++) {
            min = Math.min(min, x[i]);
            max = Math.max(max, x[i]);
            zeros += x[i] == 0 ? 1 : 0;
            denormals += x[i] != 0 && Math.abs(x[i]) < least ? 1 : 0;
        }
    }

    /// The least bin that may hold something, of values without their signs.
    int firstBin() {
        return firstBin;
    }

    /// The greatest.
    int lastBin() {
        return lastBin;
    }

    /// Values of a bin.
    long count(int bin) {
        return hasOthers ? bins[bin] + (long) others[bin] : bins[bin];
    }

    /// Takes what the bins tell of values of half precision.
    ///
    /// @param counts values of each bin
    void take(ValueHistogram histogram, IntToLongFunction counts) {
        moments = histogram.moments();
        int unit = dtype == DType.F16 ? 0x0400 : 0x0080;
        int infinity = dtype == DType.F16 ? 0x7c00 : 0x7f80;
        for (int i = 0; i < bins.length; i++) {
            int magnitude = i & 0x7fff;
            if (magnitude > infinity) {
                nan += counts.applyAsLong(i);
            } else if (magnitude == infinity) {
                infinite += counts.applyAsLong(i);
            } else if (magnitude == 0) {
                zeros += counts.applyAsLong(i);
            } else if (magnitude < unit) {
                denormals += counts.applyAsLong(i);
            }
        }
        if (histogram.bins() > 0) {
            min = histogram.lower(0);
            max = histogram.upper(histogram.bins() - 1);
        }
    }

    ColumnFigures columns() {
        return columnSums.figures(grid);
    }

    Lag neighbours() {
        long pairs = grid.rows() * Math.max(grid.columns() - 1, 0);
        return new Lag(pairs, neighbours, sum - tails, sum - heads);
    }

    Lag belows(RowFigures rows) {
        long pairs = (grid.rows() - 1) * grid.columns();
        return new Lag(
                pairs, columnSums.products(), sum - rows.sum(rows.rows() - 1), sum - rows.sum(0));
    }

    /// Takes in the figures of the stripe that follows.
    void add(Stripe next) {
        moments = moments.and(next.moments);
        min = Math.min(min, next.min);
        max = Math.max(max, next.max);
        nan += next.nan;
        infinite += next.infinite;
        zeros += next.zeros;
        denormals += next.denormals;
        sum += next.sum;
        heads += next.heads;
        tails += next.tails;
        neighbours += next.neighbours;
        columnSums.add(next.columnSums);
    }
}
