package io.fanin.checkpoint.write;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.ElementType;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.tensor.Slice;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A revision as what is to be written.
final class RevisionContent {
    private final Draws rules;
    private final Draws plan;
    private final SequencedMap<String, Content.Entry> entries = new LinkedHashMap<>();

    /// Tensors that can be drawn.
    private record Draws(Map<String, PlannedTensor> tensors, @Nullable PlanContent content) {
        static Draws of(Optional<Plan> plan) {
            return new Draws(
                    plan.stream()
                            .flatMap(p -> p.tensors().stream())
                            .collect(Collectors.toMap(PlannedTensor::name, Function.identity())),
                    plan.map(PlanContent::new).orElse(null));
        }

        Optional<PlannedTensor> find(OldTensor old) {
            return old.names().stream().filter(tensors::containsKey).findFirst().map(tensors::get);
        }

        Source source(PlannedTensor tensor, Slice slice) {
            if (content == null) {
                throw new IllegalStateException("there is no plan");
            }
            return content.source(tensor, slice);
        }
    }

    private RevisionContent(Optional<Plan> rules, Optional<Plan> plan) {
        this.rules = Draws.of(rules);
        this.plan = Draws.of(plan);
    }

    /// @throws IllegalArgumentException if the changes can't be
    static Content of(
            Checkpoint old,
            Optional<Redrawing> redrawing,
            Optional<Plan> plan,
            Map<String, Long> rows) {
        SequencedMap<String, OldTensor> tensors = OldTensor.of(old, rows);
        RevisionContent content =
                new RevisionContent(redrawing.map(r -> r.plan(tensors.values())), plan);
        Map<String, OldTensor> byName = new HashMap<>();
        tensors.values().forEach(tensor -> tensor.names().forEach(n -> byName.put(n, tensor)));
        old.tensors().sequencedKeySet().forEach(name -> content.revise(name, byName.get(name)));
        plan.ifPresent(content::complete);
        SequencedMap<String, String> metadata = new LinkedHashMap<>(old.metadata());
        metadata.keySet().removeIf(key -> key.startsWith("fanin."));
        metadata.putIfAbsent("format", "pt");
        return new Content("the revision", List.copyOf(content.entries.values()), metadata);
    }

    private void revise(String name, @Nullable OldTensor old) {
        if (old == null) {
            throw new IllegalStateException(name);
        }
        PlannedTensor planned = plan.tensors.get(name);
        if (planned != null && !planned.shape().equals(old.shape())) {
            throw new IllegalArgumentException(
                    "tensor \""
                            + name
                            + "\": the checkpoint has shape "
                            + old.tensor().shape()
                            + (old.isResized() ? ", resized to " + old.shape() : "")
                            + ", the plan "
                            + planned.shape());
        }
        Optional<PlannedTensor> redrawn = rules.find(old);
        Source source;
        if (old.isResized()) {
            source = resized(old);
        } else if (redrawn.isPresent()) {
            source = rules.source(redrawn.get(), Slice.all(old.shape()));
        } else {
            source = new Copied(old.tensor());
        }
        Origin origin = old.isResized() || redrawn.isPresent() ? Origin.CHANGED : Origin.KEPT;
        entries.put(
                name,
                new Content.Entry(
                        name, old.name(), old.tensor().type(), old.shape(), origin, source));
    }

    /// Old rows, and behind them the rows that the tensor has there in its new shape.
    private Source resized(OldTensor old) {
        Slice rows = Slice.rows(old.shape(), old.tensor().shape().dim(0), old.shape().dim(0));
        Optional<PlannedTensor> redrawn = rules.find(old);
        if (redrawn.isPresent()) {
            return new Joined(new Copied(old.tensor()), rules.source(redrawn.get(), rows));
        }
        PlannedTensor planned =
                plan.find(old)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "resize \""
                                                + old.name()
                                                + "\": neither a rule nor the plan says what its"
                                                + " new rows hold"));
        if (ElementType.of(planned.dtype()) != old.tensor().type()) {
            throw new IllegalArgumentException(
                    "resize \""
                            + old.name()
                            + "\": the checkpoint holds "
                            + old.tensor().type()
                            + ", the plan "
                            + planned.dtype());
        }
        return new Joined(new Copied(old.tensor()), plan.source(planned, rows));
    }

    /// Adds what the plan has and the checkpoint lacks.
    private void complete(Plan wanted) {
        Map<String, Content.Entry> byStorage = new HashMap<>();
        for (PlannedTensor tensor : wanted.tensors()) {
            Content.Entry present = entries.get(tensor.name());
            if (present != null) {
                byStorage.putIfAbsent(tensor.storage(), present);
            }
        }
        for (PlannedTensor tensor : wanted.tensors()) {
            if (!entries.containsKey(tensor.name())) {
                Content.Entry tied = byStorage.get(tensor.storage());
                Content.Entry added = tied == null ? drawn(tensor) : tied(tensor, tied);
                byStorage.putIfAbsent(tensor.storage(), added);
                entries.put(tensor.name(), added);
            }
        }
    }

    private Content.Entry drawn(PlannedTensor tensor) {
        return new Content.Entry(
                tensor.name(),
                tensor.name(),
                ElementType.of(tensor.dtype()),
                tensor.shape(),
                Origin.MADE,
                plan.source(tensor, Slice.all(tensor.shape())));
    }

    private static Content.Entry tied(PlannedTensor tensor, Content.Entry to) {
        return new Content.Entry(
                tensor.name(), to.storage(), to.type(), to.shape(), Origin.MADE, to.source());
    }
}
