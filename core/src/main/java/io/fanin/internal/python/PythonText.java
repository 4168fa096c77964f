package io.fanin.internal.python;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Prints values as Python's `str` and `repr` do.
public final class PythonText {
    private PythonText() {}

    public static String flag(boolean value) {
        return value ? "True" : "False";
    }

    /// A [Double] or [Float] as a float, any other number as an int, null as `None`.
    public static String number(@Nullable Number value) {
        return switch (value) {
            case null -> "None";
            case Double decimal -> decimal(decimal);
            case Float decimal -> decimal(decimal);
            default -> value.toString();
        };
    }

    /// A float: `0.001`, `1e-05`, `1.0`, `1e+16`, `0.3333333333333333`.
    public static String decimal(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value > 0 ? "0.0" : "-0.0";
        }
        BigDecimal shortest = shortest(value);
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String sign = value < 0 ? "-" : "";
        if (exponent >= -4 && exponent < 16) {
            String plain = shortest.abs().toPlainString();
            return sign + (plain.contains(".") ? plain : plain + ".0");
        }
        String mantissa =
                digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return sign
                + mantissa
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /// The decimal of fewest digits that reads as `value`. Java prints two digits where Python
    /// prints one.
    private static BigDecimal shortest(double value) {
        BigDecimal printed = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal oneDigit = printed.round(new MathContext(1, RoundingMode.HALF_EVEN));
        return oneDigit.doubleValue() == value ? oneDigit : printed;
    }

    /// A string in quotes, as `repr` prints it.
    public static String quoted(String value) {
        char quote = value.contains("'") && !value.contains("\"") ? '"' : '\'';
        StringBuilder text = new StringBuilder().append(quote);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\\' -> text.append("\\\\");
                default -> text.append(c == quote ? "\\" : "").append(c);
            }
        }
        return text.append(quote).toString();
    }

    /// A tuple of what `items` print: `()`, `(3,)`, `(3, 5)`.
    public static String tuple(List<?> items) {
        StringJoiner text = new StringJoiner(", ", "(", items.size() == 1 ? ",)" : ")");
        items.forEach(item -> text.add(item.toString()));
        return text.toString();
    }
}
