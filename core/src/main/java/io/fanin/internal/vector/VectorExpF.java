package io.fanin.internal.vector;

import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.F2D;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [io.fanin.internal.libm.ExpF] on arrays, for |x| < 88.
///
/// The table is read by a scalar loop between two vector loops: instructions that gather are slow,
/// or missing. Vectors of floats keep the width of those of doubles, half empty: half a width boxes
/// them.
final class VectorExpF {
    private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
    private static final VectorSpecies<Float> FLOATS = VectorWidth.FLOATS;
    private static final int LANES = DOUBLES.length();

    /// The bits of 2^(i/32) less `i << 47`, so that adding `k << 47` for a whole k gives 2^(k/32).
    private static final long[] POWERS = {
        0x3ff0000000000000L, 0x3fefd9b0d3158574L, 0x3fefb5586cf9890fL, 0x3fef9301d0125b51L,
        0x3fef72b83c7d517bL, 0x3fef54873168b9aaL, 0x3fef387a6e756238L, 0x3fef1e9df51fdee1L,
        0x3fef06fe0a31b715L, 0x3feef1a7373aa9cbL, 0x3feedea64c123422L, 0x3feece086061892dL,
        0x3feebfdad5362a27L, 0x3feeb42b569d4f82L, 0x3feeab07dd485429L, 0x3feea47eb03a5585L,
        0x3feea09e667f3bcdL, 0x3fee9f75e8ec5f74L, 0x3feea11473eb0187L, 0x3feea589994cce13L,
        0x3feeace5422aa0dbL, 0x3feeb737b0cdc5e5L, 0x3feec49182a3f090L, 0x3feed503b23e255dL,
        0x3feee89f995ad3adL, 0x3feeff76f2fb5e47L, 0x3fef199bdd85529cL, 0x3fef3720dcef9069L,
        0x3fef5818dcfba487L, 0x3fef7c97337b9b5fL, 0x3fefa4afa2a490daL, 0x3fefd0765b6e4540L,
    };

    private VectorExpF() {}

    /// Replaces the first `count` values, a multiple of the number of lanes. `powers` and `rests`
    /// are scratch of that size; of `x` another vector of floats is overwritten.
    static void expf(float[] x, int count, double[] powers, double[] rests) {
        reduce(x, count, powers, rests);
        for (int i = 0; i < count; i++) {
            long k = Double.doubleToRawLongBits(powers[i]);
            powers[i] = Double.longBitsToDouble(POWERS[(int) k & 31] + (k << 47));
        }
        finish(x, count, powers, rests);
    }

    private static void reduce(float[] x, int count, double[] shifted, double[] rests) {
        DoubleVector inverse = DoubleVector.broadcast(DOUBLES, 0x1.71547652b82fep5);
        DoubleVector toInteger = DoubleVector.broadcast(DOUBLES, 0x1.8p52);
        for (int i = 0; i < count; i += LANES) {
            DoubleVector d = (DoubleVector) FloatVector.fromArray(FLOATS, x, i).convert(F2D, 0);
            DoubleVector k = d.fma(inverse, toInteger);
            k.intoArray(shifted, i);
            d.fma(inverse, toInteger.sub(k)).intoArray(rests, i);
        }
    }

    private static void finish(float[] x, int count, double[] powers, double[] rests) {
        DoubleVector c0 = DoubleVector.broadcast(DOUBLES, 0x1.c6af84b912394p-20);
        DoubleVector c1 = DoubleVector.broadcast(DOUBLES, 0x1.ebfce50fac4f3p-13);
        DoubleVector c2 = DoubleVector.broadcast(DOUBLES, 0x1.62e42ff0c52d6p-6);
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
        for (int i = 0; i < count; i += LANES) {
            DoubleVector r = DoubleVector.fromArray(DOUBLES, rests, i);
            DoubleVector y = c0.fma(r, c1).fma(r.mul(r), c2.fma(r, one));
            DoubleVector product = y.mul(DoubleVector.fromArray(DOUBLES, powers, i));
            ((FloatVector) product.convert(D2F, 0)).intoArray(x, i);
        }
    }
}
