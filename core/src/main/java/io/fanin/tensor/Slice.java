package io.fanin.tensor;

import io.fanin.internal.require.Require;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A part of a tensor: a box, or a range of its elements counted row-major. It knows the whole's
/// shape; its own elements are counted row-major within it.
public sealed interface Slice {
    /// The shape of the whole tensor.
    Shape whole();

    /// The shape of the part.
    Shape shape();

    /// Hears of a stretch of elements that lie side by side in the whole tensor.
    @FunctionalInterface
    interface Run {
        /// @param from number of the first element in the whole
        /// @param to number after that of the last element in the whole
        /// @param at number of the first element in the part
        void accept(long from, long to, long at);
    }

    /// Walks over the part's elements `from` (included) to `to` (excluded), in order, in stretches
    /// as long as can be.
    void runs(long from, long to, Run run);

    /// Cuts the part into pieces of at most `most` elements, in order: their elements, one piece
    /// after the other, are the part's. A piece of a box is a box. An empty part has no pieces.
    Stream<Slice> pieces(long most);

    /// The number within the part of the whole's element `number`, −1 if it lies outside.
    long indexOf(long number);

    /// Whether the part has an element whose index along dimension `dim` is `index`.
    boolean meets(int dim, long index);

    /// The whole tensor.
    static Slice all(Shape whole) {
        return new Range(whole, 0, whole.count());
    }

    /// The elements `from` (included) to `to` (excluded), counted row-major, as fully sharded data
    /// parallelism cuts a flattened tensor.
    static Slice flat(Shape whole, long from, long to) {
        return new Range(whole, from, to);
    }

    /// Rows `from` (included) to `to` (excluded).
    static Slice rows(Shape whole, long from, long to) {
        return along(whole, 0, from, to);
    }

    /// Columns `from` (included) to `to` (excluded) of the second dimension, as tensor parallelism
    /// cuts a weight.
    static Slice columns(Shape whole, long from, long to) {
        return along(whole, 1, from, to);
    }

    /// The part with indices `from` (included) to `to` (excluded) along dimension `dim`.
    static Slice along(Shape whole, int dim, long from, long to) {
        requireDim(whole, dim);
        long[] offsets = new long[whole.rank()];
        long[] sizes = whole.toArray();
        offsets[dim] = from;
        sizes[dim] = to - from;
        return box(whole, offsets, sizes);
    }

    /// The box that begins at `offsets` and has `sizes`.
    static Slice box(Shape whole, long[] offsets, long[] sizes) {
        return new Box(whole, offsets, sizes);
    }

    /// Shard `index` of `count` along dimension `dim`, sized as `torch.chunk` sizes them: all but
    /// the last ones have `⌈size / count⌉` indices, and those left over by this have fewer or none.
    static Slice shard(Shape whole, int dim, int index, int count) {
        Require.atLeast("count", 1, count);
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "index must lie in [0, " + count + "); got " + index);
        }
        requireDim(whole, dim);
        long size = whole.dim(dim);
        long step = (size + count - 1) / count;
        return along(whole, dim, Math.min(step * index, size), Math.min(step * (index + 1), size));
    }

    private static long blocks(long count, long step) {
        return count / step + (count % step == 0 ? 0 : 1);
    }

    private static void requireDim(Shape whole, int dim) {
        if (dim < 0 || dim >= whole.rank()) {
            throw new IllegalArgumentException(
                    "dim must lie in [0, "
                            + whole.rank()
                            + ") for shape "
                            + whole
                            + "; got "
                            + dim);
        }
    }

    /// A range of elements.
    record Range(Shape whole, long from, long to) implements Slice {
        public Range {
            Require.present("whole", whole);
            if (from < 0 || to < from || to > whole.count()) {
                throw new IllegalArgumentException(
                        "range ["
                                + from
                                + ", "
                                + to
                                + ") lies outside the "
                                + whole.count()
                                + " elements of shape "
                                + whole);
            }
        }

        @Override
        public Shape shape() {
            return from == 0 && to == whole.count() ? whole : Shape.of(to - from);
        }

        @Override
        public void runs(long first, long last, Run run) {
            if (first < last) {
                run.accept(from + first, from + last, first);
            }
        }

        @Override
        public Stream<Slice> pieces(long most) {
            long count = to - from;
            return LongStream.range(0, blocks(count, Require.atLeast("most", 1, most)))
                    .mapToObj(block ->
                            new Range(
                                    whole,
                                    from + block * most,
                                    from + Math.min((block + 1) * most, count)));
        }

        @Override
        public long indexOf(long number) {
            return number >= from && number < to ? number - from : -1;
        }

        @Override
        public boolean meets(int dim, long index) {
            long stride = whole.contiguousStrides()[dim];
            long period = stride * whole.dim(dim);
            long before =
                    Math.max(
                            0,
                            (from - (index + 1) * stride) / period
                                    + (from >= (index + 1) * stride ? 1 : 0));
            return before * period + index * stride < to && from < to;
        }
    }

    /// A box.
    final class Box implements Slice {
        private final Shape whole;
        private final Shape shape;
        private final long[] offsets;
        private final long[] strides;

        /// The dimension from which on the box has all of the whole: what lies behind it is one
        /// stretch.
        private final int split;

        private Box(Shape whole, long[] offsets, long[] sizes) {
            this.whole = Require.present("whole", whole);
            this.offsets = offsets.clone();
            if (offsets.length != whole.rank() || sizes.length != whole.rank()) {
                throw new IllegalArgumentException(
                        "offsets "
                                + Arrays.toString(offsets)
                                + " and sizes "
                                + Arrays.toString(sizes)
                                + " must have one entry for each dimension of shape "
                                + whole);
            }
            for (int i = 0; i < sizes.length; i++) {
                if (offsets[i] < 0 || sizes[i] < 0 || offsets[i] > whole.dim(i) - sizes[i]) {
                    throw new IllegalArgumentException(
                            "range ["
                                    + offsets[i]
                                    + ", "
                                    + (offsets[i] + sizes[i])
                                    + ") lies outside dimension "
                                    + i
                                    + " of shape "
                                    + whole);
                }
            }
            this.shape = Shape.of(sizes);
            this.strides = whole.contiguousStrides();
            int last = whole.rank();
            while (last > 0 && sizes[last - 1] == whole.dim(last - 1)) {
                last--;
            }
            this.split = Math.max(last - 1, 0);
        }

        @Override
        public Shape whole() {
            return whole;
        }

        @Override
        public Shape shape() {
            return shape;
        }

        /// Where the box begins along dimension `dim`.
        public long offset(int dim) {
            return offsets[dim];
        }

        @Override
        public void runs(long from, long to, Run run) {
            long stretch = 1;
            for (int i = split; i < shape.rank(); i++) {
                stretch *= shape.dim(i);
            }
            long at = from;
            while (at < to) {
                long end = Math.min(to, (at / stretch + 1) * stretch);
                long number = numberOf(at);
                run.accept(number, number + (end - at), at);
                at = end;
            }
        }

        /// The number in the whole of the part's element `index`.
        private long numberOf(long index) {
            long number = 0;
            long rest = index;
            for (int i = shape.rank() - 1; i >= 0; i--) {
                number += (offsets[i] + rest % shape.dim(i)) * strides[i];
                rest /= shape.dim(i);
            }
            return number;
        }

        /// Pieces are stretches of one dimension: the first whose single indices are small enough.
        @Override
        public Stream<Slice> pieces(long most) {
            Require.atLeast("most", 1, most);
            if (shape.count() == 0 || shape.rank() == 0) {
                return shape.count() == 0 ? Stream.of() : Stream.of(this);
            }
            int dim = 0;
            long before = 1;
            long behind = shape.count() / shape.dim(0);
            while (behind > most) {
                before *= shape.dim(dim);
                dim++;
                behind /= shape.dim(dim);
            }
            int cut = dim;
            long step = most / behind;
            return LongStream.range(0, before)
                    .boxed()
                    .flatMap(outer ->
                            LongStream.range(0, blocks(shape.dim(cut), step))
                                    .mapToObj(block -> piece(outer, cut, block * step, step)));
        }

        /// @param outer which of the indices in the dimensions before `dim`, counted row-major
        private Slice piece(long outer, int dim, long from, long step) {
            long[] at = offsets.clone();
            long[] sizes = shape.toArray();
            long rest = outer;
            for (int i = dim - 1; i >= 0; i--) {
                at[i] += rest % sizes[i];
                rest /= sizes[i];
                sizes[i] = 1;
            }
            at[dim] += from;
            sizes[dim] = Math.min(step, sizes[dim] - from);
            return new Box(whole, at, sizes);
        }

        @Override
        public long indexOf(long number) {
            long index = 0;
            for (int i = 0; i < shape.rank(); i++) {
                long along = number / strides[i] % whole.dim(i) - offsets[i];
                if (along < 0 || along >= shape.dim(i)) {
                    return -1;
                }
                index = index * shape.dim(i) + along;
            }
            return index;
        }

        @Override
        public boolean meets(int dim, long index) {
            return index >= offsets[dim]
                    && index < offsets[dim] + shape.dim(dim)
                    && shape.count() > 0;
        }

        @Override
        public String toString() {
            return "box at " + Arrays.toString(offsets) + " of shape " + shape + " in " + whole;
        }
    }
}
