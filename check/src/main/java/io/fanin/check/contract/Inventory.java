package io.fanin.check.contract;

import static java.util.stream.Collectors.joining;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.scan.Held;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which tensors of a plan a file has, in which shapes and dtypes, and what shares memory.
final class Inventory {
    private static final int SHOWN = 3;

    private final Plan plan;
    private final Map<String, Held> held = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<PlannedTensor> present = new ArrayList<>();

    private Inventory(Plan plan, List<Held> tensors) {
        this.plan = plan;
        tensors.forEach(each -> held.put(each.name(), each));
    }

    static Inventory of(Plan plan, List<Held> tensors) {
        Inventory inventory = new Inventory(plan, tensors);
        inventory.missing();
        inventory.extra(tensors);
        inventory.forms();
        inventory.ties();
        return inventory;
    }

    List<Finding> findings() {
        return findings;
    }

    /// The planned tensors that are there in the right form.
    List<PlannedTensor> present() {
        return present;
    }

    Held held(PlannedTensor tensor) {
        Held found = held.get(tensor.name());
        if (found == null) {
            throw new IllegalArgumentException("\"" + tensor.name() + "\" is not in the file");
        }
        return found;
    }

    /// A tied tensor need not be there a second time: files leave it out.
    private void missing() {
        List<String> names =
                plan.tensors().stream()
                        .filter(each -> !held.containsKey(each.name()))
                        .filter(each -> !each.isTied() || !held.containsKey(each.storage()))
                        .map(PlannedTensor::name)
                        .toList();
        if (!names.isEmpty()) {
            findings.add(
                    Finding.of(
                            Kind.MISSING,
                            names,
                            "the plan has "
                                    + count(names.size(), "tensor")
                                    + " that the file lacks: "
                                    + some(names),
                            "add it with fanin init --like FILE --only-missing --plan PLAN"));
        }
    }

    private void extra(List<Held> tensors) {
        Set<String> planned = new HashSet<>();
        plan.tensors().forEach(each -> planned.add(each.name()));
        List<String> names =
                tensors.stream().map(Held::name).filter(each -> !planned.contains(each)).toList();
        if (!names.isEmpty()) {
            findings.add(
                    Finding.of(
                            Kind.EXTRA,
                            names,
                            "the file has "
                                    + count(names.size(), "tensor")
                                    + " that the plan lacks: "
                                    + some(names),
                            "add it to the plan, or leave it out of the file"));
        }
    }

    private void forms() {
        for (PlannedTensor planned : plan.tensors()) {
            Held found = held.get(planned.name());
            if (found == null) {
                continue;
            }
            boolean fits = true;
            if (!found.shape().equals(planned.shape())) {
                fits = false;
                findings.add(
                        Finding.of(
                                Kind.WRONG_SHAPE,
                                List.of(planned.name()),
                                "the shape is "
                                        + found.shape()
                                        + " where the plan says "
                                        + planned.shape(),
                                "make it anew in the plan's shape, or mend the plan"));
            }
            if (!found.type().equals(planned.dtype().name())) {
                fits = false;
                findings.add(
                        Finding.of(
                                Kind.WRONG_DTYPE,
                                List.of(planned.name()),
                                "the dtype is "
                                        + found.type()
                                        + " where the plan says "
                                        + planned.dtype(),
                                "cast it, or mend the plan"));
            }
            if (fits) {
                present.add(planned);
            }
        }
    }

    private void ties() {
        Map<String, String> planned = new HashMap<>();
        plan.tensors().forEach(each -> planned.put(each.name(), each.storage()));
        for (PlannedTensor tensor : plan.tensors()) {
            Held found = held.get(tensor.name());
            if (found == null || !found.isTied()) {
                continue;
            }
            String own = planned.get(tensor.name());
            String other = planned.get(found.storage());
            if (other != null && !other.equals(own)) {
                findings.add(
                        Finding.of(
                                Kind.WRONG_TIE,
                                List.of(tensor.name(), found.storage()),
                                "it shares the memory of \""
                                        + found.storage()
                                        + "\", which the plan does not say",
                                "give it memory of its own, or tie it in the plan"));
            }
        }
    }

    static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }

    static String some(List<String> names) {
        int more = names.size() - SHOWN;
        return names.stream().limit(SHOWN).map(each -> "\"" + each + "\"").collect(joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
