package io.fanin.check.untrained;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Severity;
import io.fanin.check.rule.Digest;
import io.fanin.check.rule.FileRule;
import io.fanin.model.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Finds biases of a trained file that are all 0 and normalizations' weights that are all 1, as
/// they began, while training moved others.
///
/// Where those of other blocks under the same name moved, such as the key's bias in all other
/// layers, it is a warning. Where none of that name moved, they may be meant so, or frozen.
final class UnmovedConstants implements FileRule {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    @Override
    public List<Finding> look(List<Digest> tensors, Expectation file) {
        List<Finding> found = new ArrayList<>();
        if (file != Expectation.TRAINED) {
            return found;
        }
        for (Role role : List.of(Role.SCALE, Role.BIAS)) {
            double began = role == Role.SCALE ? 1 : 0;
            Map<String, List<Digest>> families = new LinkedHashMap<>();
            int moved = 0;
            for (Digest each : tensors) {
                if (each.is(role) && each.shape().count() > 1) {
                    families.computeIfAbsent(family(each.name()), _ -> new ArrayList<>()).add(each);
                    moved += isAt(each, began) ? 0 : 1;
                }
            }
            for (Map.Entry<String, List<Digest>> family : families.entrySet()) {
                List<String> still =
                        family.getValue().stream()
                                .filter(each -> isAt(each, began))
                                .map(Digest::name)
                                .toList();
                int others = family.getValue().size() - still.size();
                if (!still.isEmpty() && moved > 0) {
                    found.add(finding(still, others, moved, role, (int) began));
                }
            }
        }
        return found;
    }

    /// The name without its numbers: that of the same tensor in every block.
    private static String family(String name) {
        return NUMBER.matcher(name).replaceAll("*");
    }

    private static boolean isAt(Digest tensor, double value) {
        return tensor.strange() == 0 && tensor.min() == value && tensor.max() == value;
    }

    private static Finding finding(
            List<String> still, int others, int moved, Role role, int began) {
        String what = role == Role.SCALE ? "normalization weights" : "biases";
        String reason =
                String.format(
                        Locale.ROOT,
                        "all values are %d, as %s begin, while training moved %s",
                        began,
                        what,
                        others > 0
                                ? String.format(
                                        Locale.ROOT, "%,d of the same name in other blocks", others)
                                : String.format(
                                        Locale.ROOT, "%,d other %s of the file", moved, what));
        Finding finding =
                Finding.of(
                        Kind.STILL_FRESH,
                        still,
                        reason,
                        "load the tensor under the name that the model gives it, or train it");
        return others > 0 ? finding : finding.with(Severity.INFO);
    }
}
