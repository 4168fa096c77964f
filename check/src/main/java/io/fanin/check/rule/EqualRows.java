package io.fanin.check.rule;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import io.fanin.check.scan.RowFigures;
import io.fanin.model.Role;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds rows that are equal to another, or equal but for the sign: units that learn the same.
///
/// Rows of zeros are left to other rules, and so are embeddings: tokens that never occurred often
/// share a row. Rows of few values of half precision may be equal by chance; they are left out
/// where more than a millionth of such a pair is expected. Equal blocks are left to [RepeatedRows].
final class EqualRows implements TensorRule {
    private static final double CHANCE = 1e-6;

    @Override
    public List<Finding> look(Subject subject) {
        Optional<RowFigures> rows = subject.figures().rows();
        boolean weight = subject.is(Role.WEIGHT);
        if (rows.isEmpty()
                || !weight
                || subject.figures().min() == subject.figures().max()
                || byChance(rows.get(), subject.tensor().dtype())
                || RepeatedRows.find(rows.get()).isPresent()) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>();
        equal(subject.name(), rows.get()).ifPresent(found::add);
        opposite(subject, rows.get()).ifPresent(found::add);
        return found;
    }

    /// By the coarsest values of each dtype: bfloat16 tells 8 bits of a uniform one apart.
    private static boolean byChance(RowFigures rows, DType dtype) {
        int bits =
                switch (dtype) {
                    case BF16 -> 6;
                    case F16 -> 9;
                    default -> 20;
                };
        double pairs = rows.rows() * (double) rows.rows() / 2;
        return pairs * Math.pow(2, -bits * (double) rows.columns()) > CHANCE;
    }

    private static boolean isZero(RowFigures rows, int row) {
        return rows.zeros(row) == rows.columns();
    }

    private static Optional<Finding> equal(String name, RowFigures rows) {
        Map<Long, Integer> first = new HashMap<>();
        BitSet concerned = new BitSet();
        int copies = 0;
        int firstCopy = 0;
        for (int row = 0; row < rows.rows(); row++) {
            if (isZero(rows, row)) {
                continue;
            }
            Integer before = first.putIfAbsent(rows.hash(row), row);
            if (before != null) {
                firstCopy = copies == 0 ? row : firstCopy;
                copies++;
                concerned.set(before);
                concerned.set(row);
            }
        }
        if (copies == 0) {
            return Optional.empty();
        }
        String reason =
                String.format(
                        Locale.ROOT,
                        "%,d of %,d rows are equal to a row before them, the first of them row %,d:"
                                + " such units compute the same and get the same gradient",
                        copies,
                        rows.rows(),
                        firstCopy);
        return Optional.of(
                Finding.of(
                                Kind.DUPLICATE_ROWS,
                                List.of(name),
                                reason,
                                "draw each row anew, and look for what copied them")
                        .with(Rows.of(concerned)));
    }

    /// Rows whose sums are opposite and whose squares are equal are looked at again.
    private static Optional<Finding> opposite(Subject subject, RowFigures rows) {
        Map<Double, Integer> bySquares = new HashMap<>();
        BitSet concerned = new BitSet();
        int pairs = 0;
        for (int row = 0; row < rows.rows(); row++) {
            if (isZero(rows, row)) {
                continue;
            }
            Integer before = bySquares.putIfAbsent(rows.squares(row), row);
            if (before != null
                    && rows.sum(row) == -rows.sum(before)
                    && areOpposite(subject.tensor(), before, row, rows.columns())) {
                pairs++;
                concerned.set(before);
                concerned.set(row);
            }
        }
        if (pairs == 0) {
            return Optional.empty();
        }
        String reason =
                String.format(
                        Locale.ROOT,
                        "%,d %s of the %,d rows %s equal but for the sign, the first of them rows %,d and"
                                + " %,d: such units learn nothing that one of them would not",
                        pairs,
                        pairs == 1 ? "pair" : "pairs",
                        rows.rows(),
                        pairs == 1 ? "is" : "are",
                        concerned.nextSetBit(0),
                        partner(subject, rows, concerned));
        return Optional.of(
                Finding.of(
                                Kind.OPPOSITE_ROWS,
                                List.of(subject.name()),
                                reason,
                                "draw each row by itself; a mirrored start is for concatenated ReLUs alone")
                        .with(Rows.of(concerned)));
    }

    /// The row that is opposite to the first of those concerned.
    private static int partner(Subject subject, RowFigures rows, BitSet concerned) {
        int first = concerned.nextSetBit(0);
        int other = concerned.nextSetBit(first + 1);
        while (!areOpposite(subject.tensor(), first, other, rows.columns())) {
            other = concerned.nextSetBit(other + 1);
        }
        return other;
    }

    private static boolean areOpposite(Tensor tensor, long a, long b, long columns) {
        for (long i = 0; i < columns; i++) {
            if (tensor.get(a * columns + i) != -tensor.get(b * columns + i)) {
                return false;
            }
        }
        return true;
    }
}
