package io.fanin.checkpoint.write;

import io.fanin.checkpoint.ElementType;
import io.fanin.tensor.Shape;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What was written.
///
/// @param files in order; the index of shards is the last one
/// @param resumed those of them that a run before this one had finished
/// @param bytes of all tensors
/// @param tensors in the order of the files' headers
/// @param ties names that were not written, each with the name that holds its values
public record Written(
        List<Path> files,
        List<Path> resumed,
        long bytes,
        List<Item> tensors,
        SequencedMap<String, String> ties) {
    public Written {
        files = List.copyOf(files);
        resumed = List.copyOf(resumed);
        tensors = List.copyOf(tensors);
        ties = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ties));
    }

    /// A tensor in a file.
    public record Item(String name, ElementType type, Shape shape, Origin origin) {
        public long bytes() {
            return shape.count() * type.bytes();
        }
    }

    /// The tensors of one origin.
    public List<Item> tensors(Origin origin) {
        return tensors.stream().filter(item -> item.origin() == origin).toList();
    }
}
