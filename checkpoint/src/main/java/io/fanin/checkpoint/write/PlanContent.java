package io.fanin.checkpoint.write;

import io.fanin.checkpoint.ElementType;
import io.fanin.fill.PlanFiller;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Step;
import io.fanin.tensor.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// A plan as what is to be written.
final class PlanContent {
    private final PlanFiller filler;
    private final Set<String> drawnWhole;

    /// Where in the stream the tensors begin that are drawn, by their storage.
    private final Map<String, Long> places;

    /// @throws IllegalArgumentException if the plan has no seed
    PlanContent(Plan plan) {
        if (plan.seed().isEmpty()) {
            throw new IllegalArgumentException(
                    "plan \"" + plan.model() + "\" has no seed: it does not say every bit");
        }
        this.filler = PlanFiller.of(plan).on(null);
        this.drawnWhole =
                plan.steps().stream()
                        .filter(step -> !step.dead() && isDrawnWhole(step))
                        .map(Step::storage)
                        .collect(Collectors.toSet());
        this.places =
                plan.steps().stream()
                        .filter(step -> !step.dead())
                        .collect(
                                Collectors.toMap(
                                        Step::storage, step -> step.position().words(), Math::min));
    }

    private static boolean isDrawnWhole(Step step) {
        return step.law() instanceof Orthogonal || step.law() instanceof Sparse;
    }

    static Content of(Plan plan, Part part) {
        PlanContent content = new PlanContent(plan);
        List<Content.Entry> entries = new ArrayList<>();
        for (PlannedTensor tensor : plan.tensors()) {
            Slice slice = part.slice(tensor.name(), tensor.shape());
            entries.add(
                    new Content.Entry(
                            tensor.name(),
                            tensor.storage(),
                            ElementType.of(tensor.dtype()),
                            part.shape(tensor.name(), slice),
                            Origin.MADE,
                            content.source(tensor, slice)));
        }
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put(Content.PLAN, Fingerprint.of(plan));
        if (part.count() > 1) {
            metadata.put("fanin.part", part.describe());
        }
        return new Content("plan \"" + plan.model() + "\"", entries, metadata);
    }

    /// A part of a tensor of the plan.
    Source source(PlannedTensor tensor, Slice slice) {
        return new Drawn(
                filler,
                tensor.name(),
                tensor.dtype(),
                slice,
                drawnWhole.contains(tensor.storage()),
                places.getOrDefault(tensor.storage(), 0L));
    }
}
