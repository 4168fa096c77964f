package io.fanin.internal.kernel;

import io.fanin.internal.libm.ErfInvF;
import io.fanin.tensor.BFloat16;
import io.fanin.tensor.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The kernels as plain loops: the definition of every bit.
public final class ScalarKernel implements Kernel {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public String description() {
        return "scalar";
    }

    @Override
    public void twist(int[] line, int from, int count) {
        for (int i = from; i < from + count; i++) {
            line[i + Mt19937.SIZE] = line[i + Mt19937.SHIFT] ^ Mt19937.mix(line[i], line[i + 1]);
        }
    }

    @Override
    public void uniformFloats(
            int[] raw,
            int from,
            int count,
            MemorySegment out,
            long at,
            float lower,
            float range,
            Scratch scratch) {
        for (int i = 0; i < count; i++) {
            float unit = Words.unitFloat(Words.temper(raw[from + i]));
            out.set(FLOAT, at + 4L * i, Math.fma(unit, range, lower));
        }
    }

    @Override
    public void uniformDoubles(
            int[] raw,
            int from,
            int count,
            MemorySegment out,
            long at,
            double lower,
            double range) {
        for (int i = 0; i < count; i++) {
            int first = Words.temper(raw[from + 2 * i]);
            int second = Words.temper(raw[from + 2 * i + 1]);
            out.set(DOUBLE, at + 8L * i, Math.fma(Words.unitDouble(first, second), range, lower));
        }
    }

    @Override
    public void uniformBfloat16s(
            int[] raw,
            int from,
            int count,
            MemorySegment out,
            long at,
            float lower,
            float range,
            Scratch scratch) {
        for (int i = 0; i < count; i++) {
            float unit = Words.unitHalf(Words.temper(raw[from + i]), DType.BF16);
            out.set(SHORT, at + 2L * i, BFloat16.of(Math.fma(unit, range, lower)));
        }
    }

    @Override
    public void uniformFloat16s(
            int[] raw,
            int from,
            int count,
            MemorySegment out,
            long at,
            float lower,
            float range,
            Scratch scratch) {
        for (int i = 0; i < count; i++) {
            float unit = Words.unitHalf(Words.temper(raw[from + i]), DType.F16);
            out.set(SHORT, at + 2L * i, Float.floatToFloat16(Math.fma(unit, range, lower)));
        }
    }

    @Override
    public void normalFloats(
            int[] raw,
            int from,
            int blocks,
            MemorySegment out,
            long at,
            float mean,
            float std,
            Scratch scratch) {
        int half = NormalBlocks.SIZE / 2;
        for (int block = 0; block < blocks; block++) {
            int word = from + NormalBlocks.SIZE * block;
            long place = at + 4L * NormalBlocks.SIZE * block;
            for (int i = 0; i < half; i++) {
                float radius = BoxMuller.radius(Words.unitFloat(Words.temper(raw[word + i])));
                float angle = BoxMuller.angle(Words.unitFloat(Words.temper(raw[word + half + i])));
                out.set(FLOAT, place + 4L * i, Math.fma(radius * BoxMuller.cos(angle), std, mean));
                out.set(
                        FLOAT,
                        place + 4L * (half + i),
                        Math.fma(radius * BoxMuller.sin(angle), std, mean));
            }
        }
    }

    @Override
    public void truncatedFloats(
            int[] raw,
            int from,
            int count,
            MemorySegment out,
            long at,
            Truncation truncation,
            Scratch scratch) {
        for (int i = 0; i < count; i++) {
            float unit = Words.unitFloat(Words.temper(raw[from + i]));
            float value = ErfInvF.erfinvf(Math.fma(unit, truncation.range(), truncation.lower()));
            value = value * truncation.scale() + truncation.mean();
            out.set(
                    FLOAT,
                    at + 4L * i,
                    Math.min(Math.max(value, truncation.least()), truncation.most()));
        }
    }
}
