package io.fanin.internal.vector;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.I2D;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// [io.fanin.internal.libm.LogF] on arrays, for positive normal floats, with the sign changed. As
/// in [VectorExpF], a scalar loop reads the table, and vectors of floats are half empty beside
/// doubles.
final class VectorLogF {
    private static final VectorSpecies<Integer> INTS = VectorWidth.INTS;
    private static final VectorSpecies<Float> FLOATS = VectorWidth.FLOATS;
    private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;

    /// 1/c, with c near the middle of each 16th of [0x1.66p-1, 0x1.66p0), and log(c).
    private static final double[] INVERSE = {
        0x1.661ec79f8f3bep0, 0x1.571ed4aaf883dp0, 0x1.49539f0f010bp0, 0x1.3c995b0b80385p0,
        0x1.30d190c8864a5p0, 0x1.25e227b0b8eap0, 0x1.1bb4a4a1a343fp0, 0x1.12358f08ae5bap0,
        0x1.0953f419900a7p0, 0x1p0, 0x1.e608cfd9a47acp-1, 0x1.ca4b31f026aap-1,
        0x1.b2036576afce6p-1, 0x1.9c2d163a1aa2dp-1, 0x1.886e6037841edp-1, 0x1.767dcf5534862p-1,
    };

    private static final double[] LOG = {
        -0x1.57bf7808caadep-2, -0x1.2bef0a7c06ddbp-2, -0x1.01eae7f513a67p-2, -0x1.b31d8a68224e9p-3,
        -0x1.6574f0ac07758p-3, -0x1.1aa2bc79c81p-3, -0x1.a4e76ce8c0e5ep-4, -0x1.1973c5a611cccp-4,
        -0x1.252f438e10c1ep-5, 0.0, 0x1.aa5aa5df25984p-5, 0x1.c5e53aa362eb4p-4,
        0x1.526e57720db08p-3, 0x1.bc2860d22477p-3, 0x1.1058bc8a07ee1p-2, 0x1.4043057b6ee09p-2,
    };

    private VectorLogF() {}

    static final class Scratch {
        private final float[] mantissas;
        private final int[] exponents;
        private final int[] places;
        private final double[] inverses;
        private final double[] logs;

        /// @param size the greatest count and a vector
        Scratch(int size) {
            mantissas = new float[size];
            exponents = new int[size];
            places = new int[size];
            inverses = new double[size];
            logs = new double[size];
        }
    }

    /// Replaces the first `count` values, a multiple of the number of lanes, by −logf; another
    /// vector is overwritten.
    static void minusLogf(float[] x, int count, Scratch s) {
        reduce(x, count, s.mantissas, s.exponents, s.places);
        for (int i = 0; i < count; i++) {
            int place = s.places[i] & 15;
            s.inverses[i] = INVERSE[place];
            s.logs[i] = LOG[place];
        }
        finish(x, count, s);
    }

    private static void reduce(
            float[] x, int count, float[] mantissas, int[] exponents, int[] places) {
        for (int i = 0; i < count; i += FLOATS.length()) {
            IntVector bits = FloatVector.fromArray(FLOATS, x, i).reinterpretAsInts();
            IntVector offset = bits.sub(0x3f330000);
            offset.lanewise(LSHR, 19).intoArray(places, i);
            offset.lanewise(ASHR, 23).intoArray(exponents, i);
            bits.sub(offset.and(-1 << 23)).reinterpretAsFloats().intoArray(mantissas, i);
        }
    }

    private static void finish(float[] x, int count, Scratch s) {
        DoubleVector a0 = DoubleVector.broadcast(DOUBLES, -0x1.00ea348b88334p-2);
        DoubleVector a1 = DoubleVector.broadcast(DOUBLES, 0x1.5575b0be00b6ap-2);
        DoubleVector a2 = DoubleVector.broadcast(DOUBLES, -0x1.ffffef20a4123p-2);
        DoubleVector ln2 = DoubleVector.broadcast(DOUBLES, 0x1.62e42fefa39efp-1);
        DoubleVector minusOne = DoubleVector.broadcast(DOUBLES, -1);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            DoubleVector z =
                    (DoubleVector) FloatVector.fromArray(FLOATS, s.mantissas, i).convert(F2D, 0);
            DoubleVector k =
                    (DoubleVector) IntVector.fromArray(INTS, s.exponents, i).convert(I2D, 0);
            DoubleVector r = z.fma(DoubleVector.fromArray(DOUBLES, s.inverses, i), minusOne);
            DoubleVector y0 = k.fma(ln2, DoubleVector.fromArray(DOUBLES, s.logs, i));
            DoubleVector r2 = r.mul(r);
            DoubleVector y = a0.fma(r2, a1.fma(r, a2)).fma(r2, y0.add(r));
            ((FloatVector) y.convert(D2F, 0)).neg().intoArray(x, i);
        }
    }
}
