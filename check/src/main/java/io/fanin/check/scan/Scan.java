package io.fanin.check.scan;

import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/// One pass over a tensor, of any dtype and strides, in memory that doesn't grow with it beyond a
/// few numbers for each row. The figures are the same on any number of threads.
public final class Scan {
    private Scan() {}

    /// @param pool whose threads read large tensors
    public static Figures of(Tensor tensor, ForkJoinPool pool) {
        Grid grid = Grid.of(tensor.shape());
        Pieces pieces = new Pieces(Math.toIntExact(grid.pieces()));
        int count = grid.stripes();
        List<Stripe> stripes = new ArrayList<>();
        List<ForkJoinTask<?>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Stripe stripe = new Stripe(tensor, grid, pieces);
            long from = bound(grid, i, count);
            long to = bound(grid, i + 1, count);
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

    private static long bound(Grid grid, int stripe, int stripes) {
        long blocks = grid.blocks();
        return blocks / stripes * stripe + blocks % stripes * stripe / stripes;
    }

    private static Figures figures(Tensor tensor, Grid grid, Pieces pieces, List<Stripe> stripes) {
        long[] bins = new long[1 << 16];
        for (Stripe stripe : stripes) {
            for (int i = 0; i < bins.length; i++) {
                bins[i] += stripe.bins[i];
            }
        }
        Stripe all = stripes.getFirst();
        stripes.subList(1, stripes.size()).forEach(all::add);
        ValueHistogram histogram = ValueHistogram.of(tensor.dtype(), bins);
        boolean exact = histogram.isExact();
        boolean empty = histogram.bins() == 0;
        return new Figures(
                tensor.dtype(),
                tensor.shape(),
                all.nan,
                all.infinite,
                all.zeros,
                all.denormals,
                exact && !empty ? histogram.lower(0) : all.min,
                exact && !empty ? histogram.upper(histogram.bins() - 1) : all.max,
                exact ? histogram.moments() : all.moments,
                histogram,
                all.neighbours,
                all.belows,
                grid.hasRows() ? Optional.of(pieces.rows(grid)) : Optional.empty(),
                grid.hasColumns()
                        ? Optional.of(new ColumnFigures(grid.rows(), all.sums, all.squares))
                        : Optional.empty(),
                pieces.hash());
    }
}
