package io.fanin.model.python;

/// The text that is read, to say where in it something is wrong.
record Source(String text) {
    /// An error that names its place.
    static final class PlacedException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private PlacedException(String message) {
            super(message);
        }
    }

    /// Part of the text as an error quotes it: its beginning.
    static String shown(String part) {
        return part.length() <= 60 ? part : part.substring(0, 60) + "…";
    }

    PlacedException error(int at, String message) {
        return new PlacedException(place(at) + ": " + message);
    }

    /// Such as `column 5`, with the line if there are several.
    String place(int at) {
        int lineStart = text.lastIndexOf('\n', at - 1) + 1;
        String column = "column " + (at - lineStart + 1);
        long line = 1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        return text.contains("\n") ? "line " + line + ", " + column : column;
    }
}
