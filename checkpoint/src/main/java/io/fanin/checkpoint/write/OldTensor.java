package io.fanin.checkpoint.write;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A tensor of an old checkpoint with all its names, and the shape that it will have.
///
/// @param names that hold the same elements of the same memory, in the file's order
record OldTensor(StoredTensor tensor, List<String> names, Shape shape) {
    /// The tensors of a checkpoint by their first names.
    ///
    /// @param rows names of tensors that get more rows
    /// @throws IllegalArgumentException if `rows` names none, or one that has more or no rows
    static SequencedMap<String, OldTensor> of(Checkpoint old, Map<String, Long> rows) {
        SequencedMap<String, List<String>> names = new LinkedHashMap<>();
        old.tensors()
                .values()
                .forEach(tensor ->
                        names.computeIfAbsent(first(old, tensor).name(), _ -> new ArrayList<>())
                                .add(tensor.name()));
        rows.keySet().stream()
                .filter(name -> !old.tensors().containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "resize \"" + name + "\": the checkpoint has no such tensor");
                });
        SequencedMap<String, OldTensor> tensors = new LinkedHashMap<>();
        old.tensors()
                .forEach((name, tensor) -> {
                    List<String> all = names.get(name);
                    if (all != null) {
                        tensors.put(name, new OldTensor(tensor, all, shape(tensor, all, rows)));
                    }
                });
        return tensors;
    }

    /// The first tensor that is the same elements of the same memory.
    private static StoredTensor first(Checkpoint old, StoredTensor tensor) {
        StoredTensor first = old.tensors().get(tensor.storage());
        return first != null
                        && first.segment().address() == tensor.segment().address()
                        && first.type() == tensor.type()
                        && first.shape().equals(tensor.shape())
                        && first.strides().equals(tensor.strides())
                ? first
                : tensor;
    }

    private static Shape shape(StoredTensor tensor, List<String> names, Map<String, Long> rows) {
        Shape shape = tensor.shape();
        for (String name : names) {
            Long wanted = rows.get(name);
            if (wanted == null) {
                continue;
            }
            if (shape.rank() == 0) {
                throw new IllegalArgumentException(
                        "resize \"" + name + "\": a tensor of shape [] has no rows");
            }
            if (wanted < tensor.shape().dim(0)) {
                throw new IllegalArgumentException(
                        "resize \""
                                + name
                                + "\" to "
                                + wanted
                                + " rows: it has "
                                + tensor.shape().dim(0)
                                + ", and none is dropped");
            }
            long[] dims = shape.toArray();
            dims[0] = wanted;
            shape = Shape.of(dims);
        }
        return shape;
    }

    String name() {
        return names.getFirst();
    }

    boolean isResized() {
        return !shape.equals(tensor.shape());
    }
}
