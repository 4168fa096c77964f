package io.fanin.internal.kernel;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.BITWISE_BLEND;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UGE;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.fanin.internal.vector.VectorWidth;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Words and uniform values, a vector at a time; each method handles as many whole vectors as
/// `count` holds and returns how many values those are. Loop bodies hold vector calls alone: the
/// compiler is sure to inline those, and boxes the vectors of any call that it does not.
final class VectorUniform {
    private static final VectorSpecies<Integer> INTS = VectorWidth.INTS;
    private static final VectorSpecies<Float> FLOATS = VectorWidth.FLOATS;
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(INTS.vectorBitSize() / 2));
    private static final VectorSpecies<Integer> FOUR_INTS = IntVector.SPECIES_128;
    private static final VectorSpecies<Float> FOUR_FLOATS = FloatVector.SPECIES_128;
    private static final int LANES = INTS.length();
    private static final int TEMPER_B = Words.TEMPER_B;
    private static final int TEMPER_C = Words.TEMPER_C;

    private VectorUniform() {}

    static void twist(int[] line, int from, int count) {
        for (int i = from; i < from + count; i += LANES) {
            IntVector lower = IntVector.fromArray(INTS, line, i + 1);
            IntVector upper = IntVector.fromArray(INTS, line, i);
            IntVector both = lower.lanewise(BITWISE_BLEND, upper, 0x80000000);
            IntVector odd = lower.lanewise(LSHL, 31).lanewise(ASHR, 31).and(0x9908b0df);
            IntVector.fromArray(INTS, line, i + Mt19937.SHIFT)
                    .lanewise(XOR, both.lanewise(LSHR, 1))
                    .lanewise(XOR, odd)
                    .intoArray(line, i + Mt19937.SIZE);
        }
    }

    /// @param scaled the range times 2⁻²⁴
    static int floats(
            int[] raw, int from, int count, MemorySegment out, long at, float lower, float scaled) {
        int end = INTS.loopBound(count);
        MemorySegment here = out.asSlice(at, 4L * end);
        FloatVector low = FloatVector.broadcast(FLOATS, lower);
        FloatVector range = FloatVector.broadcast(FLOATS, scaled);
        for (int i = 0; i < end; i += LANES) {
            IntVector y = IntVector.fromArray(INTS, raw, from + i);
            y = y.lanewise(XOR, y.lanewise(LSHR, 11));
            y = y.lanewise(XOR, y.lanewise(LSHL, 7).and(TEMPER_B));
            y = y.lanewise(XOR, y.lanewise(LSHL, 15).and(TEMPER_C));
            y = y.lanewise(XOR, y.lanewise(LSHR, 18)).and(0xffffff);
            ((FloatVector) y.convert(I2F, 0))
                    .fma(range, low)
                    .intoMemorySegment(here, 4L * i, ByteOrder.LITTLE_ENDIAN);
        }
        return end;
    }

    /// The same by fours, for tensors of few values.
    ///
    /// @param scaled the range times 2⁻²⁴
    static int floatsByFours(
            int[] raw, int from, int count, MemorySegment out, long at, float lower, float scaled) {
        int end = FOUR_INTS.loopBound(count);
        FloatVector low = FloatVector.broadcast(FOUR_FLOATS, lower);
        FloatVector range = FloatVector.broadcast(FOUR_FLOATS, scaled);
        for (int i = 0; i < end; i += 4) {
            IntVector y = IntVector.fromArray(FOUR_INTS, raw, from + i);
            y = y.lanewise(XOR, y.lanewise(LSHR, 11));
            y = y.lanewise(XOR, y.lanewise(LSHL, 7).and(TEMPER_B));
            y = y.lanewise(XOR, y.lanewise(LSHL, 15).and(TEMPER_C));
            y = y.lanewise(XOR, y.lanewise(LSHR, 18)).and(0xffffff);
            ((FloatVector) y.convert(I2F, 0))
                    .fma(range, low)
                    .intoMemorySegment(out, at + 4L * i, ByteOrder.LITTLE_ENDIAN);
        }
        return end;
    }

    /// @param scaled the range times 2⁻⁸
    static int bfloat16s(
            int[] raw, int from, int count, MemorySegment out, long at, float lower, float scaled) {
        int end = INTS.loopBound(count);
        MemorySegment here = out.asSlice(at, 2L * end);
        FloatVector low = FloatVector.broadcast(FLOATS, lower);
        FloatVector range = FloatVector.broadcast(FLOATS, scaled);
        for (int i = 0; i < end; i += LANES) {
            IntVector y = IntVector.fromArray(INTS, raw, from + i);
            y = y.lanewise(XOR, y.lanewise(LSHR, 11));
            y = y.lanewise(XOR, y.lanewise(LSHL, 7).and(TEMPER_B));
            y = y.lanewise(XOR, y.lanewise(LSHL, 15).and(TEMPER_C));
            y = y.lanewise(XOR, y.lanewise(LSHR, 18)).and(0xff);
            IntVector bits = ((FloatVector) y.convert(I2F, 0)).fma(range, low).reinterpretAsInts();
            IntVector even = bits.lanewise(LSHR, 16).and(1);
            IntVector rounded = bits.add(0x7fff).add(even).lanewise(LSHR, 16);
            ((ShortVector) rounded.convertShape(I2S, SHORTS, 0))
                    .intoMemorySegment(here, 2L * i, ByteOrder.LITTLE_ENDIAN);
        }
        return end;
    }

    /// Normal numbers are rebiased and rounded to 11 bits; smaller ones are rounded by adding 0.5,
    /// whose last place is float16's smallest number.
    ///
    /// @param scaled the range times 2⁻¹¹
    static int float16s(
            int[] raw, int from, int count, MemorySegment out, long at, float lower, float scaled) {
        int end = INTS.loopBound(count);
        MemorySegment here = out.asSlice(at, 2L * end);
        FloatVector low = FloatVector.broadcast(FLOATS, lower);
        FloatVector range = FloatVector.broadcast(FLOATS, scaled);
        for (int i = 0; i < end; i += LANES) {
            IntVector y = IntVector.fromArray(INTS, raw, from + i);
            y = y.lanewise(XOR, y.lanewise(LSHR, 11));
            y = y.lanewise(XOR, y.lanewise(LSHL, 7).and(TEMPER_B));
            y = y.lanewise(XOR, y.lanewise(LSHL, 15).and(TEMPER_C));
            y = y.lanewise(XOR, y.lanewise(LSHR, 18)).and(0x7ff);
            IntVector bits = ((FloatVector) y.convert(I2F, 0)).fma(range, low).reinterpretAsInts();
            IntVector size = bits.and(0x7fffffff);
            IntVector normal =
                    size.add(size.lanewise(LSHR, 13).and(1))
                            .add(0xfff - 0x38000000)
                            .lanewise(LSHR, 13);
            IntVector tiny =
                    size.reinterpretAsFloats().add(0.5f).reinterpretAsInts().sub(0x3f000000);
            IntVector half = tiny.blend(normal, size.compare(UGE, 0x38800000));
            IntVector signed = half.or(bits.lanewise(LSHR, 16).and(0x8000));
            ((ShortVector) signed.convertShape(I2S, SHORTS, 0))
                    .intoMemorySegment(here, 2L * i, ByteOrder.LITTLE_ENDIAN);
        }
        return end;
    }

    /// `count` float32 values into an array. A method of its own: one that stored into segments of
    /// the heap and of native memory both would box its vectors.
    static void floats(int[] raw, int from, int count, float[] out, float lower, float range) {
        int end = INTS.loopBound(count);
        FloatVector low = FloatVector.broadcast(FLOATS, lower);
        FloatVector width = FloatVector.broadcast(FLOATS, range);
        for (int i = 0; i < end; i += LANES) {
            IntVector y = IntVector.fromArray(INTS, raw, from + i);
            y = y.lanewise(XOR, y.lanewise(LSHR, 11));
            y = y.lanewise(XOR, y.lanewise(LSHL, 7).and(TEMPER_B));
            y = y.lanewise(XOR, y.lanewise(LSHL, 15).and(TEMPER_C));
            y = y.lanewise(XOR, y.lanewise(LSHR, 18)).and(0xffffff);
            ((FloatVector) y.convert(I2F, 0)).mul(0x1p-24f).fma(width, low).intoArray(out, i);
        }
        for (int i = end; i < count; i++) {
            out[i] = Math.fma(Words.unitFloat(Words.temper(raw[from + i])), range, lower);
        }
    }

    /// Scales, shifts and clamps the first `count` values, and some behind them.
    static void truncate(float[] values, int count, Truncation truncation) {
        FloatVector least = FloatVector.broadcast(FLOATS, truncation.least());
        FloatVector most = FloatVector.broadcast(FLOATS, truncation.most());
        for (int i = 0; i < count; i += LANES) {
            FloatVector.fromArray(FLOATS, values, i)
                    .mul(truncation.scale())
                    .add(truncation.mean())
                    .max(least)
                    .min(most)
                    .intoArray(values, i);
        }
    }
}
