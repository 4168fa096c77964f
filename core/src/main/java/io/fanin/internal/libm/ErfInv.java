package io.fanin.internal.libm;

/// PyTorch's `erfinv` of a float64, bit for bit: `calc_erfinv` of its CPU kernels on x86-64 with
/// AVX2 or AVX-512 over glibc 2.36. A capability of "default" fuses nothing and differs.
///
/// Every double is supported: ±1 give ±∞, what lies beyond and NaN give NaN.
///
/// Algorithm: a rational start, one for |y| ≤ 0.7 and another beyond, then two steps of Newton's
/// with the C library's erf and exp. The polynomials are fused, the steps have nothing to fuse.
public final class ErfInv {
    private static final double A0 = 0.886226899;
    private static final double A1 = -1.645349621;
    private static final double A2 = 0.914624893;
    private static final double A3 = -0.140543331;

    private static final double B0 = -2.118377725;
    private static final double B1 = 1.442710462;
    private static final double B2 = -0.329097515;
    private static final double B3 = 0.012229801;

    private static final double C0 = -1.970840454;
    private static final double C1 = -1.624906493;
    private static final double C2 = 3.429567803;
    private static final double C3 = 1.641345311;

    private static final double D0 = 3.543889200;
    private static final double D1 = 1.637067800;

    private static final double CENTRAL_RANGE = 0.7;
    private static final double SLOPE = 2.0 / Math.sqrt(Math.PI);

    private ErfInv() {}

    /// The x whose error function is `y`.
    public static double erfinv(double y) {
        double magnitude = Math.abs(y);
        if (!(magnitude < 1.0)) {
            return magnitude == 1.0 ? Math.copySign(Double.POSITIVE_INFINITY, y) : Double.NaN;
        }
        double x = magnitude <= CENTRAL_RANGE ? central(y) : outer(y, magnitude);
        return newton(newton(x, y), y);
    }

    private static double central(double y) {
        double z = y * y;
        double p = Math.fma(Math.fma(Math.fma(A3, z, A2), z, A1), z, A0);
        double q = Math.fma(Math.fma(Math.fma(Math.fma(B3, z, B2), z, B1), z, B0), z, 1.0);
        return y * p / q;
    }

    private static double outer(double y, double magnitude) {
        double z = Math.sqrt(-Log.log((1.0 - magnitude) / 2.0));
        double p = Math.fma(Math.fma(Math.fma(C3, z, C2), z, C1), z, C0);
        double q = Math.fma(Math.fma(D1, z, D0), z, 1.0);
        return Math.copySign(p, y) / q;
    }

    private static double newton(double x, double y) {
        return x - (Erf.erf(x) - y) / (SLOPE * Exp.exp(-x * x));
    }
}
