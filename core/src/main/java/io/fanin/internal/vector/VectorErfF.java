package io.fanin.internal.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [io.fanin.internal.libm.ErfF] on arrays, one method for each of its intervals but the last two.
/// As there, nothing is fused. Counts are multiples of the number of lanes.
final class VectorErfF {
    private static final VectorSpecies<Float> FLOATS = VectorWidth.FLOATS;
    private static final int LANES = FLOATS.length();

    private VectorErfF() {}

    static final class Scratch {
        private final float[] powers;
        private final double[] factors;
        private final double[] rests;

        /// @param size the greatest count and a vector of floats
        Scratch(int size) {
            powers = new float[2 * size];
            factors = new double[2 * size];
            rests = new double[2 * size];
        }
    }

    /// For 2⁻¹⁰⁰ < |x| < 0.84375.
    static void central(float[] x, float[] erf, int count) {
        FloatVector pp4 = FloatVector.broadcast(FLOATS, -0x1.8ead62p-16f);
        FloatVector qq5 = FloatVector.broadcast(FLOATS, -0x1.09c434p-18f);
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, i);
            FloatVector z = v.mul(v);
            FloatVector r =
                    pp4.mul(z)
                            .add(-0x1.7a2912p-8f)
                            .mul(z)
                            .add(-0x1.d2a51ep-6f)
                            .mul(z)
                            .add(-0x1.4cd7d6p-2f)
                            .mul(z)
                            .add(0x1.06eba8p-3f);
            FloatVector s =
                    qq5.mul(z)
                            .add(0x1.15dc92p-13f)
                            .mul(z)
                            .add(0x1.4d022cp-8f)
                            .mul(z)
                            .add(0x1.0a54c6p-4f)
                            .mul(z)
                            .add(0x1.97779cp-2f)
                            .mul(z)
                            .add(1);
            r.div(s).mul(v).add(v).intoArray(erf, i);
        }
    }

    /// For 0.84375 ≤ x < 1.25.
    static void nearOne(float[] x, float[] erf, int count) {
        FloatVector pa6 = FloatVector.broadcast(FLOATS, -0x1.1bf38p-9f);
        FloatVector qa6 = FloatVector.broadcast(FLOATS, 0x1.88b546p-7f);
        for (int i = 0; i < count; i += LANES) {
            FloatVector s = FloatVector.fromArray(FLOATS, x, i).sub(1);
            FloatVector p =
                    pa6.mul(s)
                            .add(0x1.22a366p-5f)
                            .mul(s)
                            .add(-0x1.c63984p-4f)
                            .mul(s)
                            .add(0x1.45fca8p-2f)
                            .mul(s)
                            .add(-0x1.7d241p-2f)
                            .mul(s)
                            .add(0x1.a8d00ap-2f)
                            .mul(s)
                            .add(-0x1.359b8cp-9f);
            FloatVector q =
                    qa6.mul(s)
                            .add(0x1.bedc26p-7f)
                            .mul(s)
                            .add(0x1.02660ep-3f)
                            .mul(s)
                            .add(0x1.2635cep-4f)
                            .mul(s)
                            .add(0x1.14af0ap-1f)
                            .mul(s)
                            .add(0x1.b3e662p-4f)
                            .mul(s)
                            .add(1);
            p.div(q).add(0x1.b0ac16p-1f).intoArray(erf, i);
        }
    }

    /// For 1.25 ≤ x < 1/0.35.
    static void tail(float[] x, float[] erf, int count, Scratch scratch) {
        float[] powers = scratch.powers;
        arguments(x, count, powers);
        VectorExpF.expf(powers, 2 * count, scratch.factors, scratch.rests);
        for (int i = 0; i < count; i += LANES) {
            FloatVector r =
                    FloatVector.fromArray(FLOATS, powers, i)
                            .mul(FloatVector.fromArray(FLOATS, powers, count + i));
            FloatVector quotient = r.div(FloatVector.fromArray(FLOATS, x, i));
            FloatVector.broadcast(FLOATS, 1).sub(quotient).intoArray(erf, i);
        }
    }

    /// What `expf` is called with: −z² − 0.5625 for the 12 leading bits z of x, and behind it the
    /// rest.
    private static void arguments(float[] x, int count, float[] powers) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector ra7 = FloatVector.broadcast(FLOATS, -0x1.3a0efcp3f);
        FloatVector sa8 = FloatVector.broadcast(FLOATS, -0x1.eeff2ep-5f);
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, i);
            FloatVector s = one.div(v.mul(v));
            FloatVector p =
                    ra7.mul(s)
                            .add(-0x1.452656p6f)
                            .mul(s)
                            .add(-0x1.7135cep7f)
                            .mul(s)
                            .add(-0x1.44cb18p7f)
                            .mul(s)
                            .add(-0x1.f300aep5f)
                            .mul(s)
                            .add(-0x1.51e044p3f)
                            .mul(s)
                            .add(-0x1.63416ep-1f)
                            .mul(s)
                            .add(-0x1.434126p-7f);
            FloatVector q =
                    sa8.mul(s)
                            .add(0x1.a47ef8p2f)
                            .mul(s)
                            .add(0x1.b28a3ep6f)
                            .mul(s)
                            .add(0x1.ad0216p8f)
                            .mul(s)
                            .add(0x1.42b192p9f)
                            .mul(s)
                            .add(0x1.b290dep8f)
                            .mul(s)
                            .add(0x1.1350c6p7f)
                            .mul(s)
                            .add(0x1.3a6b9cp4f)
                            .mul(s)
                            .add(1);
            FloatVector z = v.reinterpretAsInts().and(0xfffff000).reinterpretAsFloats();
            z.neg().mul(z).sub(0.5625f).intoArray(powers, i);
            z.sub(v).mul(z.add(v)).add(p.div(q)).intoArray(powers, count + i);
        }
    }
}
