package io.fanin.internal.libm;

/// The C library's `log`, bit for bit: that of glibc 2.36 on x86-64 with FMA. The source has not
/// changed from glibc 2.29 to 2.41.
///
/// Every double is supported: zeros give -∞, negative numbers and NaN give NaN. The worst error is
/// 0.519 ulp, so `Math.log` and `StrictMath.log` differ from it here and there.
///
/// Algorithm: Arm's optimized-routines, `math/log.c`. Which products are fused is decided by the
/// compiler there, and part of the bits here.
public final class Log {
    private static final double LN2_HIGH = 0x1.62e42fefa38p-1;
    private static final double LN2_LOW = 0x1.ef35793c7673p-45;

    private static final double A0 = -0x1.0000000000001p-1;
    private static final double A1 = 0x1.555555551305bp-2;
    private static final double A2 = -0x1.fffffffeb459p-3;
    private static final double A3 = 0x1.999b324f10111p-3;
    private static final double A4 = -0x1.55575e506c89fp-3;

    private static final double B1 = 0x1.5555555555577p-2;
    private static final double B2 = -0x1.ffffffffffdcbp-3;
    private static final double B3 = 0x1.999999995dd0cp-3;
    private static final double B4 = -0x1.55555556745a7p-3;
    private static final double B5 = 0x1.24924a344de3p-3;
    private static final double B6 = -0x1.fffffa4423d65p-4;
    private static final double B7 = 0x1.c7184282ad6cap-4;
    private static final double B8 = -0x1.999eb43b068ffp-4;
    private static final double B9 = 0x1.78182f7afd085p-4;
    private static final double B10 = -0x1.5521375d145cdp-4;

    /// The bits of 1 − 2⁻⁴, and how many doubles lie from there up to 1 + 0x1.09p-4.
    private static final long NEAR_ONE = 0x3fee000000000000L;

    private static final long NEAR_ONE_COUNT = 0x3ff1090000000000L - NEAR_ONE;

    /// The bits of 0x1.6p-1, where the 128 intervals of the table begin.
    private static final long TABLE_START = 0x3fe6000000000000L;

    private static final long LEAST_NORMAL = 0x0010000000000000L;
    private static final long INFINITY = 0x7ff0000000000000L;
    private static final long EXPONENT_STEP = 1L << 52;

    private Log() {}

    /// The natural logarithm of `x`.
    public static double log(double x) {
        long bits = Double.doubleToRawLongBits(x);
        if (Long.compareUnsigned(bits - NEAR_ONE, NEAR_ONE_COUNT) < 0) {
            return nearOne(x - 1.0);
        }
        if (Long.compareUnsigned(bits - LEAST_NORMAL, INFINITY - LEAST_NORMAL) >= 0) {
            if (x == 0.0) {
                return Double.NEGATIVE_INFINITY;
            }
            if (!(x > 0.0) || x == Double.POSITIVE_INFINITY) {
                return x < 0.0 ? Double.NaN : x;
            }
            bits = Double.doubleToRawLongBits(x * 0x1p52) - 52 * EXPONENT_STEP;
        }

        // x = 2^k·z with z in [0x1.6p-1, 0x1.6p0); log x = k·ln 2 + log c + log1p(z/c − 1)
        long offset = bits - TABLE_START;
        int i = (int) (offset >>> 44) & 0xfe;
        double k = (double) (offset >> 52);
        double z = Double.longBitsToDouble(bits - (offset & -EXPONENT_STEP));
        double r = Math.fma(z, LogTable.VALUES[i], -1.0);
        double w = Math.fma(k, LN2_HIGH, LogTable.VALUES[i + 1]);
        double high = w + r;
        double low = Math.fma(k, LN2_LOW, w - high + r);
        double r2 = r * r;
        double p = Math.fma(Math.fma(r, A4, A3), r2, Math.fma(r, A2, A1));
        return Math.fma(r * r2, p, Math.fma(r2, A0, low)) + high;
    }

    /// log(1 + r), where the table would leave too large an error.
    private static double nearOne(double r) {
        double r2 = r * r;
        double r3 = r * r2;
        double p3 = Math.fma(B10, r3, Math.fma(r2, B9, Math.fma(r, B8, B7)));
        double p2 = Math.fma(r3, p3, Math.fma(r2, B6, Math.fma(r, B5, B4)));
        double p1 = Math.fma(r3, p2, Math.fma(r2, B3, Math.fma(r, B2, B1)));
        double head = Math.fma(-0x1p27, r, Math.fma(0x1p27, r, r));
        double tail = r - head;
        double square = head * head;
        double high = Math.fma(square, -0.5, r);
        double low = Math.fma(square, -0.5, r - high);
        low = Math.fma(-0.5 * tail, head + r, low);
        return high + Math.fma(r3, p1, low);
    }
}
