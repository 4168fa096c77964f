package io.fanin.check.untrained;

import io.fanin.check.recognition.Recognizer;
import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Recognition;
import io.fanin.check.rule.Subject;
import io.fanin.check.rule.TensorRule;
import io.fanin.check.scan.RowFigures;
import io.fanin.check.scan.Scan;
import io.fanin.model.Role;
import io.fanin.tensor.Tensor;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/// Finds halves, thirds, quarters and eighths of a trained weight whose rows still follow the law
/// of an initialization: a shard, or the query, key or value of a packed projection, that the
/// loader left out.
///
/// A part is looked at again if the norms of its rows are as even as those of independent values,
/// which those of trained weights hardly ever are.
final class FreshPart implements TensorRule {
    private static final int[] PARTS = {2, 3, 4, 8};
    private static final int LEAST_ROWS = 16;
    private static final long LEAST_VALUES = 4096;

    private final Recognizer recognizer;

    FreshPart(Recognizer recognizer) {
        this.recognizer = recognizer;
    }

    @Override
    public boolean isFor(Expectation file) {
        return file == Expectation.TRAINED;
    }

    @Override
    public List<Finding> look(Subject subject) {
        boolean weight = subject.is(Role.WEIGHT);
        if (!weight
                || subject.figures().rows().isEmpty()
                || subject.recognition().fresh()
                || subject.figures().finite() < subject.figures().count()) {
            return List.of();
        }
        RowFigures rows = subject.figures().rows().get();
        for (int parts : PARTS) {
            int length = rows.rows() / parts;
            if (rows.rows() % parts != 0
                    || length < LEAST_ROWS
                    || length * rows.columns() < LEAST_VALUES) {
                continue;
            }
            BitSet fresh = new BitSet();
            String law = "";
            for (int part = 0; part < parts; part++) {
                int first = part * length;
                if (!isEven(rows, first, length)) {
                    continue;
                }
                Recognition recognition = recognize(subject, first, length);
                if (recognition.fresh()) {
                    fresh.set(first, first + length);
                    law = recognition.law().map(Object::toString).orElse("a fresh law");
                }
            }
            if (!fresh.isEmpty()) {
                return List.of(finding(subject, fresh, rows.rows(), law));
            }
        }
        return List.of();
    }

    private Recognition recognize(Subject subject, int first, int length) {
        Tensor part = subject.tensor().narrow(0, first, length);
        return recognizer.of(part, Scan.of(part), subject.guess());
    }

    /// Whether the mean squares of rows spread as those of independent values of a kurtosis of 1.8
    /// to 3 do, by `√((kurtosis − 1) / columns)` of their mean, give or take a half.
    private static boolean isEven(RowFigures rows, int first, int length) {
        double sum = 0;
        double squares = 0;
        for (int row = first; row < first + length; row++) {
            sum += rows.squares(row);
            squares += rows.squares(row) * rows.squares(row);
        }
        double mean = sum / length;
        double spread = Math.sqrt(Math.max(0, squares / length - mean * mean)) / mean;
        double deviations = spread * Math.sqrt((double) rows.columns());
        return deviations > 0.5 * Math.sqrt(0.8) && deviations < 1.5 * Math.sqrt(2);
    }

    private static Finding finding(Subject subject, BitSet rows, int all, String law) {
        return Finding.of(
                        Kind.STILL_FRESH,
                        List.of(subject.name()),
                        rows.cardinality() == all
                                ? String.format(
                                        Locale.ROOT,
                                        "all %,d rows still follow laws of their own, of them %s",
                                        all,
                                        law)
                                : String.format(
                                        Locale.ROOT,
                                        "%,d of %,d rows still follow %s, while the others were"
                                                + " trained",
                                        rows.cardinality(),
                                        all,
                                        law),
                        "load the part that the loader left out, or train it")
                .with(Rows.of(rows));
    }
}
