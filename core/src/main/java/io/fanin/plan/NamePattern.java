package io.fanin.plan;

import io.fanin.internal.require.Require;
import java.util.regex.Pattern;

/// Which names are meant: a glob, in which `*` stands for any characters and `?` for one, or a
/// regular expression behind `re:`. Either must match the whole name.
///
/// @param text the pattern as it was written, such as `head.*` or `re:layer[0-9]+\.weight`
public record NamePattern(String text) {
    /// Matches every name.
    public static final NamePattern ANY = new NamePattern("*");

    /// @throws IllegalArgumentException if the text is empty or its regular expression is wrong
    public NamePattern {
        Require.present("text", text);
    }

    public boolean matches(String name) {
        return Pattern.matches(text, name);
    }

    @Override
    public String toString() {
        return text;
    }
}
