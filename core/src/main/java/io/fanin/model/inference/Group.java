package io.fanin.model.inference;

import io.fanin.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The tensors that stand under one layer's name.
///
/// @param layer the layer's name
/// @param tensors by their names within the layer
record Group(String layer, SequencedMap<String, Shape> tensors) {
    /// How early checkpoints of BERT call a normalization's tensors.
    private static final Map<String, String> EARLY = Map.of("gamma", "weight", "beta", "bias");

    /// All tensors by layer, in the order of each layer's first.
    static List<Group> of(SequencedMap<String, Shape> tensors) {
        SequencedMap<String, SequencedMap<String, Shape>> layers = new LinkedHashMap<>();
        tensors.forEach((name, shape) ->
                layers.computeIfAbsent(layerOf(name), _ -> new LinkedHashMap<>())
                        .put(name.substring(name.lastIndexOf('.') + 1), shape));
        return layers.entrySet().stream()
                .map(layer -> new Group(layer.getKey(), layer.getValue()))
                .toList();
    }

    /// The full name of a tensor of this layer.
    String nameOf(String tensor) {
        return layer.isEmpty() ? tensor : layer + "." + tensor;
    }

    private static String layerOf(String tensor) {
        return tensor.substring(0, Math.max(tensor.lastIndexOf('.'), 0));
    }

    /// What PyTorch calls the tensor of that name.
    String own(String tensor) {
        return EARLY.keySet().containsAll(tensors.keySet())
                ? EARLY.getOrDefault(tensor, tensor)
                : tensor;
    }

    /// The shapes by PyTorch's names.
    SequencedMap<String, Shape> shapes() {
        SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
        tensors.forEach((name, shape) -> shapes.put(own(name), shape));
        return Collections.unmodifiableSequencedMap(shapes);
    }

    /// The number of dimensions of its kernel, 1 for a matrix; empty if it has no such weight.
    Optional<Integer> kernelDims() {
        Shape weight = tensors.getOrDefault("weight", Shape.of());
        boolean isKernel =
                weight.rank() >= 2
                        && weight.rank() <= 5
                        && !weight.equals(tensors.getOrDefault("bias", Shape.of()));
        return isKernel ? Optional.of(Math.max(weight.rank() - 2, 1)) : Optional.empty();
    }

    /// The name of the layer that holds this one.
    String holder() {
        return layerOf(layer);
    }

    /// The last part of the layer's name that is no number.
    String word() {
        String word = layer;
        while (word.matches(".*\\.\\d+")) {
            word = word.substring(0, word.lastIndexOf('.'));
        }
        return word.substring(word.lastIndexOf('.') + 1);
    }

    boolean has(NameHint hint) {
        return hint.in(word());
    }
}
