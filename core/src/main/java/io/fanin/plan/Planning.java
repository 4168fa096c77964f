package io.fanin.plan;

import io.fanin.internal.require.Nearest;
import io.fanin.law.Initializer;
import io.fanin.law.Law;
import io.fanin.model.Construction;
import io.fanin.plan.PlannedModel.Node;
import io.fanin.plan.PlannedModel.Slot;
import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One walk of the stream over a model, pass by pass.
final class Planning {
    private final String name;
    private final TorchCpu sampler;
    private final PlannedModel model;
    private final List<Step> steps = new ArrayList<>();
    private final List<IdleRule> idle = new ArrayList<>();
    private Position position = Position.START;

    Planning(Planner planner, String name, PlannedModel model) {
        this.name = name;
        this.sampler = new TorchCpu(planner.version(), 0);
        this.model = model;
    }

    List<PlannedTensor> tensors() {
        return model.tensors();
    }

    /// All steps, those marked that are overwritten.
    List<Step> steps() {
        Set<Step> live = Collections.newSetFromMap(new IdentityHashMap<>());
        PlannedModel.walk(
                "",
                model.root(),
                (_, node) ->
                        node.own().values().forEach(slot -> live.addAll(slot.storage().live())));
        return steps.stream().map(step -> live.contains(step) ? step : step.asDead()).toList();
    }

    /// The rules without effect in the passes so far.
    List<IdleRule> idle() {
        return idle;
    }

    void run(Pass pass) {
        switch (pass) {
            case Pass.Construct construct ->
                    construct(
                            construct.name(),
                            prefix(construct.part()),
                            part(construct.part()),
                            Collections.newSetFromMap(new IdentityHashMap<>()));
            case Pass.PaddingRows padding ->
                    PlannedModel.walk(
                            "", model.root(), (prefix, node) -> pad(padding, prefix, node));
            case Pass.Apply apply -> apply(apply);
        }
    }

    private static String prefix(Optional<String> part) {
        return part.map(layer -> layer + ".").orElse("");
    }

    /// @throws IllegalArgumentException if the model has no such layer
    private Node part(Optional<String> part) {
        Node root = model.root();
        Node node = part.isEmpty() ? root : root.children().get(part.get());
        if (node == null) {
            throw new IllegalArgumentException(
                    name
                            + " has no layer \""
                            + part.get()
                            + "\"; it has "
                            + String.join(", ", root.children().keySet()));
        }
        return node;
    }

    private void construct(String pass, String prefix, Node node, Set<Node> constructed) {
        if (!constructed.add(node)) {
            return;
        }
        for (Construction step : node.layer().construction()) {
            switch (step) {
                case Construction.Child(String child) ->
                        construct(pass, prefix + child + ".", node.child(child), constructed);
                case Construction.Fill(String tensor, Initializer initializer) ->
                        fill(pass, prefix + tensor, node.slot(tensor), initializer);
                case Construction.FillRow row -> fillRow(pass, prefix, node, row);
                case Construction.Copy(String target, String source) ->
                        copy(node.child(source), node.child(target));
            }
        }
    }

    private void pad(Pass pass, String prefix, Node node) {
        for (Construction step : node.layer().construction()) {
            if (step instanceof Construction.FillRow row) {
                fillRow(pass.name(), prefix, node, row);
            }
        }
    }

    private void fillRow(String pass, String prefix, Node node, Construction.FillRow row) {
        Storage storage = node.slot(row.tensor()).storage();
        long[] sizes = storage.shape().toArray();
        fill(
                pass,
                prefix + row.tensor(),
                storage,
                new Region.Rows(row.row(), row.row() + 1),
                Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length)),
                row.initializer());
    }

    private void copy(Node source, Node target) {
        PlannedModel.walk(
                "",
                target,
                (prefix, node) ->
                        node.own()
                                .forEach((tensor, slot) -> {
                                    Storage from = source.slot(prefix + tensor).storage();
                                    if (from != slot.storage()) {
                                        steps.addAll(slot.storage().copy(from));
                                    }
                                }));
    }

    private void apply(Pass.Apply pass) {
        RuleSet rules = new RuleSet(pass.rules());
        Set<Rule> used = Collections.newSetFromMap(new IdentityHashMap<>());
        PlannedModel.apply(
                prefix(pass.part()),
                part(pass.part()),
                (prefix, node) ->
                        rules.visit(
                                prefix,
                                node,
                                (tensor, slot, rule) -> {
                                    used.add(rule);
                                    fill(pass.name(), tensor, slot, rule.initializer());
                                }));
        pass.rules().stream()
                .filter(rule -> !used.contains(rule))
                .forEach(rule ->
                        idle.add(new IdleRule(pass.name(), rule, reason(rule, pass.part()))));
    }

    /// Why a rule does nothing.
    private String reason(Rule rule, Optional<String> part) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> types = new LinkedHashSet<>();
        Set<String> meant = new LinkedHashSet<>();
        Map<String, String> tied = new LinkedHashMap<>();
        PlannedModel.walk(
                prefix(part),
                part(part),
                (prefix, node) -> {
                    types.add(node.layer().type());
                    node.own()
                            .forEach((tensor, slot) -> {
                                if (slot.tied()) {
                                    tied.put(prefix + tensor, slot.storage().name());
                                } else if (slot.role().isPresent()) {
                                    names.add(prefix + tensor);
                                }
                            });
                    new RuleSet(List.of(rule))
                            .visit(prefix, node, (tensor, _, _) -> meant.add(tensor));
                });
        if (!meant.isEmpty()) {
            return "does nothing: an earlier rule takes every parameter that it means; put it before that";
        }
        for (var tie : tied.entrySet()) {
            if (rule.name().matches(tie.getKey()) && !rule.name().equals(NamePattern.ANY)) {
                return "does nothing: \""
                        + tie.getKey()
                        + "\" is tied to \""
                        + tie.getValue()
                        + "\"; name that one";
            }
        }
        String none = "means no parameter of " + name;
        if (!rule.name().equals(NamePattern.ANY) && !names.isEmpty()) {
            return none + "; the nearest name is \"" + Nearest.to(rule.name().text(), names) + "\"";
        }
        if (types.stream().noneMatch(rule.layer()::matches)) {
            return none
                    + "; the nearest type of layer is "
                    + Nearest.to(rule.layer().text(), types);
        }
        return none;
    }

    private void fill(String pass, String tensor, Slot slot, Initializer initializer) {
        Storage storage = slot.storage();
        fill(pass, tensor, storage, new Region.Whole(), storage.shape(), initializer);
    }

    private void fill(
            String pass,
            String tensor,
            Storage storage,
            Region region,
            Shape shape,
            Initializer initializer) {
        String scheme = Rule.scheme(initializer);
        try {
            Law law = initializer.law(shape);
            Position after =
                    sampler.after(law, region.shape(storage.shape()), storage.drawn(), position);
            Step step =
                    new Step(
                            pass,
                            storage.name(),
                            region,
                            scheme,
                            law,
                            storage.drawn(),
                            position,
                            after.words() - position.words(),
                            false);
            steps.add(step);
            storage.fill(step);
            position = after;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name
                            + ": pass "
                            + pass
                            + ": tensor \""
                            + tensor
                            + "\": "
                            + scheme
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
