package io.fanin.model.python;

/// A word of Python.
///
/// @param at where it begins in the source
/// @param text what it says: of a string, the characters that it stands for
record Token(Kind kind, int at, String text) {
    enum Kind {
        NAME,
        INT,
        DECIMAL,
        STRING,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /// As an error names it.
    @Override
    public String toString() {
        return switch (kind) {
            case END -> "the end of the text";
            case STRING -> "a string";
            default -> "\"" + Source.shown(text) + "\"";
        };
    }
}
