package io.fanin.check.recognition;

import io.fanin.tensor.BFloat16;
import io.fanin.tensor.DType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// Numbers as people write them.
final class Decimal {
    private static final int MOST_DIGITS = 3;
    private static final int MOST = 40;
    private static final double ROUNDING = 1e-12;

    private Decimal() {}

    /// The shortest decimal of the number, without an exponent where it is not far from 1.
    static String of(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return (Math.abs(value) >= 1e-5 && Math.abs(value) < 1e7) || value == 0
                ? exact.toPlainString()
                : exact.toString();
    }

    /// The number to some significant digits.
    static double round(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits)).doubleValue();
    }

    /// The decimals of up to three digits in a range of positive numbers, the shortest first; of
    /// those of one length none if there are many.
    static List<Double> between(double from, double to) {
        List<Double> found = new ArrayList<>();
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            List<Double> more = between(from, to, digits);
            if (more.size() > MOST) {
                break;
            }
            found.addAll(more);
        }
        return found;
    }

    private static List<Double> between(double from, double to, int digits) {
        List<Double> found = new ArrayList<>();
        int last = (int) Math.floor(Math.log10(to));
        for (int e = (int) Math.floor(Math.log10(from)); e <= last; e++) {
            int scale = digits - 1 - e;
            double unit = Math.pow(10, scale);
            long least = Math.round(Math.pow(10, digits - 1));
            long first = Math.max((long) Math.ceil(from * unit * (1 - ROUNDING)), least);
            long end = Math.min((long) Math.floor(to * unit * (1 + ROUNDING)), 10 * least - 1);
            for (long k = first; k <= end && found.size() <= MOST; k++) {
                if (digits == 1 || k % 10 != 0) {
                    found.add(BigDecimal.valueOf(k, scale).doubleValue());
                }
            }
        }
        return found;
    }

    /// Significant digits, those after the last that is not 0 left out.
    static int digits(double decimal) {
        return new BigDecimal(Double.toString(decimal)).stripTrailingZeros().precision();
    }

    /// How often a decimal is written, beside 1, 2 and 5.
    static double weight(double decimal) {
        BigDecimal exact = new BigDecimal(Double.toString(decimal)).stripTrailingZeros();
        int last = exact.unscaledValue().abs().mod(BigInteger.TEN).intValue();
        return switch (exact.precision()) {
            case 1 -> last == 1 || last == 2 || last == 5 ? 1 : 0.15;
            case 2 -> last == 5 ? 0.05 : 0.01;
            default -> 1e-4;
        };
    }

    /// The decimal of the fewest digits that a dtype rounds to `value`.
    static double shortest(double value, DType dtype) {
        for (int digits = 1; digits <= 17; digits++) {
            double rounded = round(value, digits);
            if (dtype.round(rounded) == value) {
                return rounded;
            }
        }
        return value;
    }

    /// From a number of a half-precision dtype to the next, which is closer to 0; for 0 of the
    /// least number.
    static double spacing(double value, DType dtype) {
        float size = (float) Math.abs(value);
        if (dtype == DType.F16) {
            short bits = Float.floatToFloat16(size);
            return bits == 0
                    ? Float.float16ToFloat((short) 1)
                    : size - Float.float16ToFloat((short) (bits - 1));
        }
        short bits = BFloat16.of(size);
        return bits == 0
                ? BFloat16.toFloat((short) 1)
                : size - BFloat16.toFloat((short) (bits - 1));
    }
}
