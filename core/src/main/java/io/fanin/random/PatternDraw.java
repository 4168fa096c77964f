package io.fanin.random;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.lang.foreign.MemorySegment;

/// The laws that draw nothing: one value everywhere but at a few places, which are a fixed distance
/// apart in each of some groups.
///
/// @param value what the elements hold
/// @param groups of places that hold 1 instead; 0 for none
/// @param perGroup places in each group
/// @param first the first place's number
/// @param step from one place to the next
/// @param groupStep from the first place of a group to that of the next
record PatternDraw(
        DType dtype,
        double value,
        long groups,
        long perGroup,
        long first,
        long step,
        long groupStep)
        implements Draw {
    private static final long WORTH_A_THREAD = 16 << 20;

    static PatternDraw constant(DType dtype, Constant law) {
        return new PatternDraw(dtype, law.value(), 0, 0, 0, 0, 0);
    }

    static PatternDraw eye(DType dtype, Shape shape) {
        long diagonal = Math.min(shape.dim(0), shape.dim(1));
        return new PatternDraw(dtype, 0, 1, diagonal, 0, shape.dim(1) + 1, 0);
    }

    /// The ones of output channel `i` of a group are at the middle of its kernel for input channel
    /// `i`.
    static PatternDraw dirac(DType dtype, Shape shape, Dirac law) {
        long kernel = 1;
        long middle = 0;
        for (int i = 2; i < shape.rank(); i++) {
            kernel *= shape.dim(i);
            middle = middle * shape.dim(i) + shape.dim(i) / 2;
        }
        long outOfGroup = shape.dim(0) / law.groups();
        long row = shape.dim(1) * kernel;
        return new PatternDraw(
                dtype,
                0,
                shape.count() == 0 ? 0 : law.groups(),
                Math.min(outOfGroup, shape.dim(1)),
                middle,
                row + kernel,
                outOfGroup * row);
    }

    @Override
    public void part(Mt19937 words, long from, long to, MemorySegment out, long at) {
        MemorySegment here = out.asSlice(at, (to - from) * dtype.bytes());
        Tensor values = Tensor.of(here, dtype, Shape.of(to - from));
        if (value == 0 && Math.copySign(1, value) > 0) {
            here.fill((byte) 0);
        } else {
            for (long i = 0; i < to - from; i++) {
                values.set(i, value);
            }
        }
        for (long group = 0; group < groups; group++) {
            long start = first + group * groupStep;
            long skipped = start >= from ? 0 : (from - start + step - 1) / step;
            for (long i = skipped; i < perGroup && start + i * step < to; i++) {
                values.set(start + i * step - from, 1);
            }
        }
    }

    @Override
    public long worthAThread() {
        return WORTH_A_THREAD;
    }
}
