package io.fanin.check.scale;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.rule.Digest;
import io.fanin.check.rule.FileRule;
import io.fanin.model.Role;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds, in fresh files, stacks of layers through which a signal dies away or grows beyond
/// measure.
///
/// A layer multiplies the variance of a signal by `fan_in · Var(w)`, and a ReLU behind it halves
/// its mean square (He et al. 2015, arXiv:1502.01852, §2.2). A stack is a run of weights whose
/// sizes fit together. Its signal dies away if so much is lost with ReLUs and much even without
/// them, and explodes if it does even with them. Normalizations and shortcuts set the scale anew,
/// so files with any are left out.
final class SignalScale implements FileRule {
    private static final double VANISHED = 1e-8;
    private static final double VANISHED_LINEAR = 1e-3;
    private static final double EXPLODED = 1e6;
    private static final int LEAST_DEPTH = 2;

    private static final Pattern SHORTCUT =
            Pattern.compile("(?i)shortcut|downsample|skip|resid|attn|attention|query");

    /// Layers that don't stand in a plain stack, or whose fans depend on more than the shape.
    private static final Pattern OTHERS =
            Pattern.compile("ConvTranspose.*|RNN.*|LSTM.*|GRU.*|Bilinear");

    /// One layer of a stack.
    private record Step(String name, boolean isConvolution, long in, long out, double factor) {}

    @Override
    public List<Finding> look(List<Digest> tensors, Expectation file) {
        if (file == Expectation.TRAINED || tensors.stream().anyMatch(SignalScale::isExempting)) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        List<Step> stack = new ArrayList<>();
        for (Digest each : tensors) {
            Optional<Step> step = step(each);
            if (step.isPresent()) {
                if (!stack.isEmpty() && !fits(stack.getLast(), step.get())) {
                    finding(stack).ifPresent(found::add);
                    stack.clear();
                }
                stack.add(step.get());
            }
        }
        finding(stack).ifPresent(found::add);
        return found;
    }

    private static boolean isExempting(Digest tensor) {
        return tensor.guess().type().contains("Norm")
                || tensor.is(Role.SCALE)
                || SHORTCUT.matcher(tensor.name()).find();
    }

    /// Weights that are equal throughout are left out: other findings are about them.
    private static Optional<Step> step(Digest tensor) {
        Shape shape = tensor.shape();
        boolean counts =
                tensor.is(Role.WEIGHT)
                        && shape.rank() >= 2
                        && tensor.min() < tensor.max()
                        && tensor.strange() == 0
                        && !OTHERS.matcher(tensor.guess().type()).matches();
        if (!counts) {
            return Optional.empty();
        }
        boolean inputsFirst = tensor.guess().type().equals(ScaledWeight.INPUTS_FIRST);
        long in = shape.dim(inputsFirst ? 0 : 1);
        long out = shape.dim(inputsFirst ? 1 : 0);
        double fan = (double) shape.count() / out;
        return Optional.of(
                new Step(
                        tensor.name(),
                        shape.rank() > 2,
                        in,
                        out,
                        fan * tensor.moments().variance()));
    }

    /// Between a convolution and a matrix, planes become columns; a grouped convolution has fewer
    /// inputs than there are.
    private static boolean fits(Step before, Step next) {
        return (before.isConvolution && !next.isConvolution)
                ? next.in % before.out == 0
                : next.in == before.out
                        || (next.isConvolution
                                && before.out % next.in == 0
                                && next.out % (before.out / next.in) == 0);
    }

    private static Optional<Finding> finding(List<Step> stack) {
        if (stack.size() < LEAST_DEPTH) {
            return Optional.empty();
        }
        double linear = stack.stream().mapToDouble(Step::factor).reduce(1, (a, b) -> a * b);
        double halved = linear * Math.pow(2, 1 - stack.size());
        boolean vanishes = halved < VANISHED && linear < VANISHED_LINEAR;
        if (!vanishes && halved <= EXPLODED) {
            return Optional.empty();
        }
        double each = Math.pow(halved, 1.0 / stack.size());
        String reason =
                String.format(
                        Locale.ROOT,
                        "%,d layers, from %s to %s, multiply the variance of a signal by %.2g with ReLUs between"
                                + " them, %.3g a layer",
                        stack.size(),
                        stack.getFirst().name,
                        stack.getLast().name,
                        halved,
                        each);
        return Optional.of(
                Finding.of(
                        vanishes ? Kind.VANISHING : Kind.EXPLODING,
                        stack.stream().map(Step::name).toList(),
                        reason,
                        "draw the weights with a scale that keeps the variance, such as kaiming_normal, or"
                                + " normalize between the layers"));
    }
}
