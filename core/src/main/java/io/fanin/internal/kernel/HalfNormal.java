package io.fanin.internal.kernel;

import io.fanin.internal.libm.LogF;
import io.fanin.internal.libm.SinCos;
import io.fanin.tensor.BFloat16;
import io.fanin.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// float16 or bfloat16 normals in blocks of 16. Every operation is done in float32 and rounded to
/// the type, but for float16 in PyTorch 1.13, which rounds the radius, the angle and the result
/// alone.
///
/// A uniform has 11 or 8 bits, so the radius and the direction come from tables.
public final class HalfNormal implements NormalBlocks {
    private static final int HALF = SIZE / 2;

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /// What a type and way of rounding give for each uniform.
    private static final class Tables {
        static final Tables BFLOAT16 = new Tables(DType.BF16, true);
        static final Tables FLOAT16 = new Tables(DType.F16, true);
        static final Tables FLOAT16_LAZY = new Tables(DType.F16, false);

        private final DType dtype;
        private final boolean roundsEachStep;
        final float[] radius;
        final float[] cos;
        final float[] sin;

        Tables(DType dtype, boolean roundsEachStep) {
            int bits = Words.bitsOfUniform(dtype);
            this.dtype = dtype;
            this.roundsEachStep = roundsEachStep;
            this.radius = new float[1 << bits];
            this.cos = new float[1 << bits];
            this.sin = new float[1 << bits];
            for (int i = 0; i < radius.length; i++) {
                float uniform = (float) i / radius.length;
                radius[i] = round((float) Math.sqrt(step(-2 * step(LogF.logf(step(1 - uniform))))));
                float angle = round((float) (2 * Math.PI * uniform));
                cos[i] = step((float) SinCos.cos(angle));
                sin[i] = step((float) SinCos.sin(angle));
            }
        }

        private float step(float value) {
            return roundsEachStep ? round(value) : value;
        }

        private float round(float value) {
            return (float) dtype.round(value);
        }
    }

    private final Tables tables;
    private final float mean;
    private final float std;

    /// @param roundsEachStep whether a float16 is rounded after each operation, as in PyTorch 2.10
    public HalfNormal(DType dtype, double mean, double std, boolean roundsEachStep) {
        this.tables =
                dtype == DType.BF16
                        ? Tables.BFLOAT16
                        : roundsEachStep ? Tables.FLOAT16 : Tables.FLOAT16_LAZY;
        this.mean = (float) dtype.round(mean);
        this.std = (float) dtype.round(std);
    }

    @Override
    public int wordsOfBlock() {
        return SIZE;
    }

    @Override
    public void fill(Mt19937 words, int blocks, MemorySegment out, long at) {
        int mask = tables.radius.length - 1;
        int[] raw = words.line();
        for (int block = 0; block < blocks; block++) {
            int first = words.from() + SIZE * block;
            long place = at + 2L * SIZE * block;
            for (int i = 0; i < HALF; i++) {
                float radius = tables.radius[Words.temper(raw[first + i]) & mask];
                int angle = Words.temper(raw[first + i + HALF]) & mask;
                out.set(SHORT, place + 2L * i, scale(radius, tables.cos[angle]));
                out.set(SHORT, place + 2L * (i + HALF), scale(radius, tables.sin[angle]));
            }
        }
    }

    /// The bits of every value that a pair of uniforms gives, all of which are equally likely: of
    /// each radius with each direction, cosines and sines.
    public void forEachValue(ValueListener listener) {
        for (float radius : tables.radius) {
            for (int angle = 0; angle < tables.cos.length; angle++) {
                listener.accept(scale(radius, tables.cos[angle]));
                listener.accept(scale(radius, tables.sin[angle]));
            }
        }
    }

    /// Hears the bits of values.
    public interface ValueListener {
        void accept(short bits);
    }

    private short scale(float radius, float direction) {
        if (tables.dtype == DType.BF16) {
            return BFloat16.of(bfloat16(bfloat16(radius * direction) * std) + mean);
        }
        if (tables.roundsEachStep) {
            return Float.floatToFloat16(float16(float16(radius * direction) * std) + mean);
        }
        return Float.floatToFloat16(Math.fma(radius * direction, std, mean));
    }

    private static float bfloat16(float value) {
        return BFloat16.toFloat(BFloat16.of(value));
    }

    private static float float16(float value) {
        return Float.float16ToFloat(Float.floatToFloat16(value));
    }
}
