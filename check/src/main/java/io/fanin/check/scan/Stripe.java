package io.fanin.check.scan;

import io.fanin.check.scan.Grid.Tile;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.Arrays;

/// Scans some tiles of a tensor, one after the other.
final class Stripe {
    private static final int LANES = Lanes.LANES;
    private static final int MAGNITUDES = 1 << 15;

    /// Fewer tiles than this are not worth a second table.
    private static final int FEW = 16;

    private final DType dtype;
    private final boolean isExact;
    private final Grid grid;
    private final Pieces pieces;
    private final Block block;
    private final Lanes lanes;

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

    /// The sum of all values, of the first of each row, of the last, of the products of neighbours,
    /// and of those of values above each other.
    double sum;

    double heads;
    double tails;
    double neighbours;
    double belows;

    /// By column; empty without columns.
    final double[] sums;

    final double[] squares;

    /// The value of each column in the row before.
    private final double[] above;

    /// The value before each row of the tile; 0 where the row begins.
    private final double[] left;

    private final double[] powers = new double[4 * LANES];
    private final double[] row = new double[3 * LANES];
    private final double[] products = new double[LANES];

    Stripe(Tensor tensor, Grid grid, Pieces pieces, Lanes lanes) {
        this.dtype = tensor.dtype();
        this.isExact = dtype == DType.BF16 || dtype == DType.F16;
        this.grid = grid;
        this.pieces = pieces;
        this.block = new Block(tensor, grid);
        this.lanes = lanes;
        this.hasOthers = grid.tiles() >= FEW;
        this.others = hasOthers ? new int[1 << 16] : bins;
        int columns = grid.hasColumns() ? (int) grid.columns() : 0;
        this.sums = new double[columns];
        this.squares = new double[columns];
        this.above = new double[columns];
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
    }

    /// Reads what lies before a stripe and makes pairs with what it holds.
    private void recall(Tile first) {
        if (grid.hasColumns()) {
            for (long column = 0; first.row() > 0 && column < above.length; ) {
                int columns = (int) Math.min(grid.tileColumns(), above.length - column);
                block.read(new Tile(first.row() - 1, 1, column, columns));
                settle(columns);
                System.arraycopy(block.values, 0, above, (int) column, columns);
                column += columns;
            }
        } else if (first.column() > 0) {
            block.read(new Tile(first.row(), 1, first.column() - 1, 1));
            settle(1);
            left[0] = block.values[0];
        }
    }

    private void settle(int count) {
        double[] x = block.values;
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
        if (!isExact) {
            if (block.isFinite()) {
                measure(size);
            } else {
                measureFinite(size);
            }
        }
        if (!block.isFinite()) {
            settle(size);
        }
        boolean hasZeros = block.mayHaveZeros();
        int columns = tile.columns();
        for (int i = 0; i < tile.rows(); i++) {
            piece(number, tile, i, i * columns, hasZeros);
        }
        if (grid.hasColumns()) {
            Arrays.fill(products, 0);
            lanes.columns(
                    block.values,
                    tile.rows(),
                    columns,
                    above,
                    sums,
                    squares,
                    (int) tile.column(),
                    products);
            belows += Lanes.total(products, 0);
        }
    }

    /// Takes in a tile whose values are all finite.
    private void measure(int size) {
        double[] x = block.values;
        moments = moments.and(momentsOf(x, size));
        if (dtype == DType.F32) {
            min = Math.min(min, block.min(size));
            max = Math.max(max, block.max(size));
            if (block.mayBeSmall()) {
                int zero = block.zeros(0, size);
                zeros += zero;
                denormals += block.small(size) - zero;
            }
            return;
        }
        for (int i = 0; i < size; i++) {
            min = Math.min(min, x[i]);
            max = Math.max(max, x[i]);
        }
        if (block.mayBeSmall()) {
            countSmall(x, size);
        }
    }

    private void countSmall(double[] x, int size) {
        double least = dtype == DType.F64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
        for (int i = 0; i < size; i++) {
            zeros += x[i] == 0 ? 1 : 0;
            denormals += x[i] != 0 && Math.abs(x[i]) < least ? 1 : 0;
        }
    }

    /// Takes in the finite values of a tile.
    private void measureFinite(int size) {
        double[] finite = new double[size];
        int finites = 0;
        for (int i = 0; i < size; i++) {
            double value = block.values[i];
            if (Double.isFinite(value)) {
                finite[finites++] = value;
                min = Math.min(min, value);
                max = Math.max(max, value);
            } else if (Double.isNaN(value)) {
                nan++;
            } else {
                infinite++;
            }
        }
        countSmall(finite, finites);
        moments = moments.and(momentsOf(finite, finites));
    }

    /// By the powers of the distances from the first value: it is one of them, so that what cancels
    /// is no greater than the result.
    private Moments momentsOf(double[] x, int size) {
        if (size == 0) {
            return Moments.NONE;
        }
        Arrays.fill(powers, 0);
        lanes.powers(x, size, x[0], powers);
        double n = size;
        double mean = Lanes.total(powers, 0) / n;
        double second = Lanes.total(powers, LANES);
        double third = Lanes.total(powers, 2 * LANES);
        double fourth = Lanes.total(powers, 3 * LANES);
        double square = mean * mean;
        return new Moments(
                size,
                x[0] + mean,
                Math.max(second - n * square, 0),
                third - 3 * mean * second + 2 * n * square * mean,
                Math.max(
                        fourth - 4 * mean * third + 6 * square * second - 3 * n * square * square,
                        0));
    }

    /// A row of a tile.
    private void piece(long number, Tile tile, int index, int from, boolean hasZeros) {
        double[] x = block.values;
        int columns = tile.columns();
        int last = from + columns - 1;
        Arrays.fill(row, 0);
        double next = x[last + 1];
        x[last + 1] = 0;
        lanes.row(x, from, columns, row);
        x[last + 1] = next;
        double total = Lanes.total(row, 0);
        sum += total;
        neighbours += Lanes.total(row, 2 * LANES);
        if (tile.column() == 0) {
            heads += x[from];
        } else {
            neighbours += left[index] * x[from];
        }
        if (tile.column() + columns == grid.columns()) {
            tails += x[last];
        }
        left[index] = x[last];
        pieces.add(
                grid.hasColumns() ? tile.row() + index : number,
                !grid.hasColumns() || tile.column() == 0,
                total,
                Lanes.total(row, LANES),
                block.hash(from, columns),
                hasZeros ? block.zeros(from, last + 1) : 0);
    }

    /// Adds how many values lie in each bin.
    @SuppressWarnings("ReferenceEquality") // whether there is a second table
    void count(long[] counts) {
        for (int sign = 0; sign <= MAGNITUDES; sign += MAGNITUDES) {
            for (int i = sign + firstBin; i <= sign + lastBin; i++) {
                counts[i] += hasOthers ? bins[i] + others[i] : bins[i];
            }
        }
    }

    /// Takes what the bins tell of values of half precision.
    void take(ValueHistogram histogram, long[] bins) {
        moments = histogram.moments();
        int unit = dtype == DType.F16 ? 0x0400 : 0x0080;
        int infinity = dtype == DType.F16 ? 0x7c00 : 0x7f80;
        for (int i = 0; i < bins.length; i++) {
            int magnitude = i & 0x7fff;
            if (magnitude > infinity) {
                nan += bins[i];
            } else if (magnitude == infinity) {
                infinite += bins[i];
            } else if (magnitude == 0) {
                zeros += bins[i];
            } else if (magnitude < unit) {
                denormals += bins[i];
            }
        }
        if (histogram.bins() > 0) {
            min = histogram.lower(0);
            max = histogram.upper(histogram.bins() - 1);
        }
    }

    Lag neighbours() {
        long pairs = grid.rows() * Math.max(grid.columns() - 1, 0);
        return new Lag(pairs, neighbours, sum - tails, sum - heads);
    }

    Lag belows(RowFigures rows) {
        long pairs = (grid.rows() - 1) * grid.columns();
        return new Lag(pairs, belows, sum - rows.sum(rows.rows() - 1), sum - rows.sum(0));
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
        belows += next.belows;
        Arrays.setAll(sums, i -> sums[i] + next.sums[i]);
        Arrays.setAll(squares, i -> squares[i] + next.squares[i]);
    }
}
