package io.fanin.check.scale;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.rule.Digest;
import io.fanin.check.rule.FileRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds, in fresh files, weights whose scale is not that of the others: of another fan, of another
/// gain, or of none that is known.
final class WeightScales implements FileRule {
    @Override
    public List<Finding> look(List<Digest> tensors, Expectation file) {
        if (file == Expectation.TRAINED) {
            return List.of();
        }
        List<ScaledWeight> weights = ScaledWeight.of(tensors);
        List<CommonScale> scales = CommonScale.of(weights);
        List<Finding> found = new ArrayList<>(WrongFan.find(weights, scales));
        found.addAll(WrongGain.find(weights, scales));
        Set<String> named =
                found.stream().flatMap(each -> each.tensors().stream()).collect(Collectors.toSet());
        found.addAll(OddScale.find(weights, named));
        return found;
    }
}
