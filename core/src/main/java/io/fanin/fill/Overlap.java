package io.fanin.fill;

import io.fanin.plan.Region;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.Optional;

/// What a slice of a tensor and some of its rows have in common.
///
/// @param slice of a tensor of those rows alone
/// @param target the part of the slice's target that it fills
record Overlap(Slice slice, Tensor target) {
    /// Empty if they have nothing in common.
    static Optional<Overlap> of(Region.Rows rows, Slice slice, Tensor target) {
        Shape whole = rows.shape(slice.whole());
        return switch (slice) {
            case Slice.Range range when range.shape().equals(range.whole()) ->
                    Optional.of(
                            new Overlap(
                                    Slice.all(whole),
                                    target.narrow(0, rows.from(), rows.to() - rows.from())));
            case Slice.Range range -> flat(rows, whole, range, target);
            case Slice.Box box -> box(rows, whole, box, target);
        };
    }

    private static Optional<Overlap> flat(
            Region.Rows rows, Shape whole, Slice.Range range, Tensor target) {
        long start = whole.count() / Math.max(1, rows.to() - rows.from()) * rows.from();
        long from = Math.max(range.from(), start);
        long to = Math.min(range.to(), start + whole.count());
        if (from >= to) {
            return Optional.empty();
        }
        Slice part = Slice.flat(whole, from - start, to - start);
        Tensor narrowed = target.narrow(0, from - range.from(), to - from);
        return Optional.of(new Overlap(part, shaped(narrowed, part.shape())));
    }

    /// A tensor of one dimension in another shape of as many elements.
    private static Tensor shaped(Tensor flat, Shape shape) {
        long[] strides = new long[shape.rank()];
        long step = flat.strides()[0];
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= shape.dim(i);
        }
        return Tensor.of(flat.segment(), flat.dtype(), shape, strides);
    }

    private static Optional<Overlap> box(
            Region.Rows rows, Shape whole, Slice.Box box, Tensor target) {
        long first = box.offset(0);
        long from = Math.max(first, rows.from());
        long to = Math.min(first + box.shape().dim(0), rows.to());
        if (from >= to || box.shape().count() == 0) {
            return Optional.empty();
        }
        long[] offsets = new long[whole.rank()];
        long[] sizes = box.shape().toArray();
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = box.offset(i);
        }
        offsets[0] = from - rows.from();
        sizes[0] = to - from;
        return Optional.of(
                new Overlap(
                        Slice.box(whole, offsets, sizes),
                        target.narrow(0, from - first, to - from)));
    }
}
