package io.fanin.checkpoint.numpy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.DeclaredShape;
import io.fanin.checkpoint.file.Quoted;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the dictionary of an `.npy` header, of which it knows no more Python than NumPy writes:
/// strings without escapes, True and False, and tuples of whole numbers.
final class NpyDictionary {
    private final String text;
    private final Function<String, BadFileException> bad;
    private int at;

    NpyDictionary(String text, Function<String, BadFileException> bad) {
        this.text = text;
        this.bad = bad;
    }

    /// @param data where the array begins
    NpyHeader read(long data) throws BadFileException {
        String descr = null;
        Boolean fortranOrder = null;
        long[] shape = null;
        expect('{');
        while (!accept('}')) {
            String key = string();
            expect(':');
            switch (key) {
                case "descr" -> descr = first(descr, key, descr());
                case "fortran_order" -> fortranOrder = first(fortranOrder, key, flag());
                case "shape" -> shape = first(shape, key, sizes());
                default -> throw wrong("has an unknown key " + Quoted.of(key));
            }
            if (!accept(',')) {
                expect('}');
                break;
            }
        }
        skipSpace();
        if (at != text.length()) {
            throw wrong("goes on after its end");
        }
        if (descr == null || fortranOrder == null || shape == null) {
            throw bad.apply(
                    "the .npy header has no '"
                            + (descr == null
                                    ? "descr"
                                    : fortranOrder == null ? "fortran_order" : "shape")
                            + "'");
        }
        return NpyHeader.of(descr, fortranOrder, shape, data, bad);
    }

    private <T> T first(@Nullable T before, String key, T value) throws BadFileException {
        if (before != null) {
            throw wrong("has '" + key + "' twice");
        }
        return value;
    }

    private String descr() throws BadFileException {
        skipSpace();
        if (at < text.length() && text.charAt(at) == '[') {
            throw bad.apply(
                    "holds records (a structured dtype); only arrays of plain numbers are read");
        }
        return string();
    }

    private String string() throws BadFileException {
        skipSpace();
        char quote = at < text.length() ? text.charAt(at) : ' ';
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0 || text.substring(at, end).contains("\\")) {
            throw wrong("expected a string without escapes");
        }
        String string = text.substring(at + 1, end);
        at = end + 1;
        return string;
    }

    private boolean flag() throws BadFileException {
        skipSpace();
        for (String word : new String[] {"True", "False"}) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("True");
            }
        }
        throw wrong("expected True or False");
    }

    private long[] sizes() throws BadFileException {
        long[] sizes = new long[DeclaredShape.MOST_RANK];
        int count = 0;
        boolean comma = true;
        expect('(');
        while (!accept(')')) {
            if (!comma) {
                throw wrong("expected a comma or )");
            }
            if (count == sizes.length) {
                throw wrong("expected at most " + sizes.length + " sizes");
            }
            sizes[count++] = size();
            comma = accept(',');
        }
        if (count == 1 && !comma) {
            throw wrong("expected a tuple such as (4,)");
        }
        return Arrays.copyOf(sizes, count);
    }

    private long size() throws BadFileException {
        skipSpace();
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        try {
            long size = Long.parseLong(text, start, at, 10);
            if (at < text.length() && text.charAt(at) == 'L') {
                at++; // As Python 2 wrote it.
            }
            return size;
        } catch (NumberFormatException _) {
            at = start;
            throw wrong("expected a whole number of 0 to 2^63 - 1");
        }
    }

    private boolean accept(char expected) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char expected) throws BadFileException {
        if (!accept(expected)) {
            throw wrong("expected " + expected);
        }
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
            at++;
        }
    }

    private BadFileException wrong(String defect) {
        return bad.apply("the .npy header, character " + (at + 1) + ": " + defect);
    }
}
