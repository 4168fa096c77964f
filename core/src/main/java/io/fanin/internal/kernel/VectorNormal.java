package io.fanin.internal.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.SQRT;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.fanin.internal.vector.VectorWidth;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Normal values a vector at a time, with the operations of [BoxMuller]. Several short loops over
/// arrays that stay in the first-level cache are faster than one long loop, in which the processor
/// waits for results.
final class VectorNormal {
    private static final VectorSpecies<Integer> WIDE_INTS = VectorWidth.INTS;
    private static final VectorSpecies<Float> WIDE_FLOATS = VectorWidth.FLOATS;
    private static final int WIDE = WIDE_INTS.length();

    /// Of half a block, which is 8 values, at most.
    private static final VectorShape SHAPE =
            VectorShape.forBitSize(Math.min(256, WIDE_INTS.vectorBitSize()));

    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
    private static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
    private static final int LANES = INTS.length();
    private static final int SIZE = NormalBlocks.SIZE;
    private static final int HALF = SIZE / 2;

    /// Blocks whose values go through the loops together, a chunk.
    private static final int BLOCKS = 16;

    private static final int CHUNK = SIZE * BLOCKS;

    /// What the loops hand on, in parts of the scratch memory: of each radius the exponent, the
    /// mantissa less 1 and the polynomial, which becomes the radius; of each angle its part of the
    /// circle plus half an octant, as bits. The cosines and sines then take the places of the first
    /// two.
    private static final int EXPONENTS = 0;

    private static final int MANTISSAS = HALF * BLOCKS;
    private static final int RADII = 2 * HALF * BLOCKS;
    private static final int ANGLES = 3 * HALF * BLOCKS;
    private static final int COSINES = EXPONENTS;
    private static final int SINES = MANTISSAS;

    /// Room for two chunks; whoever adds a part keeps this a multiple of `2 * CHUNK`.
    private static final int VALUES = 4 * HALF * BLOCKS;

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int TEMPER_B = Words.TEMPER_B;
    private static final int TEMPER_C = Words.TEMPER_C;
    private static final int ONE = 0x3f800000;
    private static final int SQRT_HALF = 0x3f3504f3;

    /// The angle of 1 in 2²⁴ parts of the circle.
    private static final float STEP = (float) (2 * Math.PI) * 0x1p-24f;

    /// Half an eighth of the circle in those parts, and two eighths.
    private static final int HALF_OCTANT = 1 << 21;

    private static final int TWO_OCTANTS = 1 << 22;

    private VectorNormal() {}

    /// The values of one chunk are written, a quarter at a time, while those of the next are made:
    /// so the processor need not wait for memory. They go by way of scratch memory, since stores
    /// into a segment are checked one by one.
    static void floats(
            int[] raw,
            int from,
            int blocks,
            MemorySegment out,
            long at,
            float mean,
            float std,
            float[] scratch) {
        int values = VALUES;
        int waiting = 0;
        long place = at;
        for (int done = 0; done < blocks; done += BLOCKS) {
            int some = Math.min(BLOCKS, blocks - done);
            int before = values;
            values ^= CHUNK;
            int quarter = waiting / 4;
            reduce(raw, from + SIZE * done, some, scratch);
            copy(scratch, before, quarter, out, place);
            logarithm(HALF * some, scratch);
            copy(scratch, before + quarter, quarter, out, place + 4L * quarter);
            radius(HALF * some, scratch);
            copy(scratch, before + 2 * quarter, quarter, out, place + 8L * quarter);
            directions(HALF * some, scratch);
            copy(scratch, before + 3 * quarter, quarter, out, place + 12L * quarter);
            scale(some, scratch, values, mean, std);
            place += 4L * waiting;
            waiting = SIZE * some;
        }
        copy(scratch, values, waiting, out, place);
    }

    private static void copy(float[] scratch, int values, int count, MemorySegment out, long at) {
        if (count > 0) {
            MemorySegment.copy(scratch, values, out, FLOAT, at, count);
        }
    }

    private static void reduce(int[] raw, int from, int blocks, float[] scratch) {
        IntVector unit = IntVector.broadcast(INTS, 1 << 24);
        for (int i = 0; i < HALF; i += LANES) {
            for (int block = 0; block < blocks; block++) {
                int word = from + SIZE * block + i;
                int place = HALF * block + i;
                IntVector y = IntVector.fromArray(INTS, raw, word);
                y = y.lanewise(XOR, y.lanewise(LSHR, 11));
                y = y.lanewise(XOR, y.lanewise(LSHL, 7).and(TEMPER_B));
                y = y.lanewise(XOR, y.lanewise(LSHL, 15).and(TEMPER_C));
                y = y.lanewise(XOR, y.lanewise(LSHR, 18)).and(0xffffff);
                IntVector bits =
                        ((FloatVector) unit.sub(y).convert(I2F, 0))
                                .reinterpretAsInts()
                                .add(ONE - SQRT_HALF);
                // The radius is in parts of 2⁻²⁴.
                ((FloatVector) bits.lanewise(LSHR, 23).sub(127 + 24).convert(I2F, 0))
                        .intoArray(scratch, EXPONENTS + place);
                bits.and(0x7fffff)
                        .add(SQRT_HALF)
                        .reinterpretAsFloats()
                        .sub(1)
                        .intoArray(scratch, MANTISSAS + place);

                IntVector z = IntVector.fromArray(INTS, raw, word + HALF);
                z = z.lanewise(XOR, z.lanewise(LSHR, 11));
                z = z.lanewise(XOR, z.lanewise(LSHL, 7).and(TEMPER_B));
                z = z.lanewise(XOR, z.lanewise(LSHL, 15).and(TEMPER_C));
                z = z.lanewise(XOR, z.lanewise(LSHR, 18)).and(0xffffff);
                z.add(HALF_OCTANT).reinterpretAsFloats().intoArray(scratch, ANGLES + place);
            }
        }
    }

    private static void logarithm(int count, float[] scratch) {
        FloatVector p0 = FloatVector.broadcast(WIDE_FLOATS, 7.0376836292e-2f);
        FloatVector p1 = FloatVector.broadcast(WIDE_FLOATS, -1.1514610310e-1f);
        FloatVector p2 = FloatVector.broadcast(WIDE_FLOATS, 1.1676998740e-1f);
        FloatVector p3 = FloatVector.broadcast(WIDE_FLOATS, -1.2420140846e-1f);
        FloatVector p4 = FloatVector.broadcast(WIDE_FLOATS, 1.4249322787e-1f);
        for (int i = 0; i < count; i += WIDE) {
            FloatVector x = FloatVector.fromArray(WIDE_FLOATS, scratch, MANTISSAS + i);
            p0.fma(x, p1).fma(x, p2).fma(x, p3).fma(x, p4).intoArray(scratch, RADII + i);
        }
        FloatVector p5 = FloatVector.broadcast(WIDE_FLOATS, -1.6668057665e-1f);
        FloatVector p6 = FloatVector.broadcast(WIDE_FLOATS, 2.0000714765e-1f);
        FloatVector p7 = FloatVector.broadcast(WIDE_FLOATS, -2.4999993993e-1f);
        FloatVector p8 = FloatVector.broadcast(WIDE_FLOATS, 3.3333331174e-1f);
        for (int i = 0; i < count; i += WIDE) {
            FloatVector x = FloatVector.fromArray(WIDE_FLOATS, scratch, MANTISSAS + i);
            FloatVector.fromArray(WIDE_FLOATS, scratch, RADII + i)
                    .fma(x, p5)
                    .fma(x, p6)
                    .fma(x, p7)
                    .fma(x, p8)
                    .mul(x)
                    .intoArray(scratch, RADII + i);
        }
    }

    private static void radius(int count, float[] scratch) {
        FloatVector low = FloatVector.broadcast(WIDE_FLOATS, -2.12194440e-4f);
        FloatVector high = FloatVector.broadcast(WIDE_FLOATS, 0.693359375f);
        FloatVector minusHalf = FloatVector.broadcast(WIDE_FLOATS, -0.5f);
        for (int i = 0; i < count; i += WIDE) {
            FloatVector x = FloatVector.fromArray(WIDE_FLOATS, scratch, MANTISSAS + i);
            FloatVector e = FloatVector.fromArray(WIDE_FLOATS, scratch, EXPONENTS + i);
            FloatVector square = x.mul(x);
            FloatVector y =
                    FloatVector.fromArray(WIDE_FLOATS, scratch, RADII + i).fma(square, e.mul(low));
            e.fma(high, x.add(square.fma(minusHalf, y)))
                    .mul(-2)
                    .lanewise(SQRT)
                    .intoArray(scratch, RADII + i);
        }
    }

    private static void directions(int count, float[] scratch) {
        FloatVector d1 = FloatVector.broadcast(WIDE_FLOATS, 2 * -0.78515625f);
        FloatVector d2 = FloatVector.broadcast(WIDE_FLOATS, 2 * -2.4187564849853515625e-4f);
        FloatVector d3 = FloatVector.broadcast(WIDE_FLOATS, 2 * -3.77489497744594108e-8f);
        FloatVector s0 = FloatVector.broadcast(WIDE_FLOATS, -1.9515295891e-4f);
        FloatVector s1 = FloatVector.broadcast(WIDE_FLOATS, 8.3321608736e-3f);
        FloatVector s2 = FloatVector.broadcast(WIDE_FLOATS, -1.6666654611e-1f);
        FloatVector c0 = FloatVector.broadcast(WIDE_FLOATS, 2.443315711809948e-5f);
        FloatVector c1 = FloatVector.broadcast(WIDE_FLOATS, -1.388731625493765e-3f);
        FloatVector c2 = FloatVector.broadcast(WIDE_FLOATS, 4.166664568298827e-2f);
        for (int i = 0; i < count; i += WIDE) {
            IntVector t =
                    FloatVector.fromArray(WIDE_FLOATS, scratch, ANGLES + i).reinterpretAsInts();
            FloatVector octants = (FloatVector) t.lanewise(LSHR, 22).convert(I2F, 0);
            FloatVector x = ((FloatVector) t.sub(HALF_OCTANT).convert(I2F, 0)).mul(STEP);
            x = octants.fma(d1, x);
            x = octants.fma(d2, x);
            x = octants.fma(d3, x);
            FloatVector z = x.mul(x);
            IntVector sine = s0.fma(z, s1).fma(z, s2).mul(z).fma(x, x).reinterpretAsInts();
            IntVector cosine =
                    c0.fma(z, c1).fma(z, c2).mul(z).fma(z, z.mul(-0.5f)).add(1).reinterpretAsInts();
            IntVector swap = sine.lanewise(XOR, cosine).and(t.lanewise(LSHL, 9).lanewise(ASHR, 31));
            cosine.lanewise(XOR, swap)
                    .lanewise(XOR, t.add(TWO_OCTANTS).lanewise(LSHL, 8).and(0x80000000))
                    .reinterpretAsFloats()
                    .intoArray(scratch, COSINES + i);
            sine.lanewise(XOR, swap)
                    .lanewise(XOR, t.lanewise(LSHL, 8).and(0x80000000))
                    .reinterpretAsFloats()
                    .intoArray(scratch, SINES + i);
        }
    }

    private static void scale(int blocks, float[] scratch, int values, float mean, float std) {
        FloatVector means = FloatVector.broadcast(FLOATS, mean);
        FloatVector stds = FloatVector.broadcast(FLOATS, std);
        for (int i = 0; i < HALF; i += LANES) {
            for (int block = 0; block < blocks; block++) {
                int place = HALF * block + i;
                FloatVector radius = FloatVector.fromArray(FLOATS, scratch, RADII + place);
                radius.mul(FloatVector.fromArray(FLOATS, scratch, COSINES + place))
                        .fma(stds, means)
                        .intoArray(scratch, values + SIZE * block + i);
                radius.mul(FloatVector.fromArray(FLOATS, scratch, SINES + place))
                        .fma(stds, means)
                        .intoArray(scratch, values + SIZE * block + HALF + i);
            }
        }
    }
}
