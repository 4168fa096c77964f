package io.fanin.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleFunction;

/// The format and common width that PyTorch gives the numbers of one tensor.
///
/// @param width columns that each number takes, filled with blanks from the left
record NumberFormat(Style style, int width) {
    private static final int DIGITS = 4;

    enum Style {
        /// int64.
        WHOLE,
        /// Floating-point numbers without fractions: `3.`
        POINT,
        /// `3.1416`
        FIXED,
        /// `3.1416e+00`
        SCIENTIFIC
    }

    /// The format of floating-point or int64 values that are printed together.
    static NumberFormat of(List<Number> values) {
        if (values.getFirst() instanceof Long) {
            return new NumberFormat(Style.WHOLE, widest(values, Object::toString));
        }
        List<Number> counted =
                values.stream()
                        .filter(value ->
                                Double.isFinite(value.doubleValue()) && value.doubleValue() != 0)
                        .toList();
        if (counted.isEmpty()) {
            return new NumberFormat(Style.POINT, 1);
        }
        Style style = style(counted);
        return new NumberFormat(style, widest(counted, value -> text(style, value)));
    }

    private interface Printer {
        String print(Number value);
    }

    private static int widest(List<Number> values, Printer printer) {
        return values.stream().mapToInt(value -> printer.print(value).length()).max().orElse(1);
    }

    private static Style style(List<Number> values) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        boolean whole = true;
        for (Number value : values) {
            double size = Math.abs(value.doubleValue());
            least = Math.min(least, size);
            most = Math.max(most, size);
            whole &= size == Math.rint(size);
        }
        if (most / least > 1000 || most > 1e8 || (!whole && least < 1e-4)) {
            return Style.SCIENTIFIC;
        }
        return whole ? Style.POINT : Style.FIXED;
    }

    String print(Number value) {
        String text = text(style, value);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String text(Style style, Number value) {
        return switch (style) {
            case WHOLE -> value.toString();
            case POINT -> finite(value, number -> decimal(number, 0) + ".");
            case FIXED -> finite(value, number -> decimal(number, DIGITS));
            case SCIENTIFIC -> finite(value, NumberFormat::scientific);
        };
    }

    private static String finite(Number number, DoubleFunction<String> printer) {
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "-inf" : "inf";
        }
        return sign(value) + printer.apply(Math.abs(value));
    }

    private static String sign(double value) {
        return Math.copySign(1, value) < 0 ? "-" : "";
    }

    /// Rounds the exact binary value, as C's `printf` does; Java's own formatter rounds the
    /// shortest decimal.
    private static String decimal(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String scientific(double value) {
        if (value == 0) {
            return "0." + "0".repeat(DIGITS) + "e+00";
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(DIGITS + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String digits = rounded.unscaledValue().toString();
        digits += "0".repeat(Math.max(0, DIGITS + 1 - digits.length()));
        String power =
                (exponent < 0 ? "-" : "+")
                        + (Math.abs(exponent) < 10 ? "0" : "")
                        + Math.abs(exponent);
        return digits.charAt(0) + "." + digits.substring(1) + "e" + power;
    }
}
