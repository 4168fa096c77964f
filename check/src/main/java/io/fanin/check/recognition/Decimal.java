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
            int scale = digits - 1 - (int) Math.floor(Math.log10(to));
            double unit = Math.pow(10, scale);
            double first = Math.ceil(from * unit * (1 - 1e-12));
            double last = Math.floor(to * unit * (1 + 1e-12));
            if (!(last - first < MOST)) {
                break;
            }
            for (long k = (long) first; k <= last; k++) {
                double value = BigDecimal.valueOf(k, scale).doubleValue();
                if (k > 0 && !found.contains(value)) {
                    found.add(value);
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
