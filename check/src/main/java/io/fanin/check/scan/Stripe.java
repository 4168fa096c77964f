package io.fanin.check.scan;

import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.Arrays;

/// Scans some blocks of a tensor, one after the other.
final class Stripe {
    private final Tensor tensor;
    private final Grid grid;
    private final Pieces pieces;
    private final Block block;
    private final int exponent;
    private final int unit;
    private final double leastNormal;
    private final boolean isExact;

    final int[] bins = new int[1 << 16];
    Moments moments = Moments.NONE;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    long nan;
    long infinite;
    long zeros;
    long denormals;

    /// Neighbours, and pairs of rows.
    Lag neighbours = Lag.NONE;

    Lag belows = Lag.NONE;

    /// By column; empty without columns.
    final double[] sums;

    final double[] squares;

    /// The value of each column in the row before, or in this one where it was already read.
    private final double[] above;

    private double left;

    Stripe(Tensor tensor, Grid grid, Pieces pieces) {
        this.tensor = tensor;
        this.grid = grid;
        this.pieces = pieces;
        this.block = new Block(tensor);
        DType dtype = tensor.dtype();
        this.exponent = dtype == DType.F16 ? 0x7c00 : 0x7f80;
        this.unit = dtype == DType.F16 ? 0x0400 : 0x0080;
        this.leastNormal =
                switch (dtype) {
                    case F32, BF16 -> Float.MIN_NORMAL;
                    case F64 -> Double.MIN_NORMAL;
                    case F16 -> 0x1p-14;
                    case I64 -> 0;
                };
        this.isExact = dtype == DType.BF16 || dtype == DType.F16;
        int columns = grid.hasColumns() ? (int) grid.columns() : 0;
        this.sums = new double[columns];
        this.squares = new double[columns];
        this.above = new double[columns];
    }

    /// Scans blocks `from` (included) to `to` (excluded).
    void scan(long from, long to) {
        if (from < to) {
            recall(grid.start(from));
        }
        for (long i = from; i < to; i++) {
            scan(i);
        }
    }

    /// Reads what lies before an element and makes pairs with what follows.
    private void recall(long start) {
        long first = Math.max(start - Math.max(above.length, 1), 0);
        for (long at = first; at < start; at += Grid.BLOCK) {
            int count = (int) Math.min(Grid.BLOCK, start - at);
            block.read(at, count);
            for (int i = 0; i < count; i++) {
                double value = block.values[i];
                left = Double.isFinite(value) ? value : 0;
                if (above.length > 0) {
                    above[(int) ((at + i) % above.length)] = left;
                }
            }
        }
    }

    private void scan(long number) {
        long start = grid.start(number);
        int size = grid.size(number);
        block.read(start, size);
        double[] finite = block.values;
        int finites = size;
        count(size);
        boolean special = isSpecial(size);
        if (special) {
            finites = sortOut(size);
            finite = finites == size ? block.values : compacted(size, finites);
        }
        if (!isExact) {
            moments = moments.and(momentsOf(finite, finites));
            range(finite, finites);
        }
        if (finites < size) {
            for (int i = 0; i < size; i++) {
                block.values[i] = Double.isFinite(block.values[i]) ? block.values[i] : 0;
            }
        }
        if (grid.isLong()) {
            piece(number, 0, size, start % grid.columns(), start / grid.columns(), special);
        } else {
            int columns = (int) grid.columns();
            long row = start / columns;
            for (int i = 0; i < size; i += columns) {
                piece(row, i, i + columns, 0, row, special);
                row++;
            }
        }
    }

    private void count(int size) {
        int[] of = block.bins;
        for (int i = 0; i < size; i++) {
            bins[of[i]]++;
        }
    }

    /// Whether a value may be 0, denormal, infinite or NaN: its exponent is the least or greatest.
    private boolean isSpecial(int size) {
        int[] of = block.bins;
        int least = exponent;
        int mask = exponent & ~unit;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, ((of[i] & exponent) + unit) & mask);
        }
        return least == 0;
    }

    /// Counts what is special.
    ///
    /// @return how many values are finite
    private int sortOut(int size) {
        int finite = size;
        for (int i = 0; i < size; i++) {
            double value = block.values[i];
            if (Double.isNaN(value)) {
                nan++;
                finite--;
            } else if (Double.isInfinite(value)) {
                infinite++;
                finite--;
            } else if (value == 0) {
                zeros++;
            } else if (Math.abs(value) < leastNormal) {
                denormals++;
            }
        }
        return finite;
    }

    private double[] compacted(int size, int finites) {
        double[] finite = new double[finites];
        int next = 0;
        for (int i = 0; i < size; i++) {
            if (Double.isFinite(block.values[i])) {
                finite[next++] = block.values[i];
            }
        }
        return finite;
    }

    private static Moments momentsOf(double[] x, int size) {
        if (size == 0) {
            return Moments.NONE;
        }
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < size - 3; i += 4) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
        }
        for (; i < size; i++) {
            a += x[i];
        }
        double mean = (a + b + (c + d)) / size;
        double second = 0;
        double third = 0;
        double fourth = 0;
        double second2 = 0;
        double third2 = 0;
        double fourth2 = 0;
        for (i = 0; i < size - 1; i += 2) {
            double one = x[i] - mean;
            double two = x[i + 1] - mean;
            double square = one * one;
            double square2 = two * two;
            second += square;
            second2 += square2;
            third += square * one;
            third2 += square2 * two;
            fourth += square * square;
            fourth2 += square2 * square2;
        }
        if (i < size) {
            double one = x[i] - mean;
            double square = one * one;
            second += square;
            third += square * one;
            fourth += square * square;
        }
        return new Moments(size, mean, second + second2, third + third2, fourth + fourth2);
    }

    private void range(double[] x, int size) {
        double least = min;
        double greatest = max;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, x[i]);
            greatest = Math.max(greatest, x[i]);
        }
        min = least;
        max = greatest;
    }

    /// A row, or a piece of one.
    private void piece(long number, int from, int to, long column, long row, boolean special) {
        double[] x = block.values;
        if (column == 0) {
            left = 0;
        }
        double sum = 0;
        double sum2 = 0;
        double square = 0;
        double square2 = 0;
        double products = x[from] * left;
        double products2 = 0;
        int i = from;
        for (; i < to - 2; i += 2) {
            sum += x[i];
            sum2 += x[i + 1];
            square += x[i] * x[i];
            square2 += x[i + 1] * x[i + 1];
            products += x[i] * x[i + 1];
            products2 += x[i + 1] * x[i + 2];
        }
        for (; i < to; i++) {
            sum += x[i];
            square += x[i] * x[i];
            products += i + 1 < to ? x[i] * x[i + 1] : 0;
        }
        sum += sum2;
        square += square2;
        products += products2;
        boolean starts = column == 0;
        boolean ends = column + to - from == grid.columns();
        neighbours =
                neighbours.and(
                        new Lag(
                                to - from - (starts ? 1 : 0),
                                products,
                                sum - (ends ? x[to - 1] : 0),
                                sum - (starts ? x[from] : 0)));
        left = x[to - 1];
        if (above.length > 0) {
            columns(from, to, (int) column, row);
        }
        int size = tensor.dtype().bytes();
        int none = 0;
        if (special) {
            for (i = from; i < to; i++) {
                none += x[i] == 0 ? 1 : 0;
            }
        }
        pieces.set(
                (int) number, sum, square, RowHash.of(block.bytes, from * size, to * size), none);
        if (grid.hasColumns()) {
            belows = belows.and(new Lag(0, 0, row + 1 < grid.rows() ? sum : 0, row > 0 ? sum : 0));
        }
    }

    private void columns(int from, int to, int column, long row) {
        double[] x = block.values;
        int count = to - from;
        for (int i = 0; i < count; i++) {
            sums[column + i] += x[from + i];
        }
        for (int i = 0; i < count; i++) {
            squares[column + i] += x[from + i] * x[from + i];
        }
        if (row > 0) {
            double products = 0;
            double products2 = 0;
            int i = 0;
            for (; i < count - 1; i += 2) {
                products += x[from + i] * above[column + i];
                products2 += x[from + i + 1] * above[column + i + 1];
            }
            if (i < count) {
                products += x[from + i] * above[column + i];
            }
            belows = belows.and(new Lag(count, products + products2, 0, 0));
        }
        System.arraycopy(x, from, above, column, count);
    }

    /// Takes in the figures of the stripe that follows, and lets go what only a scan needs.
    void add(Stripe next) {
        moments = moments.and(next.moments);
        min = Math.min(min, next.min);
        max = Math.max(max, next.max);
        nan += next.nan;
        infinite += next.infinite;
        zeros += next.zeros;
        denormals += next.denormals;
        neighbours = neighbours.and(next.neighbours);
        belows = belows.and(next.belows);
        Arrays.setAll(sums, i -> sums[i] + next.sums[i]);
        Arrays.setAll(squares, i -> squares[i] + next.squares[i]);
    }
}
