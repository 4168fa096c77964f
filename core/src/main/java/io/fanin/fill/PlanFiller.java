package io.fanin.fill;

import io.fanin.internal.require.Require;
import io.fanin.law.Constant;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Region;
import io.fanin.plan.Step;
import io.fanin.random.Drawing;
import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// Runs a plan, or any part of it: the same bits however it is cut, on any number of threads.
///
/// What a plan draws in another dtype than it stores is cast by way of a few kilobytes; orthogonal
/// laws alone take memory for the whole tensor.
public final class PlanFiller {
    private static final Constant ZERO = new Constant(0);

    private final Plan plan;
    private final TorchCpu sampler;
    private final Map<String, PlannedTensor> tensors = new HashMap<>();
    private final Map<String, List<Step>> live = new HashMap<>();
    private final @Nullable ForkJoinPool pool;

    private PlanFiller(Plan plan, @Nullable ForkJoinPool pool) {
        this.plan = plan;
        this.sampler = new TorchCpu(plan.version(), plan.requireSeed());
        this.pool = pool;
        plan.tensors().forEach(each -> tensors.put(each.name(), each));
        plan.steps().stream()
                .filter(step -> !step.dead())
                .forEach(step ->
                        live.computeIfAbsent(step.storage(), _ -> new ArrayList<>()).add(step));
    }

    /// A filler that runs large fills on the common pool.
    ///
    /// @throws IllegalStateException if the plan has no seed
    public static PlanFiller of(Plan plan) {
        return new PlanFiller(Require.present("plan", plan), ForkJoinPool.commonPool());
    }

    /// The same on other threads; null for the caller's alone.
    public PlanFiller on(@Nullable ForkJoinPool pool) {
        return new PlanFiller(plan, pool);
    }

    /// Fills `target` with a part of a tensor of the plan; what no step fills is 0.
    ///
    /// @param name of a tensor of the plan
    /// @param slice a part of the whole tensor
    /// @param target of the slice's shape and the plan's stored dtype
    /// @throws IllegalArgumentException if the plan has no such tensor, or the slice or the target
    ///   doesn't fit it; nothing is written
    /// @throws io.fanin.random.FillStoppedException if a part failed, or the calling thread was
    ///   interrupted
    public void fill(String name, Slice slice, Tensor target) {
        PlannedTensor tensor = tensor(name);
        fill(tensor, slice, target, (step, part, to) -> draw(step, part, to, pool));
    }

    /// A reader of the same plan, for one thread.
    public PlanReader reader() {
        return new PlanReader(this);
    }

    Optional<Drawing> begin(Step step, Shape whole) {
        return sampler.begin(step.law(), whole, step.drawn(), step.position());
    }

    /// Draws a part of what a step fills.
    void draw(Step step, Slice part, Tensor target, @Nullable ForkJoinPool threads) {
        sampler.draw(step.law(), part, step.drawn(), target, step.position(), threads);
    }

    /// Draws a part of the tensor that a step fills.
    @FunctionalInterface
    interface StepDraw {
        void draw(Step step, Slice part, Tensor target);
    }

    /// Fills a part, step by step.
    void fill(PlannedTensor tensor, Slice slice, Tensor target, StepDraw draw) {
        requireFit(tensor, slice, target);
        List<Step> steps = live.getOrDefault(tensor.storage(), List.of());
        if (steps.isEmpty() || !(steps.getFirst().region() instanceof Region.Whole)) {
            sampler.draw(ZERO, slice, target, Position.START, null);
        }
        for (Step step : steps) {
            switch (step.region()) {
                case Region.Whole() -> draw.draw(step, slice, target);
                case Region.Rows rows ->
                        Overlap.of(rows, slice, target)
                                .ifPresent(overlap ->
                                        draw.draw(step, overlap.slice(), overlap.target()));
            }
        }
    }

    PlannedTensor tensor(String name) {
        PlannedTensor tensor = tensors.get(Require.present("name", name));
        return tensor == null ? plan.tensor(name) : tensor;
    }

    private static void requireFit(PlannedTensor tensor, Slice slice, Tensor target) {
        if (!Require.present("slice", slice).whole().equals(tensor.shape())) {
            throw new IllegalArgumentException(
                    "tensor \""
                            + tensor.name()
                            + "\" has shape "
                            + tensor.shape()
                            + "; got a slice of shape "
                            + slice.whole());
        }
        if (Require.present("target", target).dtype() != tensor.dtype()
                || !target.shape().equals(slice.shape())) {
            throw new IllegalArgumentException(
                    "tensor \""
                            + tensor.name()
                            + "\": target must be "
                            + tensor.dtype().torchName()
                            + " of the slice's shape "
                            + slice.shape()
                            + "; got "
                            + target.dtype().torchName()
                            + " of shape "
                            + target.shape());
        }
    }
}
