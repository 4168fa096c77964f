package io.fanin.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Columns in plain text, each as wide as its widest cell.
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String> heads;
    private final int[] widths;
    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    /// @param heads of the columns; one that begins with `>` stands at the right, as numbers do
    public TextTable(String... heads) {
        this.heads = new ArrayList<>();
        this.widths = new int[heads.length];
        this.right = new boolean[heads.length];
        for (int i = 0; i < heads.length; i++) {
            right[i] = heads[i].startsWith(">");
            this.heads.add(right[i] ? heads[i].substring(1) : heads[i]);
        }
        widen(this.heads);
    }

    public void row(String... cells) {
        if (cells.length != widths.length) {
            throw new IllegalArgumentException(
                    "a row must have " + widths.length + " cells; got " + cells.length);
        }
        List<String> row = List.of(cells);
        rows.add(row);
        widen(row);
    }

    private void widen(List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
        }
    }

    public void print(PrintWriter out) {
        out.println(line(heads));
        rows.forEach(row -> out.println(line(row)));
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String blank = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : GAP).append(right[i] ? blank + cell : cell + blank);
        }
        return line.toString().stripTrailing();
    }
}
