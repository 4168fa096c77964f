package io.fanin.check.scan;

import io.fanin.tensor.BFloat16;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Some elements of a tensor, read in row-major order.
final class Block {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Tensor tensor;
    private final DType dtype;

    /// The elements' bytes, little-endian.
    final byte[] bytes;

    /// Their values.
    final double[] values = new double[Grid.BLOCK];

    /// The bins of the histogram that they belong to.
    final int[] bins = new int[Grid.BLOCK];

    private final float[] floats = new float[Grid.BLOCK];
    private final short[] halves = new short[Grid.BLOCK];

    Block(Tensor tensor) {
        this.tensor = tensor;
        this.dtype = tensor.dtype();
        this.bytes = new byte[Grid.BLOCK * dtype.bytes()];
    }

    /// @param start the first element's row-major number
    void read(long start, int count) {
        MemorySegment heap = MemorySegment.ofArray(bytes);
        if (tensor.isContiguous()) {
            long size = dtype.bytes();
            MemorySegment.copy(tensor.segment(), start * size, heap, 0, count * size);
        } else {
            Tensor gathered = Tensor.of(heap, dtype, Shape.of(count));
            for (int i = 0; i < count; i++) {
                gathered.setBits(i, tensor.bits(start + i));
            }
        }
        switch (dtype) {
            case F32 -> {
                MemorySegment.copy(heap, FLOAT, 0, floats, 0, count);
                MemorySegment.copy(heap, INT, 0, bins, 0, count);
                for (int i = 0; i < count; i++) {
                    values[i] = floats[i];
                }
                for (int i = 0; i < count; i++) {
                    bins[i] >>>= 16;
                }
            }
            case BF16 -> {
                MemorySegment.copy(heap, SHORT, 0, halves, 0, count);
                for (int i = 0; i < count; i++) {
                    floats[i] = BFloat16.toFloat(halves[i]);
                }
                widen(count);
            }
            case F16 -> {
                MemorySegment.copy(heap, SHORT, 0, halves, 0, count);
                for (int i = 0; i < count; i++) {
                    floats[i] = Float.float16ToFloat(halves[i]);
                }
                widen(count);
            }
            case F64 -> {
                MemorySegment.copy(heap, DOUBLE, 0, values, 0, count);
                binByFloat(count);
            }
            case I64 -> {
                Tensor integers = Tensor.of(heap, dtype, Shape.of(count));
                for (int i = 0; i < count; i++) {
                    values[i] = integers.get(i);
                }
                binByFloat(count);
            }
        }
    }

    private void widen(int count) {
        for (int i = 0; i < count; i++) {
            values[i] = floats[i];
        }
        for (int i = 0; i < count; i++) {
            bins[i] = halves[i] & 0xffff;
        }
    }

    private void binByFloat(int count) {
        for (int i = 0; i < count; i++) {
            // Finite, so that no finite value falls in the bin of infinity.
            float nearest = (float) values[i];
            if (Float.isInfinite(nearest) && Double.isFinite(values[i])) {
                nearest = Math.copySign(Float.MAX_VALUE, nearest);
            }
            bins[i] = Float.floatToRawIntBits(nearest) >>> 16;
        }
    }
}
