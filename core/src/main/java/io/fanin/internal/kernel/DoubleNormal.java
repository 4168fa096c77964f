package io.fanin.internal.kernel;

import io.fanin.internal.libm.Log;
import io.fanin.internal.libm.SinCos;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// float64 normals in blocks of 16, with the C library's logarithm, sine and cosine.
public record DoubleNormal(double mean, double std) implements NormalBlocks {
    private static final int HALF = SIZE / 2;

    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public int wordsOfBlock() {
        return 2 * SIZE;
    }

    @Override
    public void fill(Mt19937 words, int blocks, MemorySegment out, long at) {
        int[] raw = words.line();
        for (int block = 0; block < blocks; block++) {
            int first = words.from() + wordsOfBlock() * block;
            long place = at + 8L * SIZE * block;
            for (int i = 0; i < HALF; i++) {
                double radius = Math.sqrt(-2 * Log.log(1 - uniform(raw, first + 2 * i)));
                double angle = 2 * Math.PI * uniform(raw, first + 2 * (i + HALF));
                out.set(DOUBLE, place + 8L * i, Math.fma(radius * SinCos.cos(angle), std, mean));
                out.set(
                        DOUBLE,
                        place + 8L * (i + HALF),
                        Math.fma(radius * SinCos.sin(angle), std, mean));
            }
        }
    }

    private static double uniform(int[] raw, int at) {
        return Words.unitDouble(Words.temper(raw[at]), Words.temper(raw[at + 1]));
    }
}
