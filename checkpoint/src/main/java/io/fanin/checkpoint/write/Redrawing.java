package io.fanin.checkpoint.write;

import io.fanin.law.Law;
import io.fanin.plan.NamePattern;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Region;
import io.fanin.plan.Rule;
import io.fanin.plan.Step;
import io.fanin.random.Position;
import io.fanin.random.Sampler;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What of an old checkpoint is drawn anew, and how.
///
/// @param rules for each tensor the first that means one of its names
/// @param drawn the dtype that values are drawn in; empty for the tensor's own, and float32 for
///   tensors of half precision
record Redrawing(List<Rule> rules, TorchVersion version, long seed, Optional<DType> drawn) {
    Redrawing {
        rules = List.copyOf(rules);
        rules.forEach(Redrawing::requireNameAlone);
    }

    private static void requireNameAlone(Rule rule) {
        if (!rule.layer().equals(NamePattern.ANY)
                || !rule.tensor().equals(NamePattern.ANY)
                || rule.role().isPresent()) {
            throw new IllegalArgumentException(
                    "rule \""
                            + rule.name()
                            + "\" asks for a layer or a role, which a checkpoint does not tell;"
                            + " name tensors alone");
        }
    }

    /// Steps for the floating-point tensors that rules mean, in order, from the start of the
    /// stream.
    ///
    /// @throws IllegalArgumentException if a rule means none, or its initializer has no law for a
    ///   shape, or the law can't be drawn
    Plan plan(Collection<OldTensor> tensors) {
        rules.forEach(rule -> requireMeans(rule, tensors));
        Sampler sampler = new TorchCpu(version, seed);
        List<PlannedTensor> planned = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        Position position = Position.START;
        for (OldTensor tensor : tensors) {
            Optional<Rule> rule = rules.stream().filter(r -> means(r, tensor)).findFirst();
            if (rule.isEmpty()) {
                continue;
            }
            DType stored = tensor.tensor().type().dtype().orElseThrow();
            DType in = drawn.orElse(stored.bytes() == 2 ? DType.F32 : stored);
            Law law;
            Position after;
            try {
                law = rule.get().initializer().law(tensor.shape());
                after = sampler.after(law, tensor.shape(), in, position);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "rule \""
                                + rule.get().name()
                                + "\": tensor \""
                                + tensor.name()
                                + "\": "
                                + e.getMessage(),
                        e);
            }
            planned.add(
                    new PlannedTensor(
                            tensor.name(),
                            tensor.name(),
                            "",
                            Optional.empty(),
                            stored,
                            tensor.shape()));
            steps.add(
                    new Step(
                            "rules",
                            tensor.name(),
                            new Region.Whole(),
                            rule.get().initializer().toString(),
                            law,
                            in,
                            position,
                            after.words() - position.words(),
                            false));
            position = after;
        }
        return new Plan("revision", "rules", version, OptionalLong.of(seed), planned, steps);
    }

    private static void requireMeans(Rule rule, Collection<OldTensor> tensors) {
        if (tensors.stream().noneMatch(tensor -> means(rule, tensor))) {
            throw new IllegalArgumentException(
                    "rule \""
                            + rule.name()
                            + "\" means no tensor of floating-point numbers in the checkpoint");
        }
    }

    private static boolean means(Rule rule, OldTensor tensor) {
        return tensor.tensor().type().dtype().filter(DType::isFloatingPoint).isPresent()
                && tensor.names().stream().anyMatch(rule.name()::matches);
    }
}
