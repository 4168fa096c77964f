package io.fanin.internal.kernel;

import io.fanin.internal.vector.VectorWidth;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The kernels on jdk.incubator.vector, for any width. What is left over after the last whole
/// vector goes through the scalar twin, and so does float64, which waits for the C library's
/// functions anyway.
public final class VectorKernel implements Kernel {
    /// Values that go through the loops of the truncated normal together; a whole number of vectors
    /// of any width.
    private static final int CHUNK = 1024;

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final ScalarKernel scalar = new ScalarKernel();

    @Override
    public String description() {
        return "vector, " + VectorWidth.INTS.vectorBitSize() + " bits";
    }

    @Override
    public void twist(int[] line, int from, int count) {
        VectorUniform.twist(line, from, count);
    }

    @Override
    public void uniformFloats(
            int[] raw, int from, int count, MemorySegment out, long at, float lower, float range) {
        float scaled = range * 0x1p-24f;
        int done = 0;
        if (scaled * 0x1p24f == range) {
            done = VectorUniform.floats(raw, from, count, out, at, lower, scaled);
            done +=
                    VectorUniform.floatsByFours(
                            raw, from + done, count - done, out, at + 4L * done, lower, scaled);
        }
        scalar.uniformFloats(raw, from + done, count - done, out, at + 4L * done, lower, range);
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
        scalar.uniformDoubles(raw, from, count, out, at, lower, range);
    }

    @Override
    public void uniformBfloat16s(
            int[] raw, int from, int count, MemorySegment out, long at, float lower, float range) {
        float scaled = range * 0x1p-8f;
        int done =
                scaled * 0x1p8f == range
                        ? VectorUniform.bfloat16s(raw, from, count, out, at, lower, scaled)
                        : 0;
        scalar.uniformBfloat16s(raw, from + done, count - done, out, at + 2L * done, lower, range);
    }

    @Override
    public void uniformFloat16s(
            int[] raw, int from, int count, MemorySegment out, long at, float lower, float range) {
        int done = VectorUniform.float16s(raw, from, count, out, at, lower, range * 0x1p-11f);
        scalar.uniformFloat16s(raw, from + done, count - done, out, at + 2L * done, lower, range);
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
        VectorNormal.floats(raw, from, blocks, out, at, mean, std, scratch.floats);
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
        for (int done = 0; done < count; done += CHUNK) {
            int some = Math.min(CHUNK, count - done);
            VectorUniform.floats(
                    raw, from + done, some, scratch.floats, truncation.lower(), truncation.range());
            scratch.erfInv().replace(scratch.floats, 0, some);
            VectorUniform.truncate(scratch.floats, some, truncation);
            MemorySegment.copy(scratch.floats, 0, out, FLOAT, at + 4L * done, some);
        }
    }
}
