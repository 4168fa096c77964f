package io.fanin.model.inference;

import static java.util.Comparator.comparingInt;

import io.fanin.internal.require.Require;
import io.fanin.law.Initializer;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.model.Role;
import io.fanin.model.inference.Candidates.Context;
import io.fanin.model.layer.MultiheadAttention;
import io.fanin.tensor.Shape;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/// Infers what layers a checkpoint's tensors belong to, from names and shapes alone.
///
/// Tensors under one name make a layer. Its tensors' names and shapes decide where they can: a bias
/// as long as the weight's second size is that of Hugging Face's transposed `Conv1D`, running
/// statistics are a batch normalization's, four times the hidden size an LSTM's. Where they allow
/// several types, the words of its name (`embed_tokens`, `ln_1`) and its neighbours decide: the
/// normalization behind a convolution is as long as its output. What is then still open is left
/// open: the guess has several candidates. A transposed convolution is taken to have one group.
public final class LayerInference {
    private LayerInference() {}

    /// @param tensors shapes by name, in the order of `state_dict`
    /// @return a guess for each tensor, layer by layer
    public static SequencedMap<String, LayerGuess> infer(SequencedMap<String, Shape> tensors) {
        List<Group> groups = Group.of(Require.present("tensors", tensors));
        Map<String, List<Layer>> candidates = candidates(groups);
        Map<String, Initializer> construction = construction(groups, candidates);
        SequencedMap<String, LayerGuess> guesses = new LinkedHashMap<>();
        for (Group group : groups) {
            List<Layer> layers = candidates.getOrDefault(group.layer(), List.of());
            for (String tensor : group.tensors().keySet()) {
                String own = group.own(tensor);
                guesses.put(
                        group.nameOf(tensor),
                        new LayerGuess(
                                group.layer(),
                                layers,
                                role(layers, own),
                                Optional.ofNullable(construction.get(group.nameOf(own)))));
            }
        }
        return guesses;
    }

    private static Optional<Role> role(List<Layer> layers, String tensor) {
        return layers.stream()
                .limit(1)
                .flatMap(layer -> layer.parameters().stream())
                .filter(parameter -> parameter.name().equals(tensor))
                .map(Parameter::role)
                .findFirst();
    }

    /// What is left in each tensor by the constructor of the outermost layer that fills it.
    private static Map<String, Initializer> construction(
            List<Group> groups, Map<String, List<Layer>> candidates) {
        Map<String, Initializer> construction = new HashMap<>();
        groups.stream()
                .sorted(comparingInt((Group group) -> group.layer().length()).reversed())
                .forEach(group ->
                        candidates.getOrDefault(group.layer(), List.of()).stream()
                                .limit(1)
                                .flatMap(layer -> layer.construction().stream())
                                .forEach(step -> {
                                    if (step instanceof Fill(String tensor, Initializer filled)) {
                                        construction.put(group.nameOf(tensor), filled);
                                    }
                                }));
        return construction;
    }

    private static Map<String, List<Layer>> candidates(List<Group> groups) {
        Map<String, List<Layer>> candidates = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            boolean inAttention =
                    group.layer().endsWith(".out_proj")
                            && candidates.getOrDefault(group.holder(), List.of()).stream()
                                    .anyMatch(MultiheadAttention.class::isInstance);
            long normalized =
                    i + 1 < groups.size() ? normalized(group, groups.get(i + 1)) : Context.NONE;
            candidates.put(
                    group.layer(),
                    Candidates.of(group, new Context(dims(groups, i), normalized, inAttention)));
        }
        settleSquares(groups, candidates);
        return candidates;
    }

    /// How many dimensions a normalization may have at a place: those of the kernel right before it
    /// in the same layer, otherwise those of the nearest weights before and behind it, the higher
    /// first. Behind a matrix it has one.
    private static List<Integer> dims(List<Group> groups, int place) {
        if (place > 0 && groups.get(place - 1).holder().equals(groups.get(place).holder())) {
            Optional<Integer> before = groups.get(place - 1).kernelDims();
            if (before.isPresent()) {
                return List.of(before.get());
            }
        }
        Stream<Group> before = groups.subList(0, place).reversed().stream();
        Stream<Group> behind = groups.subList(place + 1, groups.size()).stream();
        List<Integer> near =
                Stream.of(before, behind)
                        .flatMap(side -> side.flatMap(each -> each.kernelDims().stream()).limit(1))
                        .distinct()
                        .sorted(Comparator.reverseOrder())
                        .toList();
        return near.isEmpty() ? List.of(2, 1, 3) : near;
    }

    /// The length of a batch normalization right behind a layer.
    private static long normalized(Group group, Group next) {
        Shape mean = next.tensors().get("running_mean");
        return mean != null && mean.rank() == 1 && next.holder().equals(group.holder())
                ? mean.dim(0)
                : Context.NONE;
    }

    /// A square weight with a bias may be transposed, if any in the model is. Those of the same
    /// word are likely of the same type.
    private static void settleSquares(List<Group> groups, Map<String, List<Layer>> candidates) {
        Set<String> linear = new HashSet<>();
        Set<String> transposed = new HashSet<>();
        for (Group group : groups) {
            List<Layer> layers = candidates.getOrDefault(group.layer(), List.of());
            if (layers.size() == 1 && group.tensors().containsKey("bias")) {
                switch (layers.getFirst().type()) {
                    case "Linear" -> linear.add(group.word());
                    case Candidates.TRANSPOSED -> transposed.add(group.word());
                    default -> {}
                }
            }
        }
        for (Group group : groups) {
            List<Layer> layers = candidates.getOrDefault(group.layer(), List.of());
            if (layers.size() == 2 && layers.getLast().type().equals(Candidates.TRANSPOSED)) {
                candidates.put(
                        group.layer(),
                        transposed.isEmpty()
                                ? layers.subList(0, 1)
                                : transposed.contains(group.word())
                                                && !linear.contains(group.word())
                                        ? layers.reversed()
                                        : layers);
            }
        }
    }
}
