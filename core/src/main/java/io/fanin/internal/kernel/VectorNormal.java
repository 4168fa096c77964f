package io.fanin.internal.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.SQRT;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Normal values a vector at a time, with the operations of [BoxMuller]. Several short loops over
/// arrays that stay in the first-level cache are faster than one long loop, in which the processor
/// waits for results.
///
/// Half a block is 8 values, so vectors are of 256 bits at most.
final class VectorNormal {
    private static final VectorShape SHAPE =
            VectorShape.forBitSize(Math.min(256, VectorWidth.INTS.vectorBitSize()));
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
    private static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
    private static final int LANES = INTS.length();
    private static final int HALF = NormalBlocks.SIZE / 2;

    /// Blocks whose values go through the loops together.
    private static final int BLOCKS = 32;

    private static final int TEMPER_B = 0x9d2c5680;
    private static final int TEMPER_C = 0xefc60000;
    private static final int ONE = 0x3f800000;
    private static final int SQRT_HALF = 0x3f3504f3;

    /// The angle of 1 in 2²⁴ parts of the circle.
    private static final float STEP = (float) (2 * Math.PI) * 0x1p-24f;

    /// Half an eighth of the circle in those parts, and two eighths.
    private static final int HALF_OCTANT = 1 << 21;

    private static final int TWO_OCTANTS = 1 << 22;

    private VectorNormal() {}

    static void floats(
            int[] raw, int from, int blocks, MemorySegment out, long at, float mean, float std) {
        Scratch scratch = new Scratch();
        for (int done = 0; done < blocks; done += BLOCKS) {
            int some = Math.min(BLOCKS, blocks - done);
            reduce(raw, from + NormalBlocks.SIZE * done, some, scratch);
            logarithm(HALF * some, scratch);
            radius(HALF * some, scratch);
            long place = at + 4L * NormalBlocks.SIZE * done;
            store(some, scratch, out.asSlice(place, 4L * NormalBlocks.SIZE * some), mean, std);
        }
    }

    /// What the loops hand on: of each radius the exponent and the mantissa less 1, of each angle
    /// its part of the circle plus half an octant.
    private static final class Scratch {
        final float[] exponents = new float[HALF * BLOCKS];
        final float[] mantissas = new float[HALF * BLOCKS];
        final float[] polynomials = new float[HALF * BLOCKS];
        final int[] angles = new int[HALF * BLOCKS];
    }

    private static void reduce(int[] raw, int from, int blocks, Scratch scratch) {
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < HALF; i += LANES) {
                int word = from + NormalBlocks.SIZE * block + i;
                IntVector y = IntVector.fromArray(INTS, raw, word);
                y = y.lanewise(XOR, y.lanewise(LSHR, 11));
                y = y.lanewise(XOR, y.lanewise(LSHL, 7).and(TEMPER_B));
                y = y.lanewise(XOR, y.lanewise(LSHL, 15).and(TEMPER_C));
                y = y.lanewise(XOR, y.lanewise(LSHR, 18)).and(0xffffff);
                IntVector bits =
                        ((FloatVector) y.neg().add(1 << 24).convert(I2F, 0))
                                .reinterpretAsInts()
                                .add(ONE - SQRT_HALF);
                int place = HALF * block + i;
                // The radius is in parts of 2⁻²⁴.
                ((FloatVector) bits.lanewise(LSHR, 23).sub(127 + 24).convert(I2F, 0))
                        .intoArray(scratch.exponents, place);
                bits.and(0x7fffff)
                        .add(SQRT_HALF)
                        .reinterpretAsFloats()
                        .sub(1)
                        .intoArray(scratch.mantissas, place);

                IntVector z = IntVector.fromArray(INTS, raw, word + HALF);
                z = z.lanewise(XOR, z.lanewise(LSHR, 11));
                z = z.lanewise(XOR, z.lanewise(LSHL, 7).and(TEMPER_B));
                z = z.lanewise(XOR, z.lanewise(LSHL, 15).and(TEMPER_C));
                z = z.lanewise(XOR, z.lanewise(LSHR, 18)).and(0xffffff);
                z.add(HALF_OCTANT).intoArray(scratch.angles, place);
            }
        }
    }

    private static void logarithm(int count, Scratch scratch) {
        FloatVector p1 = FloatVector.broadcast(FLOATS, -1.1514610310e-1f);
        FloatVector p2 = FloatVector.broadcast(FLOATS, 1.1676998740e-1f);
        FloatVector p3 = FloatVector.broadcast(FLOATS, -1.2420140846e-1f);
        FloatVector p4 = FloatVector.broadcast(FLOATS, 1.4249322787e-1f);
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = FloatVector.fromArray(FLOATS, scratch.mantissas, i);
            FloatVector.broadcast(FLOATS, 7.0376836292e-2f)
                    .fma(x, p1)
                    .fma(x, p2)
                    .fma(x, p3)
                    .fma(x, p4)
                    .intoArray(scratch.polynomials, i);
        }
        FloatVector p5 = FloatVector.broadcast(FLOATS, -1.6668057665e-1f);
        FloatVector p6 = FloatVector.broadcast(FLOATS, 2.0000714765e-1f);
        FloatVector p7 = FloatVector.broadcast(FLOATS, -2.4999993993e-1f);
        FloatVector p8 = FloatVector.broadcast(FLOATS, 3.3333331174e-1f);
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = FloatVector.fromArray(FLOATS, scratch.mantissas, i);
            FloatVector.fromArray(FLOATS, scratch.polynomials, i)
                    .fma(x, p5)
                    .fma(x, p6)
                    .fma(x, p7)
                    .fma(x, p8)
                    .mul(x)
                    .intoArray(scratch.polynomials, i);
        }
    }

    private static void radius(int count, Scratch scratch) {
        FloatVector low = FloatVector.broadcast(FLOATS, -2.12194440e-4f);
        FloatVector high = FloatVector.broadcast(FLOATS, 0.693359375f);
        FloatVector half = FloatVector.broadcast(FLOATS, 0.5f);
        for (int i = 0; i < count; i += LANES) {
            FloatVector x = FloatVector.fromArray(FLOATS, scratch.mantissas, i);
            FloatVector e = FloatVector.fromArray(FLOATS, scratch.exponents, i);
            FloatVector square = x.mul(x);
            FloatVector y =
                    FloatVector.fromArray(FLOATS, scratch.polynomials, i).fma(square, e.mul(low));
            y = square.neg().fma(half, y);
            e.fma(high, x.add(y)).mul(-2).lanewise(SQRT).intoArray(scratch.polynomials, i);
        }
    }

    private static void store(
            int blocks, Scratch scratch, MemorySegment out, float mean, float std) {
        FloatVector means = FloatVector.broadcast(FLOATS, mean);
        FloatVector stds = FloatVector.broadcast(FLOATS, std);
        FloatVector s1 = FloatVector.broadcast(FLOATS, 8.3321608736e-3f);
        FloatVector s2 = FloatVector.broadcast(FLOATS, -1.6666654611e-1f);
        FloatVector c1 = FloatVector.broadcast(FLOATS, -1.388731625493765e-3f);
        FloatVector c2 = FloatVector.broadcast(FLOATS, 4.166664568298827e-2f);
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < HALF; i += LANES) {
                int place = HALF * block + i;
                IntVector t = IntVector.fromArray(INTS, scratch.angles, place);
                FloatVector octants = (FloatVector) t.lanewise(LSHR, 22).convert(I2F, 0);
                FloatVector x = ((FloatVector) t.sub(HALF_OCTANT).convert(I2F, 0)).mul(STEP);
                x = octants.fma(FloatVector.broadcast(FLOATS, 2 * -0.78515625f), x);
                x = octants.fma(FloatVector.broadcast(FLOATS, 2 * -2.4187564849853515625e-4f), x);
                x = octants.fma(FloatVector.broadcast(FLOATS, 2 * -3.77489497744594108e-8f), x);
                FloatVector z = x.mul(x);
                FloatVector s =
                        FloatVector.broadcast(FLOATS, -1.9515295891e-4f)
                                .fma(z, s1)
                                .fma(z, s2)
                                .mul(z)
                                .fma(x, x);
                FloatVector c =
                        FloatVector.broadcast(FLOATS, 2.443315711809948e-5f)
                                .fma(z, c1)
                                .fma(z, c2)
                                .mul(z)
                                .fma(z, z.mul(0.5f).neg())
                                .add(1);
                IntVector sine = s.reinterpretAsInts();
                IntVector cosine = c.reinterpretAsInts();
                IntVector swap =
                        sine.lanewise(XOR, cosine).and(t.lanewise(LSHL, 9).lanewise(ASHR, 31));
                FloatVector radius = FloatVector.fromArray(FLOATS, scratch.polynomials, place);
                IntVector cosineSign = t.add(TWO_OCTANTS).lanewise(LSHL, 8).and(0x80000000);
                IntVector sineSign = t.lanewise(LSHL, 8).and(0x80000000);
                long at = 4L * (NormalBlocks.SIZE * block + i);
                radius.mul(
                                cosine.lanewise(XOR, swap)
                                        .lanewise(XOR, cosineSign)
                                        .reinterpretAsFloats())
                        .fma(stds, means)
                        .intoMemorySegment(out, at, ByteOrder.LITTLE_ENDIAN);
                radius.mul(sine.lanewise(XOR, swap).lanewise(XOR, sineSign).reinterpretAsFloats())
                        .fma(stds, means)
                        .intoMemorySegment(out, at + 4L * HALF, ByteOrder.LITTLE_ENDIAN);
            }
        }
    }
}
