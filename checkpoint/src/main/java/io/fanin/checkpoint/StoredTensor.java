package io.fanin.checkpoint;

import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// A tensor in an open checkpoint file.
///
/// @param name as the file has it; a name within a module has dots, such as `fc1.weight`
/// @param storage the name of the first tensor that shares this one's memory; its own if none does
/// @param strides in elements; those of a contiguous tensor in most formats
/// @param segment the memory from the first element on, little-endian, read-only, valid until the
///   checkpoint is closed
public record StoredTensor(
        String name,
        String storage,
        ElementType type,
        Shape shape,
        List<Long> strides,
        MemorySegment segment) {
    /// A contiguous, row-major tensor that shares its memory with none.
    public static StoredTensor contiguous(
            String name, ElementType type, Shape shape, MemorySegment segment) {
        Long[] strides = new Long[shape.rank()];
        long step = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= Math.max(shape.dim(i), 1);
        }
        return new StoredTensor(name, name, type, shape, List.of(strides), segment);
    }

    /// The bytes of all elements: elements times size.
    public long bytes() {
        return shape.count() * type.bytes();
    }

    /// The values, in place.
    ///
    /// @throws IllegalArgumentException if Fanin does not compute with the type
    public Tensor tensor() {
        return Tensor.of(
                segment,
                type.dtype()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "tensor \""
                                                + name
                                                + "\" holds "
                                                + type
                                                + " values, with which Fanin does not compute")),
                shape,
                strides.stream().mapToLong(Long::longValue).toArray());
    }
}
