package io.fanin.cli.init;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One rank of several, from 0, as `--shard` says it: `3/8`.
public record Rank(int index, int count) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

    /// @throws IllegalArgumentException if the text is none
    public static Rank parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "must be RANK/COUNT with ranks from 0, such as 3/8; got \"" + text + "\"");
        }
        int index = Integer.parseInt(matcher.group(1));
        int count = Integer.parseInt(matcher.group(2));
        if (index >= count) {
            throw new IllegalArgumentException(
                    count == 0
                            ? "must have at least 1 part; got \"" + text + "\""
                            : "ranks of "
                                    + count
                                    + " are 0 to "
                                    + (count - 1)
                                    + "; got \""
                                    + text
                                    + "\"");
        }
        return new Rank(index, count);
    }
}
