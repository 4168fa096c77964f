package io.fanin.check.scan;

import io.fanin.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/// One pass over a tensor, of any dtype and strides, in memory that doesn't grow with it beyond a
/// few numbers for each row. The figures are the same on any number of threads.
public final class Scan {
    private Scan() {}

    /// By all threads of the pool that the caller runs in.
    public static Figures of(Tensor tensor) {
        Grid grid = Grid.of(tensor.shape());
        Pieces pieces = new Pieces(grid.pieces());
        List<Stripe> stripes =
                IntStream.range(0, grid.stripes())
                        .parallel()
                        .mapToObj(i -> {
                            Stripe stripe = new Stripe(tensor, grid, pieces);
                            stripe.scan(grid.bound(i), grid.bound(i + 1));
                            return stripe;
                        })
                        .toList();
        return figures(tensor, grid, pieces, stripes);
    }

    private static Figures figures(Tensor tensor, Grid grid, Pieces pieces, List<Stripe> stripes) {
        IntToLongFunction counts =
                bin -> {
                    long count = 0;
                    for (Stripe stripe : stripes) {
                        count += stripe.count(bin);
                    }
                    return count;
                };
        int first = stripes.stream().mapToInt(Stripe::firstBin).min().orElseThrow();
        int last = stripes.stream().mapToInt(Stripe::lastBin).max().orElseThrow();
        ValueHistogram histogram = ValueHistogram.of(tensor.dtype(), first, last, counts);
        Stripe all = stripes.getFirst();
        stripes.subList(1, stripes.size()).forEach(all::add);
        Optional<RowFigures> rows =
                grid.hasRows() ? Optional.of(pieces.rows(grid)) : Optional.empty();
        if (histogram.isExact()) {
            all.take(histogram, counts);
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
                grid.hasColumns() ? Optional.of(all.columns()) : Optional.empty(),
                pieces.hash());
    }
}
