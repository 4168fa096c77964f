package io.fanin.check.scan;

import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Reads values of a tensor of any dtype and strides, many at a time; for one thread.
public final class ValueReader {
    private static final int BLOCK = 1024;
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Elements elements;
    private final DType dtype;
    private final MemorySegment heap = MemorySegment.ofArray(new byte[BLOCK * Long.BYTES]);
    private final Tensor block;
    private final Tensor converted;
    private final float[] floats = new float[BLOCK];

    public ValueReader(Tensor tensor) {
        elements = new Elements(tensor);
        dtype = tensor.dtype();
        block = Tensor.of(heap, dtype, Shape.of(BLOCK));
        converted = Tensor.of(floats, BLOCK);
    }

    /// Reads `count` values.
    ///
    /// @param start the first one's row-major number
    /// @param at where it goes
    public void read(long start, int count, double[] target, int at) {
        for (int done = 0; done < count; done += BLOCK) {
            int some = Math.min(BLOCK, count - done);
            elements.copy(start + done, some, heap, 0);
            convert(some, target, at + done);
        }
    }

    private void convert(int count, double[] target, int at) {
        switch (dtype) {
            case F64 -> MemorySegment.copy(heap, DOUBLE, 0, target, at, count);
            case I64 -> {
                for (int i = 0; i < count; i++) {
                    target[at + i] = block.get(i);
                }
            }
            case F32 -> {
                MemorySegment.copy(heap, FLOAT, 0, floats, 0, count);
                widen(count, target, at);
            }
            case F16, BF16 -> {
                converted.copy(block);
                widen(count, target, at);
            }
        }
    }

    private void widen(int count, double[] target, int at) {
        for (int i = 0; i < count; i++) {
            target[at + i] = floats[i];
        }
    }
}
