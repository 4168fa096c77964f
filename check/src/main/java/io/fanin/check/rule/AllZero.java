package io.fanin.check.rule;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Severity;
import io.fanin.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Finds weights that are 0 throughout. Those that are meant to be, such as the second half of a
/// low-rank adapter, are left out; a few zero weights among others are a warning, since people zero
/// the last layer of a residual branch on purpose.
final class AllZero implements FileRule {
    private static final Pattern MEANT = Pattern.compile("(?i)lora_b|lora_up|zero_conv|ia3");

    @Override
    public List<Finding> look(List<Digest> tensors, Expectation file) {
        List<String> zero = new ArrayList<>();
        List<Digest> weights = new ArrayList<>();
        boolean biasDrawn = false;
        for (Digest each : tensors) {
            if (isWeight(each)) {
                weights.add(each);
                if (isZero(each)) {
                    zero.add(each.name());
                }
            }
            biasDrawn |= each.is(Role.BIAS) && !isZero(each);
        }
        if (zero.isEmpty()) {
            return List.of();
        }
        boolean all = zero.size() == weights.size();
        String mend =
                biasDrawn
                        ? "zero the bias, not the weight"
                        : "draw the weights; zeros are for biases alone";
        return List.of(
                Finding.of(Kind.ALL_ZERO, zero, reason(zero.size(), weights.size()), mend)
                        .with(
                                all || file == Expectation.TRAINED
                                        ? Severity.ERROR
                                        : severity(zero, weights)));
    }

    /// Most zero weights of a sound network are the last of a branch; those in front stop learning.
    private static Severity severity(List<String> zero, List<Digest> weights) {
        return 2 * zero.size() > weights.size() ? Severity.ERROR : Severity.WARNING;
    }

    private static String reason(int zero, int weights) {
        return zero == weights
                ? String.format(
                        Locale.ROOT,
                        "all weights are zero (%,d of %,d tensors), so symmetry is not broken: every unit of a"
                                + " layer computes the same and gets the same gradient",
                        zero,
                        weights)
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d weights are zero throughout: no gradient passes through them, and the units"
                                + " in front of them learn nothing at first",
                        zero,
                        weights);
    }

    private static boolean isWeight(Digest each) {
        return (each.is(Role.WEIGHT) || each.is(Role.EMBEDDING))
                && each.shape().rank() > 1
                && each.shape().count() > 0
                && !MEANT.matcher(each.name()).find();
    }

    private static boolean isZero(Digest each) {
        return each.zeros() == each.shape().count();
    }
}
