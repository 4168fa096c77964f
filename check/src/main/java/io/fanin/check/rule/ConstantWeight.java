package io.fanin.check.rule;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.scan.Figures;
import io.fanin.model.Role;
import java.util.List;
import java.util.Locale;

/// Finds weights that hold one value other than 0.
final class ConstantWeight implements TensorRule {
    @Override
    public List<Finding> look(Subject subject) {
        Figures figures = subject.figures();
        boolean weight = subject.is(Role.WEIGHT);
        boolean one =
                figures.count() > 1
                        && figures.finite() == figures.count()
                        && figures.min() == figures.max()
                        && figures.min() != 0;
        if (!weight || !one || figures.shape().rank() < 2) {
            return List.of();
        }
        return List.of(
                Finding.of(
                        Kind.CONSTANT,
                        List.of(subject.name()),
                        String.format(
                                Locale.ROOT,
                                "all %,d values are %s, so symmetry is not broken: every unit of the layer"
                                        + " computes the same and gets the same gradient",
                                figures.count(),
                                (float) figures.min()),
                        "draw the weight from a random law"));
    }
}
