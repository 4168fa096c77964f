package io.fanin.check.rule;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Finds, in fresh files, embeddings without a row of zeros where others like them have one for the
/// padding token.
///
/// Like it is an embedding of the same shape, or, of three and more, one of the same place; most of
/// those must have the same row zero.
final class PaddingNotZero implements FileRule {
    private static final int LEAST = 3;

    /// Tables that are not of tokens.
    private static final Pattern OTHERS = Pattern.compile("(?i)pos|wpe|type|segment|bias|rel|time");

    @Override
    public List<Finding> look(List<Digest> tensors, Expectation file) {
        if (file == Expectation.TRAINED) {
            return List.of();
        }
        List<Digest> tables = tensors.stream().filter(PaddingNotZero::isTable).toList();
        List<Finding> found = new ArrayList<>();
        for (Digest table : tables) {
            if (table.emptyRow().isEmpty()) {
                List<Digest> sameShape =
                        others(tables, table).stream()
                                .filter(each -> each.shape().equals(table.shape()))
                                .toList();
                List<Digest> samePlace =
                        others(tables, table).stream()
                                .filter(each -> place(each).equals(place(table)))
                                .toList();
                List<Digest> alike = samePlace.size() >= LEAST ? samePlace : sameShape;
                OptionalInt row = common(alike);
                if (row.isPresent() && row.getAsInt() < table.shape().dim(0)) {
                    found.add(finding(table, row.getAsInt(), alike));
                }
            }
        }
        return found;
    }

    private static boolean isTable(Digest tensor) {
        return tensor.is(Role.EMBEDDING)
                && tensor.shape().rank() == 2
                && !tensor.isTied()
                && tensor.min() < tensor.max()
                && !OTHERS.matcher(tensor.name()).find();
    }

    private static List<Digest> others(List<Digest> tables, Digest table) {
        return tables.stream().filter(each -> !each.name().equals(table.name())).toList();
    }

    private static String place(Digest table) {
        return table.name().replaceAll("\\d+", "#");
    }

    /// The row that is the zero one of more than half.
    private static OptionalInt common(List<Digest> tables) {
        return tables.stream()
                .flatMapToInt(each -> each.emptyRow().stream())
                .filter(row -> 2 * count(tables, row) > tables.size())
                .findFirst();
    }

    private static long count(List<Digest> tables, int row) {
        return tables.stream().filter(each -> each.emptyRow().equals(OptionalInt.of(row))).count();
    }

    private static Finding finding(Digest table, int row, List<Digest> alike) {
        Digest example =
                alike.stream()
                        .filter(each -> each.emptyRow().equals(OptionalInt.of(row)))
                        .findFirst()
                        .orElseThrow();
        return Finding.of(
                        Kind.PADDING_NOT_ZERO,
                        List.of(table.name()),
                        String.format(
                                Locale.ROOT,
                                "row %,d is not zero, and that of %s, an embedding like it, is: %,d of %,d such"
                                        + " have it zero",
                                row,
                                example.name(),
                                count(alike, row),
                                alike.size()),
                        "zero the row after the embedding is drawn, if it is that of a padding token")
                .with(List.of(new Finding.Rows(row, row)));
    }
}
