package io.fanin.random;

import io.fanin.internal.kernel.Kernel;
import io.fanin.internal.kernel.Mt19937;
import io.fanin.internal.kernel.NormalBlocks;
import io.fanin.tensor.DType;
import java.lang.foreign.MemorySegment;

/// `uniform_`: bounds and range are rounded to the tensor's type.
record UniformDraw(long start, DType dtype, double lower, double range) implements Draw {
    private static final long WORTH_A_THREAD = 4 << 20;

    static UniformDraw of(long start, DType dtype, double lower, double upper) {
        double low = dtype.round(lower);
        return new UniformDraw(start, dtype, low, dtype.round(dtype.round(upper) - low));
    }

    /// Fills contiguous memory with `count` values from the words on that come next.
    static void fill(
            Mt19937 words, DType dtype, double lower, double upper, long count, MemorySegment out) {
        double low = dtype.round(lower);
        fill(words, dtype, low, dtype.round(dtype.round(upper) - low), count, out, 0);
    }

    @Override
    public void part(Mt19937 words, long from, long to, MemorySegment out, long at) {
        words.skip(start + from * NormalBlocks.wordsOf(dtype) - words.drawn());
        fill(words, dtype, lower, range, to - from, out, at);
    }

    private static void fill(
            Mt19937 words,
            DType dtype,
            double lower,
            double range,
            long count,
            MemorySegment out,
            long at) {
        int each = NormalBlocks.wordsOf(dtype);
        Kernel kernel = words.kernel();
        long place = at;
        long left = count;
        while (left > 0) {
            int some = (int) Math.min(left, words.ready(each, left * each) / each);
            int from = words.from();
            switch (dtype) {
                case F32 ->
                        kernel.uniformFloats(
                                words.line(), from, some, out, place, (float) lower, (float) range);
                case F64 ->
                        kernel.uniformDoubles(words.line(), from, some, out, place, lower, range);
                case F16 ->
                        kernel.uniformFloat16s(
                                words.line(), from, some, out, place, (float) lower, (float) range);
                case BF16 ->
                        kernel.uniformBfloat16s(
                                words.line(), from, some, out, place, (float) lower, (float) range);
                case I64 -> throw new IllegalArgumentException("int64 has no uniform law");
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
