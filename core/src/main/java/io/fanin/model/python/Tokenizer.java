package io.fanin.model.python;

import io.fanin.model.python.Token.Kind;

/// Cuts Python text into words; blanks, line ends and comments fall away.
final class Tokenizer {
    private static final char NOTHING = '\0';

    private final Source source;
    private final String text;
    private int at;

    Tokenizer(Source source) {
        this.source = source;
        this.text = source.text();
    }

    Token next() {
        skipBlanks();
        if (at == text.length()) {
            return new Token(Kind.END, at, "");
        }
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return string(c);
        }
        if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
            return number();
        }
        int end = endOfWord(at);
        return end > at
                ? take(Kind.NAME, end)
                : take(Kind.SYMBOL, at + Character.charCount(text.codePointAt(at)));
    }

    private char charAt(int i) {
        return i < text.length() ? text.charAt(i) : NOTHING;
    }

    private boolean isDigit(int i) {
        return charAt(i) >= '0' && charAt(i) <= '9';
    }

    private void skipBlanks() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.charAt(at) == '#') {
                int lineEnd = text.indexOf('\n', at);
                at = lineEnd < 0 ? text.length() : lineEnd;
            } else {
                return;
            }
        }
    }

    private int endOfWord(int from) {
        int end = from;
        while (Character.isLetterOrDigit(charAt(end)) || charAt(end) == '_') {
            end++;
        }
        return end;
    }

    private Token take(Kind kind, int end) {
        Token token = new Token(kind, at, text.substring(at, end));
        at = end;
        return token;
    }

    private Token number() {
        int end = endOfDigits(at);
        boolean decimal = charAt(end) == '.';
        if (decimal) {
            end = endOfDigits(end + 1);
        }
        if (charAt(end) == 'e' || charAt(end) == 'E') {
            int power = charAt(end + 1) == '+' || charAt(end + 1) == '-' ? end + 2 : end + 1;
            decimal = true;
            end = Math.max(endOfDigits(power), end);
        }
        boolean leadingZero =
                !decimal && charAt(at) == '0' && !text.substring(at, end).matches("[0_]+");
        int wordEnd = endOfWord(end);
        if (wordEnd > end || leadingZero || (!isDigit(end - 1) && charAt(end - 1) != '.')) {
            throw source.error(
                    at,
                    "expected a decimal number; found \""
                            + Source.shown(text.substring(at, wordEnd))
                            + "\"");
        }
        return take(decimal ? Kind.DECIMAL : Kind.INT, end);
    }

    /// The end of the digits at `from`, single underscores between them included.
    private int endOfDigits(int from) {
        int end = from;
        while (isDigit(end) || (charAt(end) == '_' && end > from && isDigit(end + 1))) {
            end++;
        }
        return end;
    }

    private Token string(char quote) {
        StringBuilder value = new StringBuilder();
        for (int i = at + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
            char c = text.charAt(i);
            if (c == quote) {
                Token token = new Token(Kind.STRING, at, value.toString());
                at = i + 1;
                return token;
            }
            if (c == '\\') {
                i++;
                value.append(escaped(i));
            } else {
                value.append(c);
            }
        }
        throw source.error(
                at, "expected a string that ends with " + quote + " on its line; found no end");
    }

    private char escaped(int i) {
        return switch (charAt(i)) {
            case '\\', '\'', '"' -> text.charAt(i);
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default ->
                    throw source.error(
                            i - 1,
                            "expected \\\\, \\', \\\", \\n, \\t or \\r; found another escape");
        };
    }
}
