package io.fanin.check.recognition;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers as people write them.
final class Decimal {
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
}
