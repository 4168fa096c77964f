package io.fanin.check.untrained;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.rule.Digest;
import io.fanin.check.rule.FileRule;
import io.fanin.law.Law;
import io.fanin.law.Uniform;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds tensors of a trained file that still follow the law of an initialization: a head that the
/// loader left random.
///
/// Values of a few hundred trained numbers often pass for normal: of biases of 384 values in three
/// trained models, a sixth did. So only weights of [#LEAST_WEIGHT] values or more are taken at
/// their word; smaller tensors must be just as PyTorch's constructor draws them, uniform with the
/// layer's own bound, which no training leaves.
final class StillFresh implements FileRule {
    private static final long LEAST_WEIGHT = 4096;

    /// How much nearer to 0 than its bound the outermost value of a uniform law may lie, as a part
    /// of the bound times the number of values: further by less than one in a million.
    private static final double REACH = 14;

    @Override
    public List<Finding> look(List<Digest> tensors, Expectation file) {
        List<Finding> found = new ArrayList<>();
        if (file != Expectation.TRAINED) {
            return found;
        }
        for (Digest each : tensors) {
            if (each.isTied() || !each.recognition().fresh()) {
                continue;
            }
            boolean large = each.shape().rank() > 1 && each.shape().count() >= LEAST_WEIGHT;
            if (large || isAsConstructed(each)) {
                found.add(finding(each));
            }
        }
        return found;
    }

    private static Finding finding(Digest tensor) {
        String law = tensor.recognition().law().map(Law::toString).orElse("a fresh law");
        List<String> schemes = tensor.recognition().schemes();
        return Finding.of(
                Kind.STILL_FRESH,
                List.of(tensor.name()),
                String.format(
                        Locale.ROOT,
                        "all %,d values still follow %s%s: no training has reached them",
                        tensor.shape().count(),
                        law,
                        schemes.isEmpty() ? "" : ", as of " + schemes.getFirst()),
                "load the tensor under the name that the model gives it, or train it");
    }

    private static boolean isAsConstructed(Digest tensor) {
        Optional<Law> drawn = tensor.construction();
        boolean uniform = tensor.recognition().law().filter(Uniform.class::isInstance).isPresent();
        if (!uniform
                || drawn.isEmpty()
                || !(drawn.get() instanceof Uniform(double lower, double upper))) {
            return false;
        }
        double slack = REACH * (upper - lower) / tensor.shape().count();
        double rounding = Math.max(Math.abs(lower), Math.abs(upper)) * 0x1p-8;
        return tensor.min() >= lower - rounding
                && tensor.max() <= upper + rounding
                && tensor.min() <= lower + slack
                && tensor.max() >= upper - slack;
    }
}
