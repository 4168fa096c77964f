package io.fanin.check.spectrum;

import io.fanin.check.scan.ValueReader;
import io.fanin.tensor.Tensor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// A tensor `W` as the matrix `[dim 0, all others]`, seen by its shorter side: what is worked out
/// is `W Wᵀ`, or `Wᵀ W` where that is smaller. The work is cut into parts that depend on the shape
/// alone, and so do the results' last bits.
record Matrix(Tensor tensor, int rows, int columns, ForkJoinPool pool) {
    private static final int PARTS = 8;

    static Matrix of(Tensor tensor, ForkJoinPool pool) {
        int rows = Math.toIntExact(tensor.shape().dim(0));
        int columns = Math.toIntExact(tensor.shape().count() / rows);
        return new Matrix(tensor, rows, columns, pool);
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
        IntFunction<Callable<T>> task =
                part -> {
                    int from = (int) ((long) length * part / parts);
                    int to = (int) ((long) length * (part + 1) / parts);
                    return () -> work.of(from, to);
                };
        List<ForkJoinTask<T>> tasks =
                IntStream.range(0, parts).mapToObj(task).map(pool::submit).toList();
        return tasks.stream().map(ForkJoinTask::join).toList();
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
