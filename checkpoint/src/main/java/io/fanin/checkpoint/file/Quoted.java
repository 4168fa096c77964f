package io.fanin.checkpoint.file;

/// Text from a file as messages show it: on one line, of bounded length, without anything that a
/// terminal would obey.
public final class Quoted {
    private static final int MOST = 200;

    private Quoted() {}

    /// The text in double quotes; its own quotes, backslashes and what does not print are escaped.
    public static String of(String text) {
        return '"' + line(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    /// The text with what does not print escaped, such as line breaks, and cut if it is long.
    public static String line(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= MOST
                ? escaped(text)
                : escaped(text.substring(0, text.offsetByCodePoints(0, MOST))) + "…";
    }

    /// The whole text with what does not print escaped, however long it is.
    public static String escaped(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .forEach(each -> {
                    if (prints(each)) {
                        line.appendCodePoint(each);
                    } else {
                        line.append(String.format("\\u%04x", each));
                    }
                });
        return line.toString();
    }

    private static boolean prints(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
