package io.fanin.check.spectrum;

import io.fanin.check.scan.ValueReader;
import io.fanin.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// A tensor `W` as the matrix `[dim 0, all others]`, seen by its shorter side: what is worked out
/// is `W Wᵀ`, or `Wᵀ W` where that is smaller. The work is cut into parts that depend on the shape
/// alone, and so do the results' last bits.
record Matrix(Tensor tensor, int rows, int columns) {
    private static final int PARTS = 8;

    static Matrix of(Tensor tensor) {
        int rows = Math.toIntExact(tensor.shape().dim(0));
        int columns = Math.toIntExact(tensor.shape().count() / rows);
        return new Matrix(tensor, rows, columns);
    }

    /// Whether the columns are the shorter side.
    boolean isTall() {
        return rows > columns;
    }

    int shortSide() {
        return Math.min(rows, columns);
    }

    int longSide() {
        return Math.max(rows, columns);
    }

    ValueReader reader() {
        return new ValueReader(tensor);
    }

    /// Works on ranges of 0 to `length` side by side; their results come in order.
    <T> List<T> parts(int length, Part<T> work) {
        int parts = Math.min(PARTS, length);
        return IntStream.range(0, parts)
                .parallel()
                .mapToObj(part ->
                        work.of(
                                (int) ((long) length * part / parts),
                                (int) ((long) length * (part + 1) / parts)))
                .toList();
    }

    /// What is done with a part, from `from` (included) to `to` (excluded).
    interface Part<T> {
        T of(int from, int to);
    }

    /// The sum of arrays, in the first.
    static double[] sum(List<double[]> parts) {
        double[] sum = parts.getFirst();
        for (double[] part : parts.subList(1, parts.size())) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part[i];
            }
        }
        return sum;
    }
}
