package io.fanin.internal.libm;

/// The C library's `log1p`, bit for bit: that of Debian 12's glibc 2.36 on x86-64 with FMA.
///
/// Only glibc 2.39 and later fuse multiply and add here, and older ones whose distribution took
/// that change over (Debian 12 did with 2.36-9+deb12u10). The others give other bits in places.
///
/// Every double is supported: -1 gives -∞, less than that and NaN give NaN.
///
/// Algorithm: Sun's fdlibm, `s_log1p.c`, with the polynomial split as in glibc.
public final class Log1p {
    private static final double LN2_HIGH = 0x1.62e42feep-1;
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    private static final double LP1 = 0x1.5555555555593p-1;
    private static final double LP2 = 0x1.999999997fa04p-2;
    private static final double LP3 = 0x1.2492494229359p-2;
    private static final double LP4 = 0x1.c71c51d8e78afp-3;
    private static final double LP5 = 0x1.7466496cb03dep-3;
    private static final double LP6 = 0x1.39a09d078c69fp-3;
    private static final double LP7 = 0x1.2f112df3e5244p-3;

    private static final double TWO_THIRDS = 0x1.5555555555555p-1;

    /// High words: of √2 − 1, of √½ − 1 (with its sign), and of 1, 2⁻²⁹, 2⁻⁵⁴, 2⁵³.
    private static final int SQRT_TWO_LESS_ONE = 0x3fda827a;

    private static final int SQRT_HALF_LESS_ONE = 0xbfd2bec3;
    private static final int ONE = 0x3ff00000;
    private static final int TINY = 0x3e200000;
    private static final int TINIER = 0x3c900000;
    private static final int HUGE = 0x43400000;

    /// The mantissa bits of √2 in a high word.
    private static final int SQRT_TWO_MANTISSA = 0x6a09e;

    private Log1p() {}

    /// The natural logarithm of 1 + `x`.
    public static double log1p(double x) {
        int word = (int) (Double.doubleToRawLongBits(x) >> 32);
        if (word < SQRT_TWO_LESS_ONE) {
            int magnitude = word & 0x7fffffff;
            if (magnitude >= ONE) {
                return x == -1.0 ? Double.NEGATIVE_INFINITY : Double.NaN;
            }
            if (magnitude < TINY) {
                return magnitude < TINIER ? x : Math.fma(-(x * x), 0.5, x);
            }
            if (word > 0 || word <= SQRT_HALF_LESS_ONE) {
                double halfSquare = 0.5 * x * x;
                return x - (halfSquare - tail(x, halfSquare));
            }
        } else if (word >= 0x7ff00000) {
            return x + x;
        }
        return reduced(x, word < HUGE);
    }

    /// Far from 0: 1 + x = 2^k·(1 + f), where 1 + f lies between √½ and √2. `c` is what the
    /// rounding of 1 + x lost, relative to it.
    private static double reduced(double x, boolean oneCounts) {
        double u = oneCounts ? 1.0 + x : x;
        long bits = Double.doubleToRawLongBits(u);
        int k = (int) (bits >> 52) - 1023;
        double c = 0.0;
        if (oneCounts) {
            c = (k > 0 ? 1.0 - (u - x) : x - (u - 1.0)) / u;
        }
        int mantissa = (int) (bits >> 32) & 0x000fffff;
        boolean small = mantissa < SQRT_TWO_MANTISSA;
        long exponent = small ? 0x3ff0000000000000L : 0x3fe0000000000000L;
        double f = Double.longBitsToDouble((bits & 0x000fffffffffffffL) | exponent) - 1.0;
        int nearness = small ? mantissa : (0x00100000 - mantissa) >> 2;
        double n = small ? k : k + 1;
        double low = Math.fma(n, LN2_LOW, c);
        double halfSquare = 0.5 * f * f;
        if (nearness == 0) {
            if (f == 0.0) {
                return n == 0.0 ? 0.0 : Math.fma(n, LN2_HIGH, low);
            }
            double r = halfSquare * Math.fma(-TWO_THIRDS, f, 1.0);
            return n == 0.0 ? f - r : Math.fma(n, LN2_HIGH, -((r - low) - f));
        }
        double tail = tail(f, halfSquare);
        return n == 0.0
                ? f - (halfSquare - tail)
                : Math.fma(n, LN2_HIGH, -((halfSquare - (tail + low)) - f));
    }

    /// s·(f²/2 + R) with s = f/(2 + f), the part of log1p(f) beyond f − f²/2.
    private static double tail(double f, double halfSquare) {
        double s = f / (2.0 + f);
        double z = s * s;
        double z2 = z * z;
        double z4 = z2 * z2;
        double z6 = z4 * z2;
        double r = Math.fma(z, LP1, z2 * Math.fma(z, LP3, LP2));
        r = Math.fma(z4, Math.fma(z, LP5, LP4), r);
        r = Math.fma(z6, Math.fma(z, LP7, LP6), r);
        return s * (halfSquare + r);
    }
}
