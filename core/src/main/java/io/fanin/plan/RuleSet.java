package io.fanin.plan;

import io.fanin.plan.PlannedModel.Node;
import io.fanin.plan.PlannedModel.Slot;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The rules of one pass, ready to be asked about many tensors.
final class RuleSet {
    /// Hears which rule fills a tensor.
    interface Match {
        /// @param name the tensor's full name
        void accept(String name, Slot slot, Rule rule);
    }

    private record Ready(
            Rule rule,
            Predicate<String> layer,
            Predicate<String> name,
            Predicate<String> tensor,
            boolean within) {
        static Ready of(Rule rule) {
            return new Ready(
                    rule,
                    rule.layer().predicate(),
                    rule.name().predicate(),
                    rule.tensor().predicate(),
                    rule.tensor().hasDot());
        }
    }

    private final List<Ready> rules;
    private final Map<String, List<Ready>> byType = new HashMap<>();

    RuleSet(List<Rule> rules) {
        this.rules = rules.stream().map(Ready::of).toList();
    }

    /// What is filled when a layer is visited, in its order: its own parameters, then those of the
    /// layers within, a shared one once.
    void visit(String prefix, Node node, Match match) {
        List<Ready> here =
                byType.computeIfAbsent(
                        node.layer().type(),
                        type -> rules.stream().filter(each -> each.layer.test(type)).toList());
        List<Ready> own = here.stream().filter(each -> !each.within).toList();
        if (!own.isEmpty()) {
            node.own().forEach((tensor, slot) -> first(own, prefix, tensor, slot, match));
        }
        List<Ready> within = here.stream().filter(each -> each.within).toList();
        if (!within.isEmpty()) {
            Set<Storage> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            node.own().values().forEach(slot -> seen.add(slot.storage()));
            PlannedModel.walk(
                    "",
                    node,
                    (path, inner) ->
                            inner.own()
                                    .forEach((tensor, slot) -> {
                                        if (seen.add(slot.storage())) {
                                            first(within, prefix, path + tensor, slot, match);
                                        }
                                    }));
        }
    }

    private static void first(
            List<Ready> rules, String prefix, String tensor, Slot slot, Match match) {
        if (slot.role().isEmpty() || slot.tied()) {
            return;
        }
        for (Ready each : rules) {
            if (each.tensor.test(tensor)
                    && each.name.test(prefix + tensor)
                    && (each.rule.role().isEmpty() || each.rule.role().equals(slot.role()))) {
                match.accept(prefix + tensor, slot, each.rule);
                return;
            }
        }
    }
}
