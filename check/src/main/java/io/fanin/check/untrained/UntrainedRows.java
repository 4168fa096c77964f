package io.fanin.check.untrained;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import io.fanin.check.rule.Subject;
import io.fanin.check.rule.TensorRule;
import io.fanin.check.scan.RowFigures;
import io.fanin.model.Role;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds rows of embeddings, and of output layers over a vocabulary, that training has not told
/// apart: those that still are the noise they began as ([NoiseGroup]), and those that are equal. No
/// tokenizer is needed.
final class UntrainedRows implements TensorRule {
    /// An output layer has so many rows at least, and for each column.
    private static final long HEAD_ROWS = 4096;

    private static final long HEAD_RATIO = 6;

    @Override
    public boolean isFor(Expectation file) {
        return file == Expectation.TRAINED;
    }

    @Override
    public List<Finding> look(Subject subject) {
        if (subject.figures().rows().isEmpty()
                || !isTable(subject)
                || subject.recognition().fresh()
                || subject.figures().finite() < subject.figures().count()) {
            return List.of();
        }
        RowFigures figures = subject.figures().rows().get();
        List<Finding> found = new ArrayList<>();
        for (NoiseGroup group : NoiseGroup.find(subject.tensor(), figures)) {
            found.add(finding(subject, group.rows(), reason(group, figures.rows())));
        }
        BitSet equal = equal(figures);
        if (!equal.isEmpty() && equal.cardinality() < figures.rows()) {
            String reason =
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d rows are equal to another: training gave them nothing of their own",
                            equal.cardinality(),
                            figures.rows());
            found.add(finding(subject, equal, reason));
        }
        return found;
    }

    private static boolean isTable(Subject subject) {
        Shape shape = subject.figures().shape();
        return shape.rank() == 2
                && subject.figures().dtype().isFloatingPoint()
                && (subject.is(Role.EMBEDDING)
                        || (shape.dim(0) >= HEAD_ROWS
                                && shape.dim(0) >= HEAD_RATIO * shape.dim(1)));
    }

    private static Finding finding(Subject subject, BitSet rows, String reason) {
        return Finding.of(
                        Kind.UNTRAINED_ROWS,
                        List.of(subject.name()),
                        reason,
                        "train on text that has their tokens before anything relies on them, or drop the"
                                + " rows")
                .with(Rows.of(rows));
    }

    /// Rows of few columns may be equal by chance. One row of zeros is a padding token's.
    private static BitSet equal(RowFigures rows) {
        BitSet equal = new BitSet();
        if (rows.columns() < NoiseGroup.LEAST_COLUMNS) {
            return equal;
        }
        Map<Long, Integer> first = new HashMap<>();
        for (int row = 0; row < rows.rows(); row++) {
            Integer before = first.putIfAbsent(rows.hash(row), row);
            if (before != null) {
                equal.set(before);
                equal.set(row);
            }
        }
        return equal;
    }

    private static String reason(NoiseGroup group, int rows) {
        Noise noise = group.noise();
        if (group.isNearlyEqual()) {
            return String.format(
                    Locale.ROOT,
                    "%,d of %,d rows are nearly equal: they lie %.2g from their mean, the other rows %.2g",
                    group.rows().cardinality(),
                    rows,
                    noise.distance(),
                    group.elsewhere());
        }
        return String.format(
                Locale.ROOT,
                "%,d of %,d rows are still noise of deviation %.2g around %s: they lie %.3g ± %.1f %% from it,"
                        + " the others %.3g, and share no direction (mean squared cosine %.2f/%d)",
                group.rows().cardinality(),
                rows,
                noise.std(),
                group.isCentered()
                        ? "0"
                        : String.format(Locale.ROOT, "a point %.2g from 0", noise.offset()),
                noise.distance(),
                100 * noise.spread() / Math.sqrt(2.0 * noise.center().length),
                group.elsewhere(),
                noise.alignment(),
                noise.center().length);
    }
}
