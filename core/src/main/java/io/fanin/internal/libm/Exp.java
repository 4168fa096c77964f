package io.fanin.internal.libm;

/// The C library's `exp`, bit for bit: that of glibc 2.36 on x86-64 with FMA. The source has not
/// changed from glibc 2.29 to 2.41.
///
/// Every double is supported. The worst error is 0.509 ulp.
///
/// Algorithm: Arm's optimized-routines, `math/exp.c`. Which products are fused is decided by the
/// compiler there, and part of the bits here.
public final class Exp {
    private static final double INVERSE_LN2 = 0x1.71547652b82fep7;
    private static final double LN2_HIGH = -0x1.62e42fefap-8;
    private static final double LN2_LOW = -0x1.cf79abc9e3b3ap-47;
    private static final double TO_INTEGER = 0x1.8p52;

    private static final double C2 = 0x1.ffffffffffdbdp-2;
    private static final double C3 = 0x1.555555555543cp-3;
    private static final double C4 = 0x1.55555cf172b91p-5;
    private static final double C5 = 0x1.1111167a4d017p-7;

    /// Exponent fields of 2⁻⁵⁴, 512 and 1024.
    private static final int TINY = 969;

    private static final int LARGE = 1032;
    private static final int TOO_LARGE = 1033;

    private Exp() {}

    /// e to the power `x`.
    public static double exp(double x) {
        int exponent = (int) (Double.doubleToRawLongBits(x) >>> 52) & 0x7ff;
        if (exponent < TINY) {
            return 1.0 + x;
        }
        if (exponent >= TOO_LARGE) {
            if (Double.isNaN(x)) {
                return x;
            }
            return x < 0.0 ? 0.0 : Double.POSITIVE_INFINITY;
        }

        // x = k·ln 2/128 + r; exp x = 2^(k/128)·exp r
        double shifted = Math.fma(INVERSE_LN2, x, TO_INTEGER);
        long k = Double.doubleToRawLongBits(shifted);
        double n = shifted - TO_INTEGER;
        double r = Math.fma(n, LN2_LOW, Math.fma(n, LN2_HIGH, x));
        int i = (int) (k & 127) << 1;
        double tail = Double.longBitsToDouble(ExpTable.VALUES[i]);
        long scale = ExpTable.VALUES[i + 1] + (k << 45);
        double r2 = r * r;
        double p = Math.fma(r2, Math.fma(r, C3, C2), tail + r);
        p = Math.fma(r2 * r2, Math.fma(r, C5, C4), p);
        if (exponent >= LARGE) {
            return nearTheLimits(p, scale, (int) k);
        }
        double power = Double.longBitsToDouble(scale);
        return Math.fma(power, p, power);
    }

    /// |x| ≥ 512: the power alone may leave the range of doubles, and a subnormal result must not
    /// be rounded twice.
    private static double nearTheLimits(double p, long scale, int k) {
        if (k >= 0) {
            double power = Double.longBitsToDouble(scale - (1009L << 52));
            return 0x1p1009 * Math.fma(power, p, power);
        }
        double power = Double.longBitsToDouble(scale + (1022L << 52));
        double product = power * p;
        double y = power + product;
        if (y < 1.0) {
            double low = power - y + product;
            double high = 1.0 + y;
            low = 1.0 - high + y + low;
            y = (high + low) - 1.0;
        }
        return 0x1p-1022 * y;
    }
}
