package io.fanin.law;

import java.util.Locale;

/// Prints the numbers of a law: five significant digits, no trailing zeros.
final class Numbers {
    private Numbers() {}

    static String print(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        double size = Math.abs(value);
        if (size >= 1e-4 && size < 1e15) {
            int decimals = Math.max(1, 4 - (int) Math.floor(Math.log10(size)));
            return String.format(Locale.ROOT, "%." + decimals + "f", value).replaceFirst("0+$", "");
        }
        return String.format(Locale.ROOT, "%.4e", value)
                .replaceFirst("0+e", "e")
                .replace(".e", "e");
    }
}
