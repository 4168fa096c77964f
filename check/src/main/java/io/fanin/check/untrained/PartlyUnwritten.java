package io.fanin.check.untrained;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Severity;
import io.fanin.check.rule.Subject;
import io.fanin.check.rule.TensorRule;
import io.fanin.check.scan.ColumnFigures;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.RowFigures;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Sparse;
import io.fanin.model.Role;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Finds rows and columns that hold one value, 0 mostly, while the rest does not.
///
/// It is an error if they are one of so many equal parts: a shard that was never written. Other
/// rows may have been pruned, or be those of units that died, which is a warning; so are many
/// columns at a stretch. Embeddings have padding rows: a few by themselves are no finding.
final class PartlyUnwritten implements TensorRule {
    private static final int MOST_PADDING = 4;
    private static final int FEWEST_COLUMNS = 8;

    /// Fewer values may be equal by chance.
    private static final int LEAST_LENGTH = 8;

    @Override
    public List<Finding> look(Subject subject) {
        Figures figures = subject.figures();
        boolean weight = subject.is(Role.WEIGHT) || subject.is(Role.EMBEDDING);
        if (!weight
                || figures.min() == figures.max()
                || figures.finite() < figures.count()
                || subject.recognition().law().filter(PartlyUnwritten::hasZeros).isPresent()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        figures.rows().flatMap(rows -> rows(subject, rows)).ifPresent(found::add);
        figures.columns().flatMap(columns -> columns(subject, columns)).ifPresent(found::add);
        return found;
    }

    private static boolean hasZeros(Law law) {
        return law instanceof Eye || law instanceof Dirac;
    }

    private static Optional<Finding> rows(Subject subject, RowFigures rows) {
        if (rows.columns() < LEAST_LENGTH) {
            return Optional.empty();
        }
        BitSet zero = where(rows.rows(), row -> rows.zeros(row) == rows.columns());
        BitSet constant =
                where(rows.rows(), row -> !zero.get(row) && isConstant(subject, rows, row));
        // A shard of zeros has as many in each column as a sparse matrix, but none elsewhere.
        boolean sparse = subject.recognition().law().filter(Sparse.class::isInstance).isPresent();
        if (sparse && subject.figures().zeros() > zero.cardinality() * rows.columns()) {
            return Optional.empty();
        }
        BitSet unwritten = (BitSet) zero.clone();
        unwritten.or(constant);
        boolean table = subject.is(Role.EMBEDDING);
        if (unwritten.isEmpty()
                || unwritten.cardinality() == rows.rows()
                || (table && unwritten.cardinality() <= MOST_PADDING)) {
            return Optional.empty();
        }
        Optional<String> part = part(unwritten, rows.rows());
        String reason =
                String.format(
                        Locale.ROOT,
                        "%,d of %,d rows hold %s throughout%s, while the others do not",
                        unwritten.cardinality(),
                        rows.rows(),
                        constant.isEmpty() ? "0" : zero.isEmpty() ? "one value" : "0 or one value",
                        part.map(text -> " (" + text + ")").orElse(""));
        return Optional.of(finding(subject, reason, part.isPresent()).with(Rows.of(unwritten)));
    }

    private static boolean isConstant(Subject subject, RowFigures rows, int row) {
        double square = rows.sum(row) * rows.sum(row) / rows.columns();
        if (!(Math.abs(square - rows.squares(row)) <= 1e-9 * rows.squares(row))) {
            return false;
        }
        long start = row * rows.columns();
        double first = subject.tensor().get(start);
        for (long i = 1; i < rows.columns(); i++) {
            if (subject.tensor().get(start + i) != first) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Finding> columns(Subject subject, ColumnFigures columns) {
        if (columns.rows() < LEAST_LENGTH) {
            return Optional.empty();
        }
        BitSet zero = where(columns.columns(), column -> columns.squares(column) == 0);
        List<Rows> ranges = Rows.of(zero);
        if (ranges.size() != 1 || zero.cardinality() == columns.columns()) {
            return Optional.empty();
        }
        Optional<String> part = part(zero, columns.columns());
        if (part.isEmpty() && zero.cardinality() < FEWEST_COLUMNS) {
            return Optional.empty();
        }
        String reason =
                String.format(
                        Locale.ROOT,
                        "%,d of %,d columns, %,d to %,d, hold 0 throughout%s, while the others do not",
                        zero.cardinality(),
                        columns.columns(),
                        ranges.getFirst().first(),
                        ranges.getFirst().last(),
                        part.map(text -> " (" + text + ")").orElse(""));
        return Optional.of(finding(subject, reason, part.isPresent()));
    }

    private static BitSet where(int count, IntPredicate condition) {
        BitSet found = new BitSet();
        for (int i = 0; i < count; i++) {
            found.set(i, condition.test(i));
        }
        return found;
    }

    /// Which of so many equal parts they are; empty if they are none.
    private static Optional<String> part(BitSet found, int count) {
        int first = found.nextSetBit(0);
        int length = found.cardinality();
        boolean isPart =
                length > 1
                        && found.nextClearBit(first) == first + length
                        && count % length == 0
                        && first % length == 0;
        return isPart
                ? Optional.of(
                        String.format(
                                Locale.ROOT,
                                "part %,d of %,d equal ones",
                                first / length + 1,
                                count / length))
                : Optional.empty();
    }

    private static Finding finding(Subject subject, String reason, boolean part) {
        Finding finding =
                Finding.of(
                        Kind.PARTLY_UNWRITTEN,
                        List.of(subject.name()),
                        reason,
                        part
                                ? "write the part, and look for the shard or the rank that was left out"
                                : "write the values, or allow partly-unwritten if they were pruned");
        return part ? finding : finding.with(Severity.WARNING);
    }
}
