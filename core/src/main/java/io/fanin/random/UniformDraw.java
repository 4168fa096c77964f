package io.fanin.random;

import io.fanin.internal.kernel.Kernel;
import io.fanin.internal.kernel.Mt19937;
import io.fanin.internal.kernel.Words;
import io.fanin.tensor.DType;
import java.lang.foreign.MemorySegment;

/// `uniform_`: bounds and range are rounded to the tensor's type.
record UniformDraw(long start, DType dtype, double lower, double range) implements Draw {
    private static final long WORTH_A_THREAD = 4 << 20;

    static UniformDraw of(long start, DType dtype, double lower, double upper) {
        double low = dtype.round(lower);
        return new UniformDraw(start, dtype, low, dtype.round(dtype.round(upper) - low));
    }

    @Override
    public void part(Mt19937 words, long from, long to, MemorySegment out, long at) {
        int each = Words.perUniform(dtype);
        words.skip(start + from * each - words.drawn());
        Kernel kernel = words.kernel();
        long place = at;
        long left = to - from;
        while (left > 0) {
            int some = (int) Math.min(left, words.ready(each, left * each) / each);
            int first = words.from();
            switch (dtype) {
                case F32 ->
                        kernel.uniformFloats(
                                words.line(),
                                first,
                                some,
                                out,
                                place,
                                (float) lower,
                                (float) range);
                case F64 ->
                        kernel.uniformDoubles(words.line(), first, some, out, place, lower, range);
                case F16 ->
                        kernel.uniformFloat16s(
                                words.line(),
                                first,
                                some,
                                out,
                                place,
                                (float) lower,
                                (float) range);
                case BF16 ->
                        kernel.uniformBfloat16s(
                                words.line(),
                                first,
                                some,
                                out,
                                place,
                                (float) lower,
                                (float) range);
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
