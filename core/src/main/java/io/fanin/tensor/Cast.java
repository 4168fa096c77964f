package io.fanin.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Casts contiguous values of one floating-point dtype to another, rounded as [DType#round] says.
/// They go by way of small arrays, over which the loops are plain enough to be vectorized.
final class Cast {
    private static final int BLOCK = 1024;

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final float[] floats;
    private final double[] doubles;
    private final short[] halves;
    private final int[] bits;

    private Cast(int block) {
        floats = new float[block];
        doubles = new double[block];
        halves = new short[block];
        bits = new int[block];
    }

    /// Casts `count` values.
    static void values(
            MemorySegment source, DType from, MemorySegment target, DType to, long count) {
        Cast cast = new Cast((int) Math.min(BLOCK, count));
        for (long done = 0; done < count; done += BLOCK) {
            int some = (int) Math.min(BLOCK, count - done);
            cast.read(source, from, done, some, to == DType.F64);
            cast.write(target, to, done, some);
        }
    }

    /// Reads values into `doubles` if double precision is wanted, otherwise into `floats`.
    private void read(MemorySegment source, DType from, long at, int count, boolean wide) {
        long offset = at * from.bytes();
        switch (from) {
            case F64 -> {
                MemorySegment.copy(source, DOUBLE, offset, doubles, 0, count);
                if (!wide) {
                    for (int i = 0; i < count; i++) {
                        floats[i] = (float) doubles[i];
                    }
                }
                return;
            }
            case F32 -> MemorySegment.copy(source, FLOAT, offset, floats, 0, count);
            case F16 -> {
                MemorySegment.copy(source, SHORT, offset, halves, 0, count);
                for (int i = 0; i < count; i++) {
                    floats[i] = Float.float16ToFloat(halves[i]);
                }
            }
            case BF16 -> {
                MemorySegment.copy(source, SHORT, offset, halves, 0, count);
                for (int i = 0; i < count; i++) {
                    floats[i] = BFloat16.toFloat(halves[i]);
                }
            }
            case I64 -> throw new AssertionError("int64 is no floating-point dtype");
        }
        if (wide) {
            for (int i = 0; i < count; i++) {
                doubles[i] = floats[i];
            }
        }
    }

    private void write(MemorySegment target, DType to, long at, int count) {
        long offset = at * to.bytes();
        switch (to) {
            case F64 -> MemorySegment.copy(doubles, 0, target, DOUBLE, offset, count);
            case F32 -> MemorySegment.copy(floats, 0, target, FLOAT, offset, count);
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    halves[i] = Float.floatToFloat16(floats[i]);
                }
                MemorySegment.copy(halves, 0, target, SHORT, offset, count);
            }
            case BF16 -> {
                // Rounding and narrowing in one loop, or from floats, would not be vectorized.
                MemorySegment.copy(
                        MemorySegment.ofArray(floats),
                        0,
                        MemorySegment.ofArray(bits),
                        0,
                        (long) count * Float.BYTES);
                for (int i = 0; i < count; i++) {
                    bits[i] = BFloat16.rounded(bits[i]);
                }
                for (int i = 0; i < count; i++) {
                    halves[i] = (short) bits[i];
                }
                MemorySegment.copy(halves, 0, target, SHORT, offset, count);
            }
            case I64 -> throw new AssertionError("int64 is no floating-point dtype");
        }
    }
}
