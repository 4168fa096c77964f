package io.fanin.check.scan;

import io.fanin.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The elements of a tensor of any strides, in row-major order: as runs of equal distance, which
/// are as long as the strides permit.
final class Elements {
    private final MemorySegment memory;
    private final int bytes;

    /// Dimensions and strides, the last first; neighbours are joined where one goes on where the
    /// other ends.
    private final long[] dims;

    private final long[] strides;
    private final int rank;

    Elements(Tensor tensor) {
        memory = tensor.segment();
        bytes = tensor.dtype().bytes();
        long[] given = tensor.strides();
        dims = new long[given.length + 1];
        strides = new long[given.length + 1];
        int joined = 0;
        dims[0] = 1;
        strides[0] = 1;
        for (int i = given.length - 1; i >= 0; i--) {
            long dim = tensor.shape().dim(i);
            if (dim == 1) {
                continue;
            }
            if (dims[joined] == 1) {
                dims[joined] = dim;
                strides[joined] = given[i];
            } else if (given[i] == dims[joined] * strides[joined]) {
                dims[joined] *= dim;
            } else {
                joined++;
                dims[joined] = dim;
                strides[joined] = given[i];
            }
        }
        rank = joined + 1;
    }

    /// Copies the bytes of `count` elements.
    ///
    /// @param start the first one's row-major number
    /// @param at where its bytes go
    void copy(long start, int count, MemorySegment target, long at) {
        long number = start;
        long end = start + count;
        long to = at;
        while (number < end) {
            long within = number % dims[0];
            long run = Math.min(dims[0] - within, end - number);
            long from = within * strides[0];
            long rest = number / dims[0];
            for (int i = 1; i < rank; i++) {
                from += rest % dims[i] * strides[i];
                rest /= dims[i];
            }
            copy(from * bytes, strides[0] * bytes, (int) run, target, to);
            number += run;
            to += run * bytes;
        }
    }

    private void copy(long from, long step, int count, MemorySegment target, long at) {
        if (step == bytes) {
            MemorySegment.copy(memory, from, target, at, (long) count * bytes);
            return;
        }
        switch (bytes) {
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    short one = memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, from + i * step);
                    target.set(ValueLayout.JAVA_SHORT_UNALIGNED, at + i * 2L, one);
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    int one = memory.get(ValueLayout.JAVA_INT_UNALIGNED, from + i * step);
                    target.set(ValueLayout.JAVA_INT_UNALIGNED, at + i * 4L, one);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    long one = memory.get(ValueLayout.JAVA_LONG_UNALIGNED, from + i * step);
                    target.set(ValueLayout.JAVA_LONG_UNALIGNED, at + i * 8L, one);
                }
            }
        }
    }
}
