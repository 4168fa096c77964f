package io.fanin.benchmarks;

import io.fanin.fill.Filler;
import io.fanin.law.Law;
import io.fanin.law.TruncatedNormal;
import io.fanin.random.Position;
import io.fanin.tensor.DType;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import io.fanin.torch.TorchTensor;
import java.lang.foreign.MemorySegment;

/// What two contenders wrote, held against each other.
///
/// @param what was filled, in words
/// @param values that were compared
/// @param differing how many of them are not the same to the bit
/// @param largest difference, 0 where none differs
public record Comparison(String what, long values, long differing, double largest) {
    private static final long SEED = 20_261_124;

    /// Largest difference at which two orthogonal matrices count as the same.
    private static final double ROUNDING = 2e-5;

    public boolean agrees() {
        return differing == 0;
    }

    /// Fanin's fill and libtorch's.
    public static Comparison fill(FillLaw law, DType dtype, long size, Threads threads) {
        return fill(law.law(), dtype, size, threads);
    }

    /// `N(0, 0.02²)` on [−2, 2]: the bounds are 100 standard deviations off.
    public static Comparison wideTruncated(long size, Threads threads) {
        return fill(new TruncatedNormal(0, 0.02, -2, 2), DType.F32, size, threads);
    }

    private static Comparison fill(Law law, DType dtype, long size, Threads threads) {
        try (var left = Libtorch.zeros(dtype, size);
                var right = Libtorch.zeros(dtype, size)) {
            once(Fill.of(Engine.FANIN, law, left, threads, SEED));
            once(Fill.of(Engine.LIBTORCH, law, right, threads, SEED));
            return of(
                    law
                            + ", "
                            + dtype.torchName()
                            + ", "
                            + threads.count()
                            + (threads == Threads.ONE ? " thread" : " threads"),
                    TorchTensor.view(left),
                    TorchTensor.view(right),
                    0);
        }
    }

    /// Both Kaiming fills of [SmallFillBenchmark].
    public static Comparison small(long rows, long columns) {
        try (var left = Libtorch.zeros(DType.F32, rows, columns);
                var right = Libtorch.zeros(DType.F32, rows, columns)) {
            once(SmallFillBenchmark.fill(Engine.FANIN, left, SEED));
            once(SmallFillBenchmark.fill(Engine.LIBTORCH, right, SEED));
            return of(
                    "Kaiming uniform, " + rows + " x " + columns,
                    TorchTensor.view(left),
                    TorchTensor.view(right),
                    0);
        }
    }

    /// A part of a square matrix and the same part of libtorch's whole.
    public static Comparison slice(
            FillLaw law, SliceBenchmark.Part part, long side, Threads threads) {
        Slice slice = part.of(side);
        Tensor actual = Tensor.zeros(DType.F32, slice.shape());
        Filler filler = SliceBenchmark.filler(threads);
        filler.fill(law.law(), slice, actual, Position.START);
        Tensor expected = Tensor.zeros(DType.F32, slice.shape());
        try (var whole = Libtorch.zeros(DType.F32, side, side)) {
            once(Fill.of(Engine.LIBTORCH, law.law(), whole, threads, SliceBenchmark.SEED));
            MemorySegment from = TorchTensor.view(whole).segment();
            slice.runs(
                    0,
                    slice.shape().count(),
                    (first, last, at) ->
                            MemorySegment.copy(
                                    from,
                                    first * Float.BYTES,
                                    expected.segment(),
                                    at * Float.BYTES,
                                    (last - first) * Float.BYTES));
        }
        return of(
                law.law()
                        + ", "
                        + part
                        + " of "
                        + slice.whole()
                        + ", "
                        + threads.count()
                        + (threads == Threads.ONE ? " thread" : " threads"),
                actual,
                expected,
                0);
    }

    /// Fanin's orthogonal matrix and libtorch's, which differ by rounding.
    public static Comparison orthogonal(long side, Threads threads) {
        try (var left = Libtorch.zeros(DType.F32, side, side);
                var right = Libtorch.zeros(DType.F32, side, side)) {
            once(OrthogonalFill.of(OrthogonalFill.Way.FANIN, left, threads, SEED));
            once(OrthogonalFill.of(OrthogonalFill.Way.LIBTORCH, right, threads, SEED));
            return of(
                    "orthogonal, " + side + " x " + side + ", up to " + ROUNDING,
                    TorchTensor.view(left),
                    TorchTensor.view(right),
                    ROUNDING);
        }
    }

    /// Fanin's orthogonal matrix on one thread and on all, which are the same to the bit.
    public static Comparison orthogonalOnAnyThreads(long side) {
        try (var left = Libtorch.zeros(DType.F32, side, side);
                var right = Libtorch.zeros(DType.F32, side, side)) {
            once(OrthogonalFill.of(OrthogonalFill.Way.FANIN, left, Threads.ONE, SEED));
            once(OrthogonalFill.of(OrthogonalFill.Way.FANIN, right, Threads.ALL, SEED));
            return of(
                    "orthogonal, " + side + " x " + side + ", one thread and all",
                    TorchTensor.view(left),
                    TorchTensor.view(right),
                    0);
        }
    }

    private static void once(Fill fill) {
        fill.bind();
        fill.run();
    }

    static Comparison of(
            String what, org.bytedeco.pytorch.Tensor left, org.bytedeco.pytorch.Tensor right) {
        return of(what, TorchTensor.view(left), TorchTensor.view(right), 0);
    }

    private static Comparison of(String what, Tensor left, Tensor right, double allowed) {
        long count = left.shape().count();
        if (left.segment().mismatch(right.segment()) < 0) {
            return new Comparison(what, count, 0, 0);
        }
        long differing = 0;
        double largest = 0;
        for (long i = 0; i < count; i++) {
            if (left.bits(i) != right.bits(i)) {
                double apart = Math.abs(left.get(i) - right.get(i));
                // Not a number where one of them is not.
                if (!(apart <= allowed)) {
                    differing++;
                }
                largest = Math.max(largest, apart);
            }
        }
        return new Comparison(what, count, differing, largest);
    }
}
