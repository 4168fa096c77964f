package io.fanin.check.rule;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.scan.RowFigures;
import io.fanin.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// Finds, in fresh files, weights of which one block of columns equals another: ranks that drew
/// their shards of the inputs from the same seed.
final class RepeatedColumns implements TensorRule {
    private static final int LEAST_COLUMNS = 8;

    /// So many rows rule most blocks out.
    private static final int FIRST = 2;

    /// So many rows make sure.
    private static final int ALL = 64;

    @Override
    public List<Finding> look(Subject subject) {
        if (subject.role().isEmpty() || !RepeatedRows.mayBeRandom(subject)) {
            return List.of();
        }
        return subject.figures()
                .rows()
                .filter(rows -> RepeatedRows.find(rows).isEmpty())
                .flatMap(rows -> find(subject.tensor(), rows))
                .map(copy -> copy.finding(subject.name(), "columns"))
                .map(List::of)
                .orElse(List.of());
    }

    private static Optional<BlockCopy> find(Tensor tensor, RowFigures rows) {
        for (int parts : BlockCopy.PARTS) {
            long length = rows.columns() / parts;
            if (rows.columns() % parts == 0 && length >= LEAST_COLUMNS) {
                for (int second = 1; second < parts; second++) {
                    for (int first = 0; first < second; first++) {
                        BlockCopy copy = new BlockCopy(parts, length, first, second);
                        if (areEqual(tensor, rows, copy, FIRST)
                                && areEqual(tensor, rows, copy, ALL)) {
                            return Optional.of(copy);
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// Whether the blocks are equal, and not of one value, in `most` rows spread evenly.
    private static boolean areEqual(Tensor tensor, RowFigures rows, BlockCopy copy, int most) {
        int looked = Math.min(most, rows.rows());
        for (int i = 0; i < looked; i++) {
            long row = (long) i * rows.rows() / looked * rows.columns();
            long first = row + copy.first() * copy.length();
            long second = row + copy.second() * copy.length();
            boolean isVaried = false;
            for (long j = 0; j < copy.length(); j++) {
                double value = tensor.get(first + j);
                if (value != tensor.get(second + j)) {
                    return false;
                }
                isVaried |= value != tensor.get(first);
            }
            if (!isVaried) {
                return false;
            }
        }
        return looked > 1;
    }

    @Override
    public boolean isFor(Expectation file) {
        return file == Expectation.FRESH;
    }
}
