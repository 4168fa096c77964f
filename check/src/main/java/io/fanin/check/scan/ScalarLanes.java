package io.fanin.check.scan;

/// The definition of [Lanes], in plain loops.
final class ScalarLanes implements Lanes {
    @Override
    public void powers(double[] x, int count, double shift, double[] sums) {
        powersFrom(0, x, count, shift, sums);
    }

    @Override
    public void row(double[] x, int from, int count, double[] sums) {
        rowFrom(0, x, from, count, sums);
    }

    @Override
    public void columns(
            double[] x,
            int rows,
            int columns,
            double[] above,
            double[] sums,
            double[] squares,
            int column,
            double[] products) {
        columnsFrom(0, x, rows, columns, above, sums, squares, column, products);
    }

    /// What the others leave when they end before `start`, a multiple of [#LANES].
    static void powersFrom(int start, double[] x, int count, double shift, double[] sums) {
        for (int i = start; i < count; i++) {
            int lane = i % LANES;
            double d = x[i] - shift;
            double square = d * d;
            sums[lane] += d;
            sums[lane + LANES] += square;
            sums[lane + 2 * LANES] = Math.fma(square, d, sums[lane + 2 * LANES]);
            sums[lane + 3 * LANES] = Math.fma(square, square, sums[lane + 3 * LANES]);
        }
    }

    static void rowFrom(int start, double[] x, int from, int count, double[] sums) {
        for (int i = start; i < count; i++) {
            int lane = i % LANES;
            double value = x[from + i];
            sums[lane] += value;
            sums[lane + LANES] = Math.fma(value, value, sums[lane + LANES]);
            sums[lane + 2 * LANES] = Math.fma(value, x[from + i + 1], sums[lane + 2 * LANES]);
        }
    }

    static void columnsFrom(
            int start,
            double[] x,
            int rows,
            int columns,
            double[] above,
            double[] sums,
            double[] squares,
            int column,
            double[] products) {
        for (int i = start; i < columns; i++) {
            double sum = sums[column + i];
            double square = squares[column + i];
            double product = products[i % LANES];
            double last = above[column + i];
            for (int at = i; at < rows * columns; at += columns) {
                double value = x[at];
                sum += value;
                square = Math.fma(value, value, square);
                product = Math.fma(value, last, product);
                last = value;
            }
            sums[column + i] = sum;
            squares[column + i] = square;
            products[i % LANES] = product;
            above[column + i] = last;
        }
    }
}
