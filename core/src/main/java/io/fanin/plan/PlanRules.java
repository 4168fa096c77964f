package io.fanin.plan;

import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.Shape;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What a plan must keep to, whoever wrote it.
final class PlanRules {
    private final TorchCpu sampler;
    private final Map<String, PlannedTensor> tensors = new HashMap<>();

    PlanRules(TorchVersion version, List<PlannedTensor> tensors) {
        sampler = new TorchCpu(version, 0);
        for (PlannedTensor each : tensors) {
            if (this.tensors.put(each.name(), each) != null) {
                throw wrong(each, "is there twice");
            }
            checkStorage(each);
        }
    }

    private void checkStorage(PlannedTensor tensor) {
        PlannedTensor owner = tensors.get(tensor.storage());
        if (owner == null || (owner.isTied() && tensor.isTied())) {
            throw wrong(
                    tensor,
                    "shares the memory of \""
                            + tensor.storage()
                            + "\", which is no tensor before it with memory of its own");
        }
        if (owner.dtype() != tensor.dtype() || !owner.shape().equals(tensor.shape())) {
            throw wrong(
                    tensor,
                    "is "
                            + tensor.dtype().torchName()
                            + " of shape "
                            + tensor.shape()
                            + ", but shares the memory of \""
                            + owner.name()
                            + "\", "
                            + owner.dtype().torchName()
                            + " of shape "
                            + owner.shape());
        }
    }

    private static IllegalArgumentException wrong(PlannedTensor tensor, String what) {
        return new IllegalArgumentException("tensor \"" + tensor.name() + "\" " + what);
    }

    void check(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            try {
                check(step);
            } catch (IllegalArgumentException e) {
                throw wrong(step, i, String.valueOf(e.getMessage()));
            }
        }
        checkDead(steps);
    }

    /// A dead step is never computed: if nothing overwrote it, its values would be missing.
    private void checkDead(List<Step> steps) {
        Map<String, Storage> storages = new HashMap<>();
        steps.forEach(step -> storage(storages, step).fill(step));
        Set<Step> live = Collections.newSetFromMap(new IdentityHashMap<>());
        storages.values().forEach(storage -> live.addAll(storage.live()));
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.dead() && live.contains(step)) {
                throw wrong(step, i, "is dead, but no later step overwrites all of it");
            }
        }
    }

    private Storage storage(Map<String, Storage> storages, Step step) {
        return storages.computeIfAbsent(
                step.storage(),
                name -> {
                    PlannedTensor tensor = Objects.requireNonNull(tensors.get(name));
                    return new Storage(name, tensor.dtype(), tensor.dtype(), tensor.shape());
                });
    }

    private static IllegalArgumentException wrong(Step step, int index, String what) {
        return new IllegalArgumentException(
                "step " + index + ", " + step.scheme() + " of \"" + step.storage() + "\": " + what);
    }

    private void check(Step step) {
        PlannedTensor tensor = tensors.get(step.storage());
        if (tensor == null || tensor.isTied()) {
            throw new IllegalArgumentException("no tensor has its memory under that name");
        }
        if (step.drawn().isFloatingPoint() != tensor.dtype().isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "is drawn in "
                            + step.drawn().torchName()
                            + ", which can't be cast to "
                            + tensor.dtype().torchName());
        }
        Shape shape = step.region().shape(tensor.shape());
        Position after = sampler.after(step.law(), shape, step.drawn(), step.position());
        long words = after.words() - step.position().words();
        if (step.words() != 0 && step.words() != words) {
            throw new IllegalArgumentException("takes " + words + " words; got " + step.words());
        }
    }
}
