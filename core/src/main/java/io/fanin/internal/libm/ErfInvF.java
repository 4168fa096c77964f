package io.fanin.internal.libm;

/// PyTorch's `erfinv` of a float32, bit for bit: `calc_erfinv` of its CPU kernels on x86-64 with
/// AVX2 or AVX-512 over glibc 2.36. A capability of "default" fuses nothing and differs.
///
/// Every float is supported: ±1 give ±∞, what lies beyond and NaN give NaN.
///
/// Algorithm: a rational start, one for |y| ≤ 0.7 and another beyond, then two steps of Newton's
/// with the C library's erff and expf. The polynomials are fused, the steps have nothing to fuse.
public final class ErfInvF {
    private static final float A0 = 0.8862269f;
    private static final float A1 = -1.6453496f;
    private static final float A2 = 0.91462487f;
    private static final float A3 = -0.14054333f;

    private static final float B0 = -2.1183777f;
    private static final float B1 = 1.4427105f;
    private static final float B2 = -0.3290975f;
    private static final float B3 = 0.012229801f;

    private static final float C0 = -1.9708405f;
    private static final float C1 = -1.6249065f;
    private static final float C2 = 3.4295678f;
    private static final float C3 = 1.6413453f;

    private static final float D0 = 3.5438893f;
    private static final float D1 = 1.6370678f;

    private static final float CENTRAL_RANGE = 0.7f;
    private static final float SLOPE = 2.0f / (float) Math.sqrt(Math.PI);

    private ErfInvF() {}

    /// The x whose error function is `y`.
    public static float erfinvf(float y) {
        float magnitude = Math.abs(y);
        if (!(magnitude < 1.0f)) {
            return magnitude == 1.0f ? Math.copySign(Float.POSITIVE_INFINITY, y) : Float.NaN;
        }
        float x = magnitude <= CENTRAL_RANGE ? central(y) : outer(y, magnitude);
        return newton(newton(x, y), y);
    }

    private static float central(float y) {
        float z = y * y;
        float p = Math.fma(Math.fma(Math.fma(A3, z, A2), z, A1), z, A0);
        float q = Math.fma(Math.fma(Math.fma(Math.fma(B3, z, B2), z, B1), z, B0), z, 1.0f);
        return y * p / q;
    }

    private static float outer(float y, float magnitude) {
        float z = (float) Math.sqrt(-LogF.logf((1.0f - magnitude) / 2.0f));
        float p = Math.fma(Math.fma(Math.fma(C3, z, C2), z, C1), z, C0);
        float q = Math.fma(Math.fma(D1, z, D0), z, 1.0f);
        return Math.copySign(p, y) / q;
    }

    private static float newton(float x, float y) {
        return x - (ErfF.erff(x) - y) / (SLOPE * ExpF.expf(-x * x));
    }
}
