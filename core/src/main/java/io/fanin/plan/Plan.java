package io.fanin.plan;

import io.fanin.internal.require.Nearest;
import io.fanin.internal.require.Require;
import io.fanin.random.TorchVersion;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// What every tensor of a checkpoint is to hold, and where in the stream of random words each fill
/// begins: a model, a recipe and a PyTorch version made concrete. With a seed it says every bit.
///
/// @param model the model's name, such as `resnet18`
/// @param recipe the recipe's name
/// @param version whose bits
/// @param seed empty if whoever runs the plan says it
/// @param tensors in the order of `state_dict`
/// @param steps in the order in which they are drawn
public record Plan(
        String model,
        String recipe,
        TorchVersion version,
        OptionalLong seed,
        List<PlannedTensor> tensors,
        List<Step> steps) {

    /// @throws IllegalArgumentException if two tensors have one name; a tensor's storage is not one
    ///   of the tensors before it, of the same shape and dtype; or a step fills no storage, lies
    ///   outside it, can't be drawn, moves the stream by another number of words than it says, or
    ///   is dead though no later step overwrites all of it
    public Plan {
        Require.present("model", model);
        Require.present("recipe", recipe);
        Require.present("version", version);
        Require.present("seed", seed);
        tensors = List.copyOf(Require.present("tensors", tensors));
        steps = List.copyOf(Require.present("steps", steps));
        new PlanRules(version, tensors).check(steps);
    }

    /// The same with the seed −2⁶³ to 2⁶⁴ − 1 as 64 bits, as [io.fanin.random.TorchCpu] takes it.
    public Plan withSeed(long seed) {
        return new Plan(model, recipe, version, OptionalLong.of(seed), tensors, steps);
    }

    /// The seed.
    ///
    /// @throws IllegalStateException if the plan leaves it open
    public long requireSeed() {
        return seed.orElseThrow(() ->
                new IllegalStateException(
                        "plan of "
                                + model
                                + " by "
                                + recipe
                                + " has no seed; give it one with withSeed"));
    }

    /// The tensor of that name.
    ///
    /// @throws IllegalArgumentException if there is none
    public PlannedTensor tensor(String name) {
        return tensors.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private IllegalArgumentException unknown(String name) {
        List<String> names = tensors.stream().map(PlannedTensor::name).toList();
        return new IllegalArgumentException(
                "plan of "
                        + model
                        + " has no tensor \""
                        + name
                        + "\""
                        + (names.isEmpty()
                                ? "; it has none"
                                : "; the nearest is \"" + Nearest.to(name, names) + "\""));
    }

    /// The steps that decide what a tensor holds, in their order.
    ///
    /// @throws IllegalArgumentException if there is no tensor of that name
    public List<Step> liveSteps(String name) {
        String storage = tensor(name).storage();
        return steps.stream()
                .filter(step -> !step.dead() && step.storage().equals(storage))
                .toList();
    }

    /// The tensors that have memory of their own: a tied one is left out.
    public List<PlannedTensor> storages() {
        return tensors.stream().filter(each -> !each.isTied()).toList();
    }

    /// Trained values; a tied tensor's count once.
    public long parameters() {
        return storages().stream()
                .filter(each -> each.role().isPresent())
                .mapToLong(each -> each.shape().count())
                .sum();
    }

    /// What all values take, buffers among them, in bytes; a tied tensor's count once.
    public long bytes() {
        return storages().stream().mapToLong(PlannedTensor::bytes).sum();
    }

    /// Words that the stream moves.
    public long words() {
        return steps.stream().mapToLong(Step::words).sum();
    }

    /// Those of them that nobody computes, because a later step overwrites what they would make.
    public long deadWords() {
        return steps.stream().filter(Step::dead).mapToLong(Step::words).sum();
    }

    /// The tensors with memory of their own that no step fills: they hold 0.
    public List<PlannedTensor> unfilled() {
        Set<String> filled = new HashSet<>();
        steps.forEach(step -> filled.add(step.storage()));
        return storages().stream().filter(each -> !filled.contains(each.name())).toList();
    }
}
