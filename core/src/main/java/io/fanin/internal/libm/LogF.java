package io.fanin.internal.libm;

/// The C library's `logf`, bit for bit: that of glibc 2.36 on x86-64 with FMA. The source has not
/// changed from glibc 2.28 to 2.41.
///
/// Every float is supported: zeros give -∞, negative numbers and NaN give NaN. The worst error is
/// 0.818 ulp.
///
/// Algorithm and figures: Arm's optimized-routines, `math/logf.c` and `logf_data.c`. The work is
/// done in double, and rounded once.
public final class LogF {
    /// 1/c, with c near the middle of each 16th of [0x1.66p-1, 0x1.66p0).
    static final double[] INVERSE = {
        0x1.661ec79f8f3bep0, 0x1.571ed4aaf883dp0, 0x1.49539f0f010bp0, 0x1.3c995b0b80385p0,
        0x1.30d190c8864a5p0, 0x1.25e227b0b8eap0, 0x1.1bb4a4a1a343fp0, 0x1.12358f08ae5bap0,
        0x1.0953f419900a7p0, 0x1p0, 0x1.e608cfd9a47acp-1, 0x1.ca4b31f026aap-1,
        0x1.b2036576afce6p-1, 0x1.9c2d163a1aa2dp-1, 0x1.886e6037841edp-1, 0x1.767dcf5534862p-1,
    };

    /// log(c).
    static final double[] LOG = {
        -0x1.57bf7808caadep-2, -0x1.2bef0a7c06ddbp-2, -0x1.01eae7f513a67p-2, -0x1.b31d8a68224e9p-3,
        -0x1.6574f0ac07758p-3, -0x1.1aa2bc79c81p-3, -0x1.a4e76ce8c0e5ep-4, -0x1.1973c5a611cccp-4,
        -0x1.252f438e10c1ep-5, 0.0, 0x1.aa5aa5df25984p-5, 0x1.c5e53aa362eb4p-4,
        0x1.526e57720db08p-3, 0x1.bc2860d22477p-3, 0x1.1058bc8a07ee1p-2, 0x1.4043057b6ee09p-2,
    };

    static final double LN2 = 0x1.62e42fefa39efp-1;
    static final double A0 = -0x1.00ea348b88334p-2;
    static final double A1 = 0x1.5575b0be00b6ap-2;
    static final double A2 = -0x1.ffffef20a4123p-2;

    /// The bits of 0x1.66p-1, where the 16 intervals begin.
    static final int TABLE_START = 0x3f330000;

    private static final int LEAST_NORMAL = 0x00800000;
    private static final int INFINITY = 0x7f800000;
    private static final int EXPONENT_STEP = 1 << 23;

    private LogF() {}

    /// The natural logarithm of `x`.
    public static float logf(float x) {
        int bits = Float.floatToRawIntBits(x);
        if (bits < LEAST_NORMAL || bits >= INFINITY) {
            if (x == 0.0f) {
                return Float.NEGATIVE_INFINITY;
            }
            if (!(x > 0.0f) || x == Float.POSITIVE_INFINITY) {
                return x < 0.0f ? Float.NaN : x;
            }
            bits = Float.floatToRawIntBits(x * 0x1p23f) - 23 * EXPONENT_STEP;
        }

        // x = 2^k·z with z in [0x1.66p-1, 0x1.66p0); log x = k·ln 2 + log c + log1p(z/c − 1)
        int offset = bits - TABLE_START;
        int i = (offset >>> 19) & 15;
        int k = offset >> 23;
        double z = Float.intBitsToFloat(bits - (offset & -EXPONENT_STEP));
        double r = Math.fma(z, INVERSE[i], -1.0);
        double y0 = Math.fma((double) k, LN2, LOG[i]);
        double r2 = r * r;
        double y = Math.fma(A0, r2, Math.fma(A1, r, A2));
        return (float) Math.fma(y, r2, y0 + r);
    }
}
