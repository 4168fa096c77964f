package io.fanin.cli;

import java.util.List;
import java.util.Locale;

/// Names on one line: the first few, and how many more there are.
public record NameList(List<String> names) {
    private static final int SHOWN = 3;

    public NameList {
        names = List.copyOf(names);
    }

    @Override
    public String toString() {
        int more = names.size() - SHOWN;
        return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : "");
    }
}
