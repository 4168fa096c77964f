package io.fanin.internal.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.UGE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Newton's steps of [VectorErfInv], `x − (erf x − y) / (2/√π · exp(−x²))`, without the division
/// and the exponential function in double that the scalar twin has.
///
/// The starts are so good that a step is of few units in the last place of x, so 18 bits of it
/// decide nearly always. It is made a little smaller and a little larger: where x becomes the same
/// number both ways, the twin's step, which lies between, gives that number too; elsewhere x
/// becomes NaN, for the twin to mend.
final class VectorNewton {
    private static final VectorSpecies<Float> FLOATS = VectorWidth.FLOATS;
    private static final int LANES = FLOATS.length();

    /// The relative error of a step is less: the polynomials leave 2⁻¹⁹·⁹, the roundings here 4 and
    /// the twin's 3 times 2⁻²⁴, and the central slope is that at the start for both steps, which
    /// changes less than 2⁻²⁰ of it.
    private static final float DOUBT = 0x1p-18f;

    /// Bits of 2⁻⁶⁰ (nothing underflows above it) and of what follows the last |y| with a central
    /// start.
    private static final int CENTRAL_FROM = 0x21800000;

    private static final int CENTRAL_TO = 0x3f333334;

    private VectorNewton() {}

    /// √π/2 · exp(x²), or NaN unless 2⁻⁶⁰ ≤ |y| ≤ 0.7, by a polynomial for x² ≤ 0.545.
    static void centralSlopes(float[] y, float[] x, float[] slopes, int count) {
        FloatVector w4 = FloatVector.broadcast(FLOATS, 0x1.8e7c3ep-5f);
        FloatVector w3 = FloatVector.broadcast(FLOATS, 0x1.2283a6p-3f);
        FloatVector w2 = FloatVector.broadcast(FLOATS, 0x1.c6f054p-2f);
        FloatVector w1 = FloatVector.broadcast(FLOATS, 0x1.c5b510p-1f);
        FloatVector w0 = FloatVector.broadcast(FLOATS, 0x1.c5bfa8p-1f);
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, i);
            FloatVector z = v.mul(v);
            FloatVector w = w4.fma(z, w3).fma(z, w2).fma(z, w1).fma(z, w0);
            IntVector size =
                    FloatVector.fromArray(FLOATS, y, i).reinterpretAsInts().and(0x7fffffff);
            w.blend(
                            Float.NaN,
                            size.sub(CENTRAL_FROM)
                                    .compare(UGE, CENTRAL_TO - CENTRAL_FROM)
                                    .cast(FLOATS))
                    .intoArray(slopes, i);
        }
    }

    /// √π/2 · exp(x²), or NaN unless `least` ≤ x < `most`: a power of 2 times a polynomial for 2^f,
    /// |f| ≤ 1/2.
    static void outerSlopes(float[] x, float[] slopes, float least, float most, int count) {
        FloatVector w5 = FloatVector.broadcast(FLOATS, 0x1.371866p-10f);
        FloatVector w4 = FloatVector.broadcast(FLOATS, 0x1.18fda8p-7f);
        FloatVector w3 = FloatVector.broadcast(FLOATS, 0x1.92f450p-5f);
        FloatVector w2 = FloatVector.broadcast(FLOATS, 0x1.b3ffe2p-3f);
        FloatVector w1 = FloatVector.broadcast(FLOATS, 0x1.3a83a8p-1f);
        FloatVector w0 = FloatVector.broadcast(FLOATS, 0x1.c5bf8cp-1f);
        FloatVector toInteger = FloatVector.broadcast(FLOATS, 0x1.8p23f);
        FloatVector log2e = FloatVector.broadcast(FLOATS, 0x1.715476p0f);
        int from = Float.floatToRawIntBits(least);
        int span = Float.floatToRawIntBits(most) - from;
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, i);
            FloatVector z = v.mul(v);
            FloatVector k = z.fma(log2e, toInteger);
            FloatVector f = z.fma(log2e, toInteger.sub(k));
            FloatVector w = w5.fma(f, w4).fma(f, w3).fma(f, w2).fma(f, w1).fma(f, w0);
            IntVector exponents = k.reinterpretAsInts().lanewise(LSHL, 23);
            w.reinterpretAsInts()
                    .add(exponents)
                    .reinterpretAsFloats()
                    .blend(
                            Float.NaN,
                            v.reinterpretAsInts().sub(from).compare(UGE, span).cast(FLOATS))
                    .intoArray(slopes, i);
        }
    }

    /// Replaces x by the next x, or by NaN where that is in doubt or the slope is NaN.
    static void step(float[] y, float[] x, float[] erf, float[] slopes, int count) {
        FloatVector less = FloatVector.broadcast(FLOATS, DOUBT - 1);
        FloatVector more = FloatVector.broadcast(FLOATS, -DOUBT - 1);
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, i);
            FloatVector change =
                    FloatVector.fromArray(FLOATS, erf, i)
                            .sub(FloatVector.fromArray(FLOATS, y, i))
                            .mul(FloatVector.fromArray(FLOATS, slopes, i));
            FloatVector next = change.fma(less, v);
            next.blend(Float.NaN, next.compare(NE, change.fma(more, v))).intoArray(x, i);
        }
    }
}
