package io.fanin.check.rule;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.scan.RowFigures;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds weights of which one block of rows equals another: ranks that drew their shards from the
/// same seed, or a query that equals its key.
final class RepeatedRows implements TensorRule {
    private static final int LEAST_ROWS = 4;

    /// Shorter rows are often equal by chance in half precision.
    private static final int LEAST_COLUMNS = 8;

    @Override
    public List<Finding> look(Subject subject) {
        if (subject.role().isEmpty() || !mayBeRandom(subject)) {
            return List.of();
        }
        return subject.figures()
                .rows()
                .flatMap(RepeatedRows::find)
                .map(copy ->
                        copy.finding(subject.name(), "rows")
                                .with(List.of(rows(copy, copy.first()), rows(copy, copy.second()))))
                .map(List::of)
                .orElse(List.of());
    }

    /// Whether the values are random, or of no known law, as repeated ones are.
    static boolean mayBeRandom(Subject subject) {
        return subject.recognition().law().map(RepeatedRows::isRandom).orElse(true);
    }

    static boolean isRandom(Law law) {
        return law instanceof Uniform || law instanceof Normal || law instanceof TruncatedNormal;
    }

    /// The first equal blocks, of as few blocks as can be.
    static Optional<BlockCopy> find(RowFigures rows) {
        if (rows.columns() < LEAST_COLUMNS) {
            return Optional.empty();
        }
        for (int parts : BlockCopy.PARTS) {
            int length = rows.rows() / parts;
            if (rows.rows() % parts == 0 && length >= LEAST_ROWS) {
                Map<Long, Integer> seen = new HashMap<>();
                for (int part = 0; part < parts; part++) {
                    if (isVaried(rows, part * length, length)) {
                        Integer before = seen.putIfAbsent(hash(rows, part * length, length), part);
                        if (before != null) {
                            return Optional.of(new BlockCopy(parts, length, before, part));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static long hash(RowFigures rows, int from, int length) {
        long hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + rows.hash(i);
        }
        return hash;
    }

    /// Whether no two neighbours are equal.
    private static boolean isVaried(RowFigures rows, int from, int length) {
        for (int i = from + 1; i < from + length; i++) {
            if (rows.hash(i) == rows.hash(i - 1)) {
                return false;
            }
        }
        return true;
    }

    private static Rows rows(BlockCopy copy, int block) {
        return new Rows(block * copy.length(), (block + 1) * copy.length() - 1);
    }
}
