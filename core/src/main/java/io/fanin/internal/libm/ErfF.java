package io.fanin.internal.libm;

/// The C library's `erff`, bit for bit: that of glibc 2.36 on x86-64 with FMA. Nothing is fused
/// here, except within [ExpF]. From glibc 2.41 on, `erff` is another function.
///
/// Every float is supported. The worst error is below 1 ulp.
///
/// Algorithm: Sun's fdlibm, `s_erff.c` (I. L. Taylor's conversion of `s_erf.c`): rational
/// approximations on four intervals, by Horner's rule.
public final class ErfF {
    private static final float ERX = 0x1.b0ac16p-1f;
    private static final float EFX = 0x1.06eba8p-3f;

    private static final float PP0 = 0x1.06eba8p-3f;
    private static final float PP1 = -0x1.4cd7d6p-2f;
    private static final float PP2 = -0x1.d2a51ep-6f;
    private static final float PP3 = -0x1.7a2912p-8f;
    private static final float PP4 = -0x1.8ead62p-16f;

    private static final float QQ1 = 0x1.97779cp-2f;
    private static final float QQ2 = 0x1.0a54c6p-4f;
    private static final float QQ3 = 0x1.4d022cp-8f;
    private static final float QQ4 = 0x1.15dc92p-13f;
    private static final float QQ5 = -0x1.09c434p-18f;

    private static final float PA0 = -0x1.359b8cp-9f;
    private static final float PA1 = 0x1.a8d00ap-2f;
    private static final float PA2 = -0x1.7d241p-2f;
    private static final float PA3 = 0x1.45fca8p-2f;
    private static final float PA4 = -0x1.c63984p-4f;
    private static final float PA5 = 0x1.22a366p-5f;
    private static final float PA6 = -0x1.1bf38p-9f;

    private static final float QA1 = 0x1.b3e662p-4f;
    private static final float QA2 = 0x1.14af0ap-1f;
    private static final float QA3 = 0x1.2635cep-4f;
    private static final float QA4 = 0x1.02660ep-3f;
    private static final float QA5 = 0x1.bedc26p-7f;
    private static final float QA6 = 0x1.88b546p-7f;

    private static final float RA0 = -0x1.434126p-7f;
    private static final float RA1 = -0x1.63416ep-1f;
    private static final float RA2 = -0x1.51e044p3f;
    private static final float RA3 = -0x1.f300aep5f;
    private static final float RA4 = -0x1.44cb18p7f;
    private static final float RA5 = -0x1.7135cep7f;
    private static final float RA6 = -0x1.452656p6f;
    private static final float RA7 = -0x1.3a0efcp3f;

    private static final float SA1 = 0x1.3a6b9cp4f;
    private static final float SA2 = 0x1.1350c6p7f;
    private static final float SA3 = 0x1.b290dep8f;
    private static final float SA4 = 0x1.42b192p9f;
    private static final float SA5 = 0x1.ad0216p8f;
    private static final float SA6 = 0x1.b28a3ep6f;
    private static final float SA7 = 0x1.a47ef8p2f;
    private static final float SA8 = -0x1.eeff2ep-5f;

    private static final float RB0 = -0x1.434124p-7f;
    private static final float RB1 = -0x1.993ba8p-1f;
    private static final float RB2 = -0x1.1c2096p4f;
    private static final float RB3 = -0x1.4145d4p7f;
    private static final float RB4 = -0x1.3ec882p9f;
    private static final float RB5 = -0x1.004616p10f;
    private static final float RB6 = -0x1.e384eap8f;

    private static final float SB1 = 0x1.e568b2p4f;
    private static final float SB2 = 0x1.45cae2p8f;
    private static final float SB3 = 0x1.802eb2p10f;
    private static final float SB4 = 0x1.8ffb76p11f;
    private static final float SB5 = 0x1.3f219cp11f;
    private static final float SB6 = 0x1.da874ep8f;
    private static final float SB7 = -0x1.670e24p4f;

    /// Bits: of 2⁻²⁸ and of the bounds of the intervals, 0.84375, 1.25, 1/0.35 and 6.
    private static final int TINY = 0x31800000;

    private static final int FIRST = 0x3f580000;
    private static final int SECOND = 0x3fa00000;
    private static final int THIRD = 0x4036db6e;
    private static final int LAST = 0x40c00000;
    private static final int INFINITE = 0x7f800000;

    /// Bits below which efx·x might underflow.
    private static final int NEARLY_ZERO = 0x04000000;

    private ErfF() {}

    /// The error function of `x`, 2/√π times the integral of exp(−t²) from 0 to x.
    public static float erff(float x) {
        int bits = Float.floatToRawIntBits(x) & 0x7fffffff;
        if (bits < FIRST) {
            return bits < TINY ? tiny(x, bits) : central(x);
        }
        if (bits < SECOND) {
            return Math.copySign(nearOne(Math.abs(x) - 1.0f), x);
        }
        if (bits >= LAST) {
            return bits > INFINITE ? x : Math.copySign(1.0f, x);
        }
        return Math.copySign(tail(Math.abs(x), bits), x);
    }

    private static float tiny(float x, int bits) {
        return bits < NEARLY_ZERO ? 0.0625f * (16.0f * x + (16.0f * EFX) * x) : x + EFX * x;
    }

    private static float central(float x) {
        float z = x * x;
        float r = PP0 + z * (PP1 + z * (PP2 + z * (PP3 + z * PP4)));
        float s = 1.0f + z * (QQ1 + z * (QQ2 + z * (QQ3 + z * (QQ4 + z * QQ5))));
        return x + x * (r / s);
    }

    private static float nearOne(float s) {
        float p = PA0 + s * (PA1 + s * (PA2 + s * (PA3 + s * (PA4 + s * (PA5 + s * PA6)))));
        float q = QA2 + s * (QA3 + s * (QA4 + s * (QA5 + s * QA6)));
        q = 1.0f + s * (QA1 + s * q);
        return ERX + p / q;
    }

    /// 1 − erfc(x), with exp(−x²) as exp(−z²)·exp((z − x)(z + x)) for a z of 12 bits.
    private static float tail(float x, int bits) {
        float s = 1.0f / (x * x);
        float z = Float.intBitsToFloat(bits & 0xfffff000);
        float quotient = bits < THIRD ? nearerQuotient(s) : furtherQuotient(s);
        float r = ExpF.expf(-z * z - 0.5625f) * ExpF.expf((z - x) * (z + x) + quotient);
        return 1.0f - r / x;
    }

    private static float nearerQuotient(float s) {
        float p = RA3 + s * (RA4 + s * (RA5 + s * (RA6 + s * RA7)));
        p = RA0 + s * (RA1 + s * (RA2 + s * p));
        float q = SA4 + s * (SA5 + s * (SA6 + s * (SA7 + s * SA8)));
        q = 1.0f + s * (SA1 + s * (SA2 + s * (SA3 + s * q)));
        return p / q;
    }

    private static float furtherQuotient(float s) {
        float p = RB0 + s * (RB1 + s * (RB2 + s * (RB3 + s * (RB4 + s * (RB5 + s * RB6)))));
        float q = SB3 + s * (SB4 + s * (SB5 + s * (SB6 + s * SB7)));
        q = 1.0f + s * (SB1 + s * (SB2 + s * q));
        return p / q;
    }
}
