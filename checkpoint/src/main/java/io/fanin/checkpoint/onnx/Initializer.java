package io.fanin.checkpoint.onnx;

import io.fanin.checkpoint.ElementType;
import io.fanin.tensor.Shape;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// An initializer's values in memory, row-major.
///
/// @param part where they lie in another file, which initializers can share; null if they do not
record Initializer(
        String name,
        ElementType type,
        Shape shape,
        MemorySegment bytes,
        ExternalFiles.@Nullable Part part) {}
