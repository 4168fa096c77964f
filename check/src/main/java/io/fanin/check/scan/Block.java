package io.fanin.check.scan;

import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A tile of a tensor, read and converted. The loops are plain enough for the compiler to vectorize
/// them.
final class Block {
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int INFINITY = 0x7f800000;
    private static final int LEAST_NORMAL = 0x00800000;

    private final Elements elements;
    private final DType dtype;
    private final long columns;

    /// Those of 8 bytes.
    private final double[] values;

    /// The bits of the float32 nearest to each, of finite ones the nearest finite.
    private final int[] bits;

    /// The greatest of the bits without signs.
    private int greatest;

    /// The least of them.
    private int least;

    private final int bytes;
    private final MemorySegment heap;
    private final long[] words;
    private final MemorySegment wordsHeap;
    private final MemorySegment bitsHeap;
    private final float[] floats;
    private final MemorySegment floatsHeap;
    private final short[] halves;

    Block(Tensor tensor, Grid grid) {
        elements = new Elements(tensor);
        dtype = tensor.dtype();
        columns = grid.columns();
        int size = (int) Math.min(Grid.BLOCK, tensor.shape().count());
        bytes = dtype.bytes();
        heap = MemorySegment.ofArray(new byte[size * bytes]);
        words = new long[Math.ceilDiv(size * bytes, Long.BYTES)];
        wordsHeap = MemorySegment.ofArray(words);
        values = new double[bytes == Long.BYTES ? size : 0];
        bits = new int[size];
        bitsHeap = MemorySegment.ofArray(bits);
        floats = new float[size];
        floatsHeap = MemorySegment.ofArray(floats);
        halves = new short[bytes == 2 ? size : 0];
    }

    void read(Grid.Tile tile) {
        long first = tile.row() * columns + tile.column();
        if (tile.columns() == columns) {
            elements.copy(first, tile.size(), heap, 0);
        } else {
            long each = (long) tile.columns() * bytes;
            for (int i = 0; i < tile.rows(); i++) {
                elements.copy(first + i * columns, tile.columns(), heap, i * each);
            }
        }
        convert(tile.size());
        measure(tile.size());
    }

    /// One method for each dtype: so only those are compiled that run.
    private void convert(int count) {
        switch (dtype) {
            case F32 -> convertFloats(count);
            case BF16 -> convertBrainFloats(count);
            case F16 -> convertHalves(count);
            case F64 -> convertDoubles(count);
            case I64 -> convertLongs(count);
        }
    }

    private void convertFloats(int count) {
        MemorySegment.copy(heap, INT, 0, bits, 0, count);
        MemorySegment.copy(bitsHeap, 0, floatsHeap, 0, (long) count * Float.BYTES);
    }

    private void convertBrainFloats(int count) {
        MemorySegment.copy(heap, SHORT, 0, halves, 0, count);
        // Two loops: widening with a shift is not vectorized.
        for (int i = 0; i < count; i++) {
            bits[i] = halves[i];
        }
        for (int i = 0; i < count; i++) {
            bits[i] <<= 16;
        }
        MemorySegment.copy(bitsHeap, 0, floatsHeap, 0, (long) count * Float.BYTES);
    }

    private void convertHalves(int count) {
        MemorySegment.copy(heap, SHORT, 0, halves, 0, count);
        for (int i = 0; i < count; i++) {
            floats[i] = Float.float16ToFloat(halves[i]);
        }
        MemorySegment.copy(floatsHeap, 0, bitsHeap, 0, (long) count * Float.BYTES);
    }

    private void convertDoubles(int count) {
        MemorySegment.copy(heap, DOUBLE, 0, values, 0, count);
        narrow(count);
    }

    private void convertLongs(int count) {
        for (int i = 0; i < count; i++) {
            values[i] = heap.get(LONG, (long) i * Long.BYTES);
        }
        narrow(count);
    }

    /// Gives `count` values from number `from` on.
    void values(int from, int count, double[] target) {
        if (bytes == Long.BYTES) {
            System.arraycopy(values, from, target, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            target[i] = floats[from + i];
        }
    }

    private void narrow(int count) {
        for (int i = 0; i < count; i++) {
            floats[i] = (float) values[i];
        }
        MemorySegment.copy(floatsHeap, 0, bitsHeap, 0, (long) count * Float.BYTES);
        for (int i = 0; i < count; i++) {
            // Finite, so that no finite value falls in the bin of infinity.
            if ((bits[i] & Integer.MAX_VALUE) == INFINITY && Double.isFinite(values[i])) {
                bits[i]--;
            }
        }
    }

    private void measure(int count) {
        // Two loops: the compiler vectorizes no loop with both.
        int small = Integer.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            small = Math.min(small, bits[i] & Integer.MAX_VALUE);
        }
        int great = 0;
        for (int i = 0; i < count; i++) {
            great = Math.max(great, bits[i] & Integer.MAX_VALUE);
        }
        least = small;
        greatest = great;
    }

    /// Counts values by the upper half of their bits, float16 by their own bits: in two tables, so
    /// that a count seldom waits for the one before in the same bin.
    void count(int count, int[] bins, int[] others) {
        int even = count / 2 * 2;
        if (dtype == DType.F16) {
            for (int i = 0; i < even; i += 2) {
                bins[halves[i] & 0xffff]++;
                others[halves[i + 1] & 0xffff]++;
            }
        } else {
            for (int i = 0; i < even; i += 2) {
                bins[bits[i] >>> 16]++;
                others[bits[i + 1] >>> 16]++;
            }
        }
        if (even < count) {
            bins[dtype == DType.F16 ? halves[even] & 0xffff : bits[even] >>> 16]++;
        }
    }

    /// A hash of the bytes of some values.
    long hash(int from, int count) {
        int size = count * bytes;
        words[(size - 1) / Long.BYTES] = 0;
        MemorySegment.copy(heap, (long) from * bytes, wordsHeap, 0, size);
        return RowHash.of(words, size);
    }

    /// The least bin that holds something, of values without their signs.
    int firstBin() {
        return dtype == DType.F16 ? 0 : least >>> 16;
    }

    /// The greatest.
    int lastBin() {
        return dtype == DType.F16 ? 0x7fff : greatest >>> 16;
    }

    boolean isFinite() {
        return greatest < INFINITY;
    }

    /// Whether there may be zeros.
    boolean mayHaveZeros() {
        return least == 0;
    }

    /// Whether there may be zeros or, but for float16, denormals.
    boolean mayBeSmall() {
        return least < LEAST_NORMAL;
    }

    /// How many values of float32 are closer to 0 than the least normal number.
    int small(int count) {
        int small = 0;
        for (int i = 0; i < count; i++) {
            small += ((bits[i] & Integer.MAX_VALUE) - LEAST_NORMAL) >>> 31;
        }
        return small;
    }

    /// The least value of float32, if all are finite.
    double min(int count) {
        int min = Integer.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            min = Math.min(min, ordered(bits[i]));
        }
        return Float.intBitsToFloat(ordered(min));
    }

    /// The greatest.
    double max(int count) {
        int max = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            max = Math.max(max, ordered(bits[i]));
        }
        return Float.intBitsToFloat(ordered(max));
    }

    /// Bits as integers of the same order, and back.
    private static int ordered(int bits) {
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    /// How many of the values from `from` (included) to `to` (excluded) are 0.
    int zeros(int from, int to) {
        int zeros = 0;
        if (dtype.bytes() == 8) {
            for (int i = from; i < to; i++) {
                zeros += values[i] == 0 && (bits[i] & Integer.MAX_VALUE) == 0 ? 1 : 0;
            }
        } else {
            for (int i = from; i < to; i++) {
                zeros += ((bits[i] & Integer.MAX_VALUE) - 1) >>> 31;
            }
        }
        return zeros;
    }
}
