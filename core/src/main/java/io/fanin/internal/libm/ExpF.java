package io.fanin.internal.libm;

/// The C library's `expf`, bit for bit: that of glibc 2.36 on x86-64 with FMA. The source has not
/// changed from glibc 2.28 to 2.41.
///
/// Every float is supported. The worst error is 0.502 ulp.
///
/// Algorithm and figures: Arm's optimized-routines, `math/expf.c` and `exp2f_data.c`. The work is
/// done in double, and rounded once.
public final class ExpF {
    /// The bits of 2^(i/32) less `i << 47`, so that adding `k << 47` for a whole k gives 2^(k/32).
    static final long[] POWERS = {
        0x3ff0000000000000L, 0x3fefd9b0d3158574L, 0x3fefb5586cf9890fL, 0x3fef9301d0125b51L,
        0x3fef72b83c7d517bL, 0x3fef54873168b9aaL, 0x3fef387a6e756238L, 0x3fef1e9df51fdee1L,
        0x3fef06fe0a31b715L, 0x3feef1a7373aa9cbL, 0x3feedea64c123422L, 0x3feece086061892dL,
        0x3feebfdad5362a27L, 0x3feeb42b569d4f82L, 0x3feeab07dd485429L, 0x3feea47eb03a5585L,
        0x3feea09e667f3bcdL, 0x3fee9f75e8ec5f74L, 0x3feea11473eb0187L, 0x3feea589994cce13L,
        0x3feeace5422aa0dbL, 0x3feeb737b0cdc5e5L, 0x3feec49182a3f090L, 0x3feed503b23e255dL,
        0x3feee89f995ad3adL, 0x3feeff76f2fb5e47L, 0x3fef199bdd85529cL, 0x3fef3720dcef9069L,
        0x3fef5818dcfba487L, 0x3fef7c97337b9b5fL, 0x3fefa4afa2a490daL, 0x3fefd0765b6e4540L,
    };

    static final double INVERSE_LN2 = 0x1.71547652b82fep5;
    static final double TO_INTEGER = 0x1.8p52;
    static final double C0 = 0x1.c6af84b912394p-20;
    static final double C1 = 0x1.ebfce50fac4f3p-13;
    static final double C2 = 0x1.62e42ff0c52d6p-6;

    /// Above it the result is infinite, below the next one 0, and down to the last one 2⁻¹⁴⁹.
    private static final float OVERFLOW = 0x1.62e42ep6f;

    private static final float UNDERFLOW = -0x1.9fe368p6f;
    private static final float LEAST = -0x1.9d1d9ep6f;

    private ExpF() {}

    /// e to the power `x`.
    public static float expf(float x) {
        if (!(Math.abs(x) < 88.0f)) {
            if (Float.isNaN(x)) {
                return x;
            }
            if (x > OVERFLOW) {
                return Float.POSITIVE_INFINITY;
            }
            if (x < LEAST) {
                return x < UNDERFLOW ? 0.0f : Float.MIN_VALUE;
            }
        }

        // x = k·ln 2/32 + r·ln 2/32; exp x = 2^(k/32)·2^(r/32)
        double shifted = Math.fma(INVERSE_LN2, (double) x, TO_INTEGER);
        long k = Double.doubleToRawLongBits(shifted);
        double r = Math.fma(INVERSE_LN2, (double) x, -(shifted - TO_INTEGER));
        double power = Double.longBitsToDouble(POWERS[(int) k & 31] + (k << 47));
        double r2 = r * r;
        double y = Math.fma(Math.fma(C0, r, C1), r2, Math.fma(C2, r, 1.0));
        return (float) (y * power);
    }
}
