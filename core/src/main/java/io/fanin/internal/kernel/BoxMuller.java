package io.fanin.internal.kernel;

/// The float32 pieces of a Box-Muller pair with the bits of PyTorch's AVX2 kernel: the Cephes
/// library's single-precision logarithm, sine and cosine, in the operations that the compiler
/// fused.
///
/// Source: Moshier's Cephes (`logf.c`, `sinf.c`) as vectorized by Pommier's sse_mathfun.
final class BoxMuller {
    private static final float TWO_PI = (float) (2 * Math.PI);
    private static final float SQRT_HALF = 0.707106781186547524f;
    private static final float LN2_LOW = -2.12194440e-4f;
    private static final float LN2_HIGH = 0.693359375f;
    private static final float FOUR_OVER_PI = 1.27323954473516f;
    private static final float MINUS_QUARTER_PI_1 = -0.78515625f;
    private static final float MINUS_QUARTER_PI_2 = -2.4187564849853515625e-4f;
    private static final float MINUS_QUARTER_PI_3 = -3.77489497744594108e-8f;

    private BoxMuller() {}

    static float radius(float uniform) {
        return (float) Math.sqrt(-2 * log(1 - uniform));
    }

    static float angle(float uniform) {
        return TWO_PI * uniform;
    }

    static float cos(float angle) {
        int octant = octant(angle);
        float reduced = reduce(angle, octant);
        float size = (octant & 2) == 0 ? cosinePolynomial(reduced) : sinePolynomial(reduced);
        return ((octant + 2) & 4) == 0 ? size : -size;
    }

    static float sin(float angle) {
        int octant = octant(angle);
        float reduced = reduce(angle, octant);
        float size = (octant & 2) == 0 ? sinePolynomial(reduced) : cosinePolynomial(reduced);
        return (octant & 4) == 0 ? size : -size;
    }

    /// The natural logarithm of a positive normal float.
    private static float log(float value) {
        int bits = Float.floatToRawIntBits(value);
        float exponent = (bits >>> 23) - 126;
        float x = Float.intBitsToFloat((bits & 0x007fffff) | 0x3f000000);
        if (x < SQRT_HALF) {
            exponent -= 1;
            x = (x - 1) + x;
        } else {
            x -= 1;
        }
        float square = x * x;
        float y = 7.0376836292e-2f;
        y = Math.fma(y, x, -1.1514610310e-1f);
        y = Math.fma(y, x, 1.1676998740e-1f);
        y = Math.fma(y, x, -1.2420140846e-1f);
        y = Math.fma(y, x, 1.4249322787e-1f);
        y = Math.fma(y, x, -1.6668057665e-1f);
        y = Math.fma(y, x, 2.0000714765e-1f);
        y = Math.fma(y, x, -2.4999993993e-1f);
        y = Math.fma(y, x, 3.3333331174e-1f);
        y *= x;
        y = Math.fma(y, square, exponent * LN2_LOW);
        y = Math.fma(-square, 0.5f, y);
        return Math.fma(exponent, LN2_HIGH, x + y);
    }

    /// The multiple of π/4 next to the angle, an even number.
    private static int octant(float angle) {
        return ((int) (angle * FOUR_OVER_PI) + 1) & ~1;
    }

    /// `angle − octant · π/4`, with π/4 in three parts.
    private static float reduce(float angle, int octant) {
        float x = Math.fma((float) octant, MINUS_QUARTER_PI_1, angle);
        x = Math.fma((float) octant, MINUS_QUARTER_PI_2, x);
        return Math.fma((float) octant, MINUS_QUARTER_PI_3, x);
    }

    private static float cosinePolynomial(float x) {
        float square = x * x;
        float y = 2.443315711809948e-5f;
        y = Math.fma(y, square, -1.388731625493765e-3f);
        y = Math.fma(y, square, 4.166664568298827e-2f);
        y *= square;
        return Math.fma(y, square, -(square * 0.5f)) + 1;
    }

    private static float sinePolynomial(float x) {
        float square = x * x;
        float y = -1.9515295891e-4f;
        y = Math.fma(y, square, 8.3321608736e-3f);
        y = Math.fma(y, square, -1.6666654611e-1f);
        return Math.fma(y * square, x, x);
    }
}
