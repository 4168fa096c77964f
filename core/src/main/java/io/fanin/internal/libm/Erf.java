package io.fanin.internal.libm;

/// The C library's `erf`, bit for bit: that of glibc 2.36 on x86-64 with FMA. Nothing is fused
/// here, except within [Exp]. The source has not changed from glibc 2.28 to 2.41.
///
/// Every double is supported. The worst error is below 1 ulp.
///
/// Algorithm: Sun's fdlibm, `s_erf.c`: rational approximations on four intervals, with the sums
/// split as in glibc.
public final class Erf {
    private static final double ERX = 0x1.b0ac16p-1;
    private static final double EFX = 0x1.06eba8214db69p-3;

    private static final double PP0 = 0x1.06eba8214db68p-3;
    private static final double PP1 = -0x1.4cd7d691cb913p-2;
    private static final double PP2 = -0x1.d2a51dbd7194fp-6;
    private static final double PP3 = -0x1.7a291236668e4p-8;
    private static final double PP4 = -0x1.8ead6120016acp-16;

    private static final double QQ1 = 0x1.97779cddadc09p-2;
    private static final double QQ2 = 0x1.0a54c5536cebap-4;
    private static final double QQ3 = 0x1.4d022c4d36b0fp-8;
    private static final double QQ4 = 0x1.15dc9221c1a1p-13;
    private static final double QQ5 = -0x1.09c4342a2612p-18;

    private static final double PA0 = -0x1.359b8bef77538p-9;
    private static final double PA1 = 0x1.a8d00ad92b34dp-2;
    private static final double PA2 = -0x1.7d240fbb8c3f1p-2;
    private static final double PA3 = 0x1.45fca805120e4p-2;
    private static final double PA4 = -0x1.c63983d3e28ecp-4;
    private static final double PA5 = 0x1.22a36599795ebp-5;
    private static final double PA6 = -0x1.1bf380a96073fp-9;

    private static final double QA1 = 0x1.b3e6618eee323p-4;
    private static final double QA2 = 0x1.14af092eb6f33p-1;
    private static final double QA3 = 0x1.2635cd99fe9a7p-4;
    private static final double QA4 = 0x1.02660e763351fp-3;
    private static final double QA5 = 0x1.bedc26b51dd1cp-7;
    private static final double QA6 = 0x1.88b545735151dp-7;

    private static final double RA0 = -0x1.43412600d6435p-7;
    private static final double RA1 = -0x1.63416e4ba736p-1;
    private static final double RA2 = -0x1.51e0441b0e726p3;
    private static final double RA3 = -0x1.f300ae4cba38dp5;
    private static final double RA4 = -0x1.44cb184282266p7;
    private static final double RA5 = -0x1.7135cebccabb2p7;
    private static final double RA6 = -0x1.4526557e4d2f2p6;
    private static final double RA7 = -0x1.3a0efc69ac25cp3;

    private static final double SA1 = 0x1.3a6b9bd707687p4;
    private static final double SA2 = 0x1.1350c526ae721p7;
    private static final double SA3 = 0x1.b290dd58a1a71p8;
    private static final double SA4 = 0x1.42b1921ec2868p9;
    private static final double SA5 = 0x1.ad02157700314p8;
    private static final double SA6 = 0x1.b28a3ee48ae2cp6;
    private static final double SA7 = 0x1.a47ef8e484a93p2;
    private static final double SA8 = -0x1.eeff2ee749a62p-5;

    private static final double RB0 = -0x1.4341239e86f4ap-7;
    private static final double RB1 = -0x1.993ba70c285dep-1;
    private static final double RB2 = -0x1.1c209555f995ap4;
    private static final double RB3 = -0x1.4145d43c5ed98p7;
    private static final double RB4 = -0x1.3ec881375f228p9;
    private static final double RB5 = -0x1.004616a2e5992p10;
    private static final double RB6 = -0x1.e384e9bdc383fp8;

    private static final double SB1 = 0x1.e568b261d519p4;
    private static final double SB2 = 0x1.45cae221b9f0ap8;
    private static final double SB3 = 0x1.802eb189d5118p10;
    private static final double SB4 = 0x1.8ffb7688c246ap11;
    private static final double SB5 = 0x1.3f219cedf3be6p11;
    private static final double SB6 = 0x1.da874e79fe763p8;
    private static final double SB7 = -0x1.670e242712d62p4;

    /// High words: of 2⁻²⁸ and of the bounds of the intervals, 0.84375, 1.25, 1/0.35 and 6.
    private static final int TINY = 0x3e300000;

    private static final int FIRST = 0x3feb0000;
    private static final int SECOND = 0x3ff40000;
    private static final int THIRD = 0x4006db6e;
    private static final int LAST = 0x40180000;
    private static final int INFINITE = 0x7ff00000;

    /// A high word below which efx·x might underflow.
    private static final int NEARLY_ZERO = 0x00800000;

    private Erf() {}

    /// The error function of `x`, 2/√π times the integral of exp(−t²) from 0 to x.
    public static double erf(double x) {
        int word = (int) (Double.doubleToRawLongBits(x) >>> 32) & 0x7fffffff;
        if (word < FIRST) {
            return word < TINY ? tiny(x, word) : central(x);
        }
        if (word < SECOND) {
            return Math.copySign(nearOne(Math.abs(x) - 1.0), x);
        }
        if (word >= LAST) {
            return word >= INFINITE && Double.isNaN(x) ? x : Math.copySign(1.0, x);
        }
        return Math.copySign(tail(Math.abs(x), word < THIRD), x);
    }

    private static double tiny(double x, int word) {
        return word < NEARLY_ZERO ? 0.0625 * (16.0 * x + (16.0 * EFX) * x) : x + EFX * x;
    }

    private static double central(double x) {
        double z = x * x;
        double z2 = z * z;
        double z4 = z2 * z2;
        double r = (PP0 + z * PP1) + z2 * (PP2 + z * PP3) + z4 * PP4;
        double s = (1.0 + z * QQ1) + z2 * (QQ2 + z * QQ3) + z4 * (QQ4 + z * QQ5);
        return x + x * (r / s);
    }

    private static double nearOne(double s) {
        double s2 = s * s;
        double s4 = s2 * s2;
        double s6 = s4 * s2;
        double p = (PA0 + s * PA1) + s2 * (PA2 + s * PA3) + s4 * (PA4 + s * PA5) + s6 * PA6;
        double q = (1.0 + s * QA1) + s2 * (QA2 + s * QA3) + s4 * (QA4 + s * QA5) + s6 * QA6;
        return ERX + p / q;
    }

    /// 1 − erfc(x), with exp(−x²) as exp(−z²)·exp((z − x)(z + x)) for a z of few bits.
    private static double tail(double x, boolean nearer) {
        double s = 1.0 / (x * x);
        double z = Double.longBitsToDouble(Double.doubleToRawLongBits(x) & 0xffffffff00000000L);
        double quotient = nearer ? nearerQuotient(s) : furtherQuotient(s);
        double r = Exp.exp(-z * z - 0.5625) * Exp.exp((z - x) * (z + x) + quotient);
        return 1.0 - r / x;
    }

    private static double nearerQuotient(double s) {
        double s2 = s * s;
        double s4 = s2 * s2;
        double s6 = s4 * s2;
        double s8 = s4 * s4;
        double p = RA0 + s * RA1 + s2 * (RA2 + s * RA3) + s4 * (RA4 + s * RA5);
        p += s6 * (RA6 + s * RA7);
        double q = 1.0 + s * SA1 + s2 * (SA2 + s * SA3) + s4 * (SA4 + s * SA5);
        q = q + s6 * (SA6 + s * SA7) + s8 * SA8;
        return p / q;
    }

    private static double furtherQuotient(double s) {
        double s2 = s * s;
        double s4 = s2 * s2;
        double s6 = s4 * s2;
        double p = RB0 + s * RB1 + s2 * (RB2 + s * RB3) + s4 * (RB4 + s * RB5) + s6 * RB6;
        double q = 1.0 + s * SB1 + s2 * (SB2 + s * SB3) + s4 * (SB4 + s * SB5);
        q += s6 * (SB6 + s * SB7);
        return p / q;
    }
}
