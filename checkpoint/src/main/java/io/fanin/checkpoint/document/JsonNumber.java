package io.fanin.checkpoint.document;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.json.JsonValue;
import java.math.BigInteger;

/// Doubles, every one of which reads back as it was written. JSON has no infinities and no NaN:
/// they are the strings `inf`, `-inf` and `nan`.
final class JsonNumber {
    private static final double MOST_WHOLE = 0x1p53;

    private JsonNumber() {}

    static String write(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "\"nan\"" : value > 0 ? "\"inf\"" : "\"-inf\"";
        }
        boolean isNegativeZero = value == 0 && 1 / value < 0;
        return value == Math.rint(value) && Math.abs(value) < MOST_WHOLE && !isNegativeZero
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    static double read(JsonValue json) throws BadFileException {
        return switch (json.scalar()) {
            case BigInteger whole when Double.isFinite(whole.doubleValue()) -> whole.doubleValue();
            case Double decimal when Double.isFinite(decimal) -> decimal;
            case String text when text.equals("inf") -> Double.POSITIVE_INFINITY;
            case String text when text.equals("-inf") -> Double.NEGATIVE_INFINITY;
            case String text when text.equals("nan") -> Double.NaN;
            default ->
                    throw json.wrong("a number of at most 1.8e308, \"inf\", \"-inf\" or \"nan\"");
        };
    }
}
