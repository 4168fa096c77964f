package io.fanin.check.scan;

import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/// One pass over a tensor, of any dtype and strides, in memory that doesn't grow with it beyond a
/// few numbers for each row. The figures are the same on any number of threads, with and without
/// vectors.
public final class Scan {
    private Scan() {}

    /// @param pool whose threads read large tensors
    public static Figures of(Tensor tensor, ForkJoinPool pool) {
        return of(tensor, pool, Lanes.chosen());
    }

    static Figures of(Tensor tensor, ForkJoinPool pool, Lanes lanes) {
        Grid grid = Grid.of(tensor.shape());
        Pieces pieces = new Pieces(grid.pieces());
        int count = grid.stripes();
        List<Stripe> stripes = new ArrayList<>();
        List<ForkJoinTask<?>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Stripe stripe = new Stripe(tensor, grid, pieces, lanes);
            long from = grid.bound(i);
            long to = grid.bound(i + 1);
            stripes.add(stripe);
            if (count == 1) {
                stripe.scan(from, to);
            } else {
                tasks.add(pool.submit(() -> stripe.scan(from, to)));
            }
        }
        tasks.forEach(ForkJoinTask::join);
        return figures(tensor, grid, pieces, stripes);
    }

    private static Figures figures(Tensor tensor, Grid grid, Pieces pieces, List<Stripe> stripes) {
        long[] bins = new long[1 << 16];
        stripes.forEach(stripe -> stripe.count(bins));
        Stripe all = stripes.getFirst();
        stripes.subList(1, stripes.size()).forEach(all::add);
        ValueHistogram histogram = ValueHistogram.of(tensor.dtype(), bins);
        Optional<RowFigures> rows =
                grid.hasRows() ? Optional.of(pieces.rows(grid)) : Optional.empty();
        if (histogram.isExact()) {
            all.take(histogram, bins);
        }
        return new Figures(
                tensor.dtype(),
                tensor.shape(),
                all.nan,
                all.infinite,
                all.zeros,
                all.denormals,
                all.min,
                all.max,
                all.moments,
                histogram,
                all.neighbours(),
                grid.hasColumns() ? all.belows(rows.orElseThrow()) : Lag.NONE,
                rows,
                grid.hasColumns()
                        ? Optional.of(new ColumnFigures(grid.rows(), all.sums, all.squares))
                        : Optional.empty(),
                pieces.hash());
    }
}
