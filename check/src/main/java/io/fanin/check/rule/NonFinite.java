package io.fanin.check.rule;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.scan.Figures;
import java.util.List;
import java.util.Locale;

/// Finds values that are NaN or infinite.
final class NonFinite implements TensorRule {
    @Override
    public List<Finding> look(Subject subject) {
        Figures figures = subject.figures();
        if (figures.nan() + figures.infinite() == 0) {
            return List.of();
        }
        return List.of(
                Finding.of(
                        Kind.NON_FINITE,
                        List.of(subject.name()),
                        String.format(
                                Locale.ROOT,
                                "%,d NaN and %,d infinite among %,d values",
                                figures.nan(),
                                figures.infinite(),
                                figures.count()),
                        "find out what wrote them, and make the tensor anew"));
    }
}
