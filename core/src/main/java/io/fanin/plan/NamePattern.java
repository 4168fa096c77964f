package io.fanin.plan;

import io.fanin.internal.require.Require;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Which names are meant: a glob, in which `*` stands for any characters, dots among them, and `?`
/// for one; or a regular expression of Java's behind `re:`. Either must match the whole name.
///
/// @param text the pattern as it was written, such as `head.*` or `re:layer[0-9]+\.weight`
public record NamePattern(String text) {
    /// Matches every name.
    public static final NamePattern ANY = new NamePattern("*");

    private static final String REGULAR = "re:";

    /// @throws IllegalArgumentException if the text is empty or its regular expression is wrong
    public NamePattern {
        Require.present("text", text);
        if (text.isEmpty() || text.equals(REGULAR)) {
            throw new IllegalArgumentException(
                    "name pattern \"" + text + "\" is empty; * matches every name");
        }
        compile(text);
    }

    public boolean matches(String name) {
        return compile(text).matcher(name).matches();
    }

    /// [#matches], compiled once for many names.
    Predicate<String> predicate() {
        return equals(ANY) ? _ -> true : compile(text).asMatchPredicate();
    }

    /// Whether it has a dot that is meant as one, as the name of a tensor in a layer within has.
    boolean hasDot() {
        return text.startsWith(REGULAR) ? text.contains("\\.") : text.contains(".");
    }

    private static Pattern compile(String text) {
        if (text.startsWith(REGULAR)) {
            try {
                return Pattern.compile(text.substring(REGULAR.length()));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "name pattern \""
                                + text
                                + "\": "
                                + e.getDescription()
                                + (e.getIndex() < 0
                                        ? ""
                                        : " at column " + (REGULAR.length() + e.getIndex() + 1)),
                        e);
            }
        }
        StringBuilder regular = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '*' -> regular.append(".*");
                case '?' -> regular.append('.');
                default -> regular.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regular.toString(), Pattern.DOTALL);
    }

    @Override
    public String toString() {
        return text;
    }
}
