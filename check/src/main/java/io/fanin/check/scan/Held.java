package io.fanin.check.scan;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.model.Weights;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// A tensor that is to be read, wherever it is held.
///
/// @param storage the first tensor's name that shares its memory; its own if none does
/// @param type of the elements, as its holder calls it, such as `F32`
/// @param tensor empty if Fanin does not compute with the type
/// @param raw its bytes instead in that case
public record Held(
        String name,
        String storage,
        String type,
        Shape shape,
        Optional<Tensor> tensor,
        Optional<RawElements> raw) {

    /// Those of an open file, in its order.
    public static List<Held> of(Checkpoint checkpoint) {
        return checkpoint.tensors().values().stream().map(Held::of).toList();
    }

    private static Held of(StoredTensor stored) {
        boolean computable = stored.type().dtype().isPresent();
        return new Held(
                stored.name(),
                stored.storage(),
                stored.type().name(),
                stored.shape(),
                computable ? Optional.of(stored.tensor()) : Optional.empty(),
                computable ? Optional.empty() : Optional.of(RawElements.of(stored)));
    }

    /// Those of a model, in the order of `state_dict`.
    public static List<Held> of(Weights weights) {
        IdentityHashMap<Tensor, String> names = new IdentityHashMap<>();
        List<Held> held = new ArrayList<>();
        weights.stateDict()
                .forEach((name, tensor) -> {
                    String first = names.putIfAbsent(tensor, name);
                    held.add(
                            new Held(
                                    name,
                                    first == null ? name : first,
                                    tensor.dtype().name(),
                                    tensor.shape(),
                                    Optional.of(tensor),
                                    Optional.empty()));
                });
        return held;
    }

    /// Whether it shares the memory of a tensor before it.
    public boolean isTied() {
        return !storage.equals(name);
    }
}
