package io.fanin.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number of bytes, as command lines say it and tables show it.
public record ByteCount(long bytes) {
    private static final Pattern TEXT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-z]*)");
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");

    /// Reads `5GB` (10⁹ bytes each), `512MiB` (2²⁰), or bytes without a unit.
    ///
    /// @throws IllegalArgumentException if the text is none, or it means no byte or 2⁶³ and more
    public static ByteCount parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        double unit = matcher.matches() ? unit(matcher.group(2)) : 0;
        if (unit == 0) {
            throw new IllegalArgumentException(
                    "must be a size such as 5GB, 512MiB or 1000000; got \"" + text + "\"");
        }
        double bytes = Double.parseDouble(matcher.group(1)) * unit;
        if (bytes < 1 || bytes >= 0x1p63) {
            throw new IllegalArgumentException(
                    "must be at least 1 byte and less than 2^63; got \"" + text + "\"");
        }
        return new ByteCount((long) bytes);
    }

    /// 0 if there is no such unit.
    private static double unit(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "b" -> 1;
            case "k", "kb" -> 1e3;
            case "m", "mb" -> 1e6;
            case "g", "gb" -> 1e9;
            case "t", "tb" -> 1e12;
            case "kib" -> 0x1p10;
            case "mib" -> 0x1p20;
            case "gib" -> 0x1p30;
            case "tib" -> 0x1p40;
            default -> 0;
        };
    }

    /// Three digits or so with a decimal unit, such as `46.8 MB`.
    @Override
    public String toString() {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.size() - 1) {
            value /= 1000;
            unit++;
        }
        String digits = unit == 0 || value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, value) + " " + UNITS.get(unit);
    }
}
