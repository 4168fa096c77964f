package io.fanin.checkpoint.document;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.json.JsonValue;
import java.util.List;

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
        if (!json.isText()) {
            return json.number();
        }
        return switch (json.oneOf(List.of("inf", "-inf", "nan"))) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }
}
