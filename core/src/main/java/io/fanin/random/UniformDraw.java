package io.fanin.random;

import io.fanin.internal.kernel.Kernel;
import io.fanin.internal.kernel.Mt19937;
import io.fanin.internal.kernel.Scratch;
import io.fanin.internal.kernel.Words;
import io.fanin.law.Uniform;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.lang.foreign.MemorySegment;

/// `uniform_`: bounds and range are rounded to the tensor's type.
record UniformDraw(long start, DType dtype, double lower, double range) implements Draw {
    private static final long WORTH_A_THREAD = 4 << 20;

    static UniformDraw of(long start, DType dtype, double lower, double upper) {
        double low = dtype.round(lower);
        return new UniformDraw(start, dtype, low, dtype.round(dtype.round(upper) - low));
    }

    /// Fills a whole tensor, which begins at the next word. For float32, the dtype of most small
    /// tensors, with no more than the kernel needs.
    static void whole(Mt19937 words, Tensor tensor, Uniform law) {
        if (tensor.dtype() == DType.F32) {
            float lower = (float) law.lower();
            float range = (float) ((double) (float) law.upper() - lower);
            floats(words, tensor.shape().count(), tensor.segment(), 0, lower, range);
        } else {
            of(words.drawn(), tensor.dtype(), law.lower(), law.upper())
                    .part(words, 0, tensor.shape().count(), tensor.segment(), 0);
        }
    }

    private static void floats(
            Mt19937 words, long count, MemorySegment out, long at, float lower, float range) {
        Kernel kernel = words.kernel();
        Scratch scratch = words.scratch();
        long left = count;
        long place = at;
        while (left > 0) {
            int some = (int) Math.min(left, words.ready(1, left));
            kernel.uniformFloats(
                    words.line(), words.from(), some, out, place, lower, range, scratch);
            words.take(some);
            place += 4L * some;
            left -= some;
        }
    }

    @Override
    public void part(Mt19937 words, long from, long to, MemorySegment out, long at) {
        int each = Words.perUniform(dtype);
        words.skip(start + from * each - words.drawn());
        float low = (float) lower;
        float width = (float) range;
        if (dtype == DType.F32) {
            floats(words, to - from, out, at, low, width);
            return;
        }
        Kernel kernel = words.kernel();
        Scratch scratch = words.scratch();
        long place = at;
        long left = to - from;
        while (left > 0) {
            int some = (int) Math.min(left, words.ready(each, left * each) / each);
            int[] raw = words.line();
            int first = words.from();
            switch (dtype) {
                case F64 -> kernel.uniformDoubles(raw, first, some, out, place, lower, range);
                case F16 ->
                        kernel.uniformFloat16s(raw, first, some, out, place, low, width, scratch);
                case BF16 ->
                        kernel.uniformBfloat16s(raw, first, some, out, place, low, width, scratch);
                case F32, I64 ->
                        throw new IllegalStateException(dtype.torchName() + " goes another way");
            }
            words.take(some * each);
            place += (long) some * dtype.bytes();
            left -= some;
        }
    }

    @Override
    public long worthAThread() {
        return WORTH_A_THREAD;
    }
}
