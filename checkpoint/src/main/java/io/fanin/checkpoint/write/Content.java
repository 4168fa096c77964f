package io.fanin.checkpoint.write;

import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.safetensors.HeaderEncoder;
import io.fanin.tensor.Shape;
import java.util.List;
import java.util.SequencedMap;

/// What is to be written.
///
/// @param name how messages call it, such as `plan "vgg11"`
/// @param tensors under each of their names
/// @param metadata of safetensors files
record Content(String name, List<Entry> tensors, SequencedMap<String, String> metadata) {
    /// The key of metadata that tells the fingerprint of the plan.
    static final String PLAN = "fanin.plan";

    /// A tensor.
    ///
    /// @param storage the name of the first tensor that has the same memory: its own if it is the
    ///   first
    /// @param source of its bytes, row-major
    record Entry(
            String name,
            String storage,
            ElementType type,
            Shape shape,
            Origin origin,
            Source source) {
        long bytes() {
            return Math.multiplyExact(shape.count(), type.bytes());
        }

        boolean isTied() {
            return !name.equals(storage);
        }

        Written.Item item() {
            return new Written.Item(name, type, shape, origin);
        }

        HeaderEncoder.Entry header() {
            return new HeaderEncoder.Entry(name, type, shape);
        }
    }
}
