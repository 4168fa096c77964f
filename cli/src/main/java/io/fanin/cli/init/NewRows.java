package io.fanin.cli.init;

/// How many rows a tensor is to have, as `--resize` says it: `wte.weight=50304`.
public record NewRows(String name, long rows) {
    private static final int MOST_DIGITS = 18;

    /// @throws IllegalArgumentException if the text is none
    public static NewRows parse(String text) {
        int at = text.lastIndexOf('=');
        String rows = text.substring(at + 1);
        if (at < 1
                || rows.isEmpty()
                || rows.length() > MOST_DIGITS
                || !rows.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(
                    "must be NAME=ROWS, such as wte.weight=50304; got \"" + text + "\"");
        }
        return new NewRows(text.substring(0, at), Long.parseLong(rows));
    }
}
