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
import java.util.Iterator;
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
        requireFit(tensor, slice, target);
        fill(
                steps(tensor),
                slice,
                target,
                (step, part, to) ->
                        sampler.draw(step.law(), part, step.drawn(), to, step.position(), pool));
    }

    /// Fills a part piece by piece, in order, on the caller's thread, and so needs memory for one
    /// piece alone. Each step's place in the stream is found once, unless its law is not drawn
    /// value by value.
    ///
    /// @param name of a tensor of the plan
    /// @param slice a part of the whole tensor
    /// @param buffer contiguous, of the plan's stored dtype: takes each piece
    /// @param pieces hears of each
    /// @throws IllegalArgumentException if the plan has no such tensor, or the slice or the buffer
    ///   doesn't fit it
    /// @throws E if `pieces` throws it; nothing follows
    public <E extends Exception> void fill(
            String name, Slice slice, Tensor buffer, PieceListener<E> pieces) throws E {
        PlannedTensor tensor = tensor(name);
        List<Step> steps = steps(tensor);
        Map<Step, Optional<Drawing>> drawings = new HashMap<>();
        Iterator<Slice> parts = slice.pieces(buffer.shape().count()).iterator();
        while (parts.hasNext()) {
            Slice part = parts.next();
            Tensor target = Tensor.of(buffer.segment(), buffer.dtype(), part.shape());
            requireFit(tensor, part, target);
            fill(
                    steps,
                    part,
                    target,
                    (step, piece, to) ->
                            drawings.computeIfAbsent(step, each -> begin(each, piece.whole()))
                                    .ifPresentOrElse(
                                            drawing -> drawing.next(piece, to),
                                            () ->
                                                    sampler.draw(
                                                            step.law(),
                                                            piece,
                                                            step.drawn(),
                                                            to,
                                                            step.position(),
                                                            null)));
            pieces.accept(target);
        }
    }

    private Optional<Drawing> begin(Step step, Shape whole) {
        return sampler.begin(step.law(), whole, step.drawn(), step.position());
    }

    /// Draws a part of the tensor that a step fills.
    @FunctionalInterface
    private interface StepDraw {
        void draw(Step step, Slice part, Tensor target);
    }

    private void fill(List<Step> steps, Slice slice, Tensor target, StepDraw draw) {
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

    private PlannedTensor tensor(String name) {
        PlannedTensor tensor = tensors.get(Require.present("name", name));
        return tensor == null ? plan.tensor(name) : tensor;
    }

    private List<Step> steps(PlannedTensor tensor) {
        return live.getOrDefault(tensor.storage(), List.of());
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
