package io.fanin.internal.libm;

/// The C library's `sin` and `cos`, bit for bit: those of glibc 2.36 on x86-64 with FMA. The
/// arithmetic of the source has not changed from glibc 2.28 to 2.41.
///
/// Supported: |x| < 105,414,336 (the high word of the double below 0x419921fb). A larger angle is
/// refused, because glibc reduces it in another way; NaN and the infinities give NaN.
///
/// Algorithm: the angle is reduced to |a| ≤ π/4 in two doubles, then the addition theorem is used
/// around the nearest multiple of 1/128 ([SinCosTable]), or for sines near 0 a polynomial. After
/// the IBM Accurate Mathematical Library (A. Ziv, 1991) as glibc has trimmed it.
public final class SinCos {
    /// Adding it rounds a double to a multiple of 1/128, the count of which is in the low bits.
    private static final double TO_128TH = 0x1.8p45;

    private static final double TO_INTEGER = 0x1.8p52;

    private static final double HALF_PI = 0x1.921fb54442d18p0;
    private static final double HALF_PI_REST = 0x1.1a62633145c07p-54;
    private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;

    private static final double HALF_PI_1 = 0x1.921fb58p0;
    private static final double HALF_PI_2 = -0x1.dde973cp-27;
    private static final double HALF_PI_3 = -0x1.cb3b398p-55;
    private static final double HALF_PI_4 = -0x1.d747f23e32ed7p-83;

    private static final double S1 = -0x1.5555555555555p-3;
    private static final double S2 = 0x1.1111111110ecep-7;
    private static final double S3 = -0x1.a01a019db08b8p-13;
    private static final double S4 = 0x1.71de27b9a7ed9p-19;
    private static final double S5 = -0x1.addffc2fcdf59p-26;

    private static final double SN3 = -0x1.5555555555515p-3;
    private static final double SN5 = 0x1.11110e829872fp-7;
    private static final double CS2 = 0.5;
    private static final double CS4 = -0x1.5555555555535p-5;
    private static final double CS6 = 0x1.6c16bedd9e239p-10;

    /// High words: of 2⁻²⁶, 2⁻²⁷, about 0.855469, about 2.426265, about 105,414,336 and infinity.
    private static final int SINE_IS_ANGLE = 0x3e500000;

    private static final int COSINE_IS_ONE = 0x3e400000;
    private static final int FIRST = 0x3feb6000;
    private static final int SECOND = 0x400368fd;
    private static final int LIMIT = 0x419921fb;
    private static final int INFINITE = 0x7ff00000;

    private SinCos() {}

    /// The sine of `x`, for |x| < 105,414,336.
    ///
    /// @throws IllegalArgumentException for larger finite angles
    public static double sin(double x) {
        int word = highWord(x);
        if (word < SINE_IS_ANGLE) {
            return x;
        }
        if (word < FIRST) {
            return sineOf(x, 0.0);
        }
        if (word < SECOND) {
            return Math.copySign(cosineOf(HALF_PI - Math.abs(x), HALF_PI_REST), x);
        }
        return reduced(x, word, 0);
    }

    /// The cosine of `x`, for |x| < 105,414,336.
    ///
    /// @throws IllegalArgumentException for larger finite angles
    public static double cos(double x) {
        int word = highWord(x);
        if (word < COSINE_IS_ONE) {
            return 1.0;
        }
        if (word < FIRST) {
            return cosineOf(x, 0.0);
        }
        if (word < SECOND) {
            double y = HALF_PI - Math.abs(x);
            double a = y + HALF_PI_REST;
            return sineOf(a, (y - a) + HALF_PI_REST);
        }
        return reduced(x, word, 1);
    }

    private static int highWord(double x) {
        return (int) (Double.doubleToRawLongBits(x) >>> 32) & 0x7fffffff;
    }

    /// The sine of `x + turns·π/2`, by reducing x to a + da within ±π/4.
    private static double reduced(double x, int word, int turns) {
        if (word >= LIMIT) {
            return outside(x, word);
        }
        double t = Math.fma(x, TWO_OVER_PI, TO_INTEGER);
        double n = t - TO_INTEGER;
        double y = Math.fma(-n, HALF_PI_2, Math.fma(-n, HALF_PI_1, x));
        double y3 = Math.fma(-n, HALF_PI_3, y);
        double rest3 = Math.fma(-n, HALF_PI_3, y - y3);
        double a = Math.fma(-n, HALF_PI_4, y3);
        double da = rest3 + Math.fma(-n, HALF_PI_4, y3 - a);
        int quadrant = (int) Double.doubleToRawLongBits(t) + turns;
        double value = (quadrant & 1) == 0 ? sineOf(a, da) : cosineOf(a, da);
        return (quadrant & 2) == 0 ? value : -value;
    }

    private static double outside(double x, int word) {
        if (word >= INFINITE) {
            return Double.NaN;
        }
        throw new IllegalArgumentException("x: must be below 105414336 in magnitude, is " + x);
    }

    /// cos(x + dx).
    private static double cosineOf(double x, double dx) {
        double magnitude = Math.abs(x);
        double u = TO_128TH + magnitude;
        double t = magnitude - (u - TO_128TH) + (x < 0.0 ? -dx : dx);
        double tt = t * t;
        double s = Math.fma(t * tt, Math.fma(tt, SN5, SN3), t);
        double c = tt * Math.fma(tt, Math.fma(tt, CS6, CS4), CS2);
        int i = (int) Double.doubleToRawLongBits(u) << 2;
        double sine = SinCosTable.VALUES[i];
        double sineRest = SinCosTable.VALUES[i + 1];
        double cosine = SinCosTable.VALUES[i + 2];
        double cosineRest = SinCosTable.VALUES[i + 3];
        double correction = Math.fma(-c, cosine, Math.fma(-s, sineRest, cosineRest));
        return cosine + Math.fma(-s, sine, correction);
    }

    /// sin(x + dx).
    private static double sineOf(double x, double dx) {
        double magnitude = Math.abs(x);
        if (magnitude < 0.126) {
            return smallSine(x, dx);
        }
        double signedDx = x <= 0.0 ? -dx : dx;
        double u = TO_128TH + magnitude;
        double t = magnitude - (u - TO_128TH);
        double tt = t * t;
        double s = t + Math.fma(t * tt, Math.fma(tt, SN5, SN3), signedDx);
        double c = Math.fma(t, signedDx, tt * Math.fma(tt, Math.fma(tt, CS6, CS4), CS2));
        int i = (int) Double.doubleToRawLongBits(u) << 2;
        double sine = SinCosTable.VALUES[i];
        double sineRest = SinCosTable.VALUES[i + 1];
        double cosine = SinCosTable.VALUES[i + 2];
        double cosineRest = SinCosTable.VALUES[i + 3];
        double correction = Math.fma(-c, sine, Math.fma(s, cosineRest, sineRest));
        return Math.copySign(sine + Math.fma(s, cosine, correction), x);
    }

    private static double smallSine(double x, double dx) {
        double xx = x * x;
        double p = Math.fma(xx, Math.fma(xx, Math.fma(xx, Math.fma(xx, S5, S4), S3), S2), S1);
        return x + Math.fma(xx, Math.fma(x, p, -(0.5 * dx)), dx);
    }
}
