package io.fanin.check.scan;

import io.fanin.checkpoint.StoredTensor;
import io.fanin.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Elements of a type that Fanin does not compute with: their bytes alone.
///
/// @param size of an element in bytes
/// @param strides in elements
public record RawElements(MemorySegment segment, int size, Shape shape, List<Long> strides) {
    static RawElements of(StoredTensor stored) {
        return new RawElements(
                stored.segment(), stored.type().bytes(), stored.shape(), stored.strides());
    }

    /// The row-major number of the first element whose bytes are not those of the other's; −1 if
    /// there is none.
    ///
    /// @param other of the same shape and size
    public long mismatch(RawElements other) {
        for (long number = 0; number < shape.count(); number++) {
            if (MemorySegment.mismatch(
                            segment,
                            offset(number),
                            offset(number) + size,
                            other.segment,
                            other.offset(number),
                            other.offset(number) + size)
                    >= 0) {
                return number;
            }
        }
        return -1;
    }

    private long offset(long number) {
        long offset = 0;
        long rest = number;
        for (int dim = shape.rank() - 1; dim >= 0; dim--) {
            offset += rest % shape.dim(dim) * strides.get(dim);
            rest /= shape.dim(dim);
        }
        return offset * size;
    }
}
