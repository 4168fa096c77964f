package io.fanin.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A table in Markdown.
final class Table {
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... columns) {
        this.columns = List.of(columns);
    }

    void row(Object... cells) {
        rows.add(List.of(cells).stream().map(Object::toString).toList());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /// Formats in the same way everywhere. The annotation asked for would need a library.
    @SuppressWarnings("AnnotateFormatMethod")
    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /// Three significant digits.
    static String number(double value) {
        double size = Math.abs(value);
        return format(size < 1 ? "%.3f" : size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%.0f", value);
    }

    static String times(double ratio) {
        return format(ratio < 100 ? "%.1f×" : "%.0f×", ratio);
    }

    @Override
    public String toString() {
        return line(columns)
                + line(columns.stream().map(_ -> "---").toList())
                + rows.stream().map(Table::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
