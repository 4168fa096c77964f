package io.fanin.internal.kernel;

import io.fanin.internal.vector.VectorWidth;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The kernels on jdk.incubator.vector, for any width. What is left over after the last whole
/// vector goes through the scalar twin, and so does float64, which waits for the C library's
/// functions anyway.
///
/// A loop that stored into native memory and into the heap would box its vectors, so uniform values
/// reach the heap by way of scratch memory.
public final class VectorKernel implements Kernel {
    /// Values that go through scratch memory together; a whole number of vectors of any width.
    private static final int CHUNK = 1024;

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int LANES = VectorWidth.INTS.length();

    private final ScalarKernel scalar = new ScalarKernel();

    private final Payoff normals;
    private final Payoff truncated;

    VectorKernel(Payoff normals, Payoff truncated) {
        this.normals = normals;
        this.truncated = truncated;
    }

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
            int[] raw,
            int from,
            int count,
            MemorySegment out,
            long at,
            float lower,
            float range,
            Scratch scratch) {
        if (!out.isNative()) {
            for (int done = 0; done < count; done += CHUNK) {
                int some = Math.min(CHUNK, count - done);
                VectorUniform.floats(raw, from + done, some, scratch.floats, lower, range);
                MemorySegment.copy(scratch.floats, 0, out, FLOAT, at + 4L * done, some);
            }
            return;
        }
        int done = 0;
        float scaled = range * 0x1p-24f;
        if (scaled * 0x1p24f == range) {
            if (count >= LANES) {
                done = VectorUniform.floats(raw, from, count, out, at, lower, scaled);
            }
            if (count - done >= 4) {
                done +=
                        VectorUniform.floatsByFours(
                                raw, from + done, count - done, out, at + 4L * done, lower, scaled);
            }
        }
        if (done < count) {
            scalar.uniformFloats(
                    raw, from + done, count - done, out, at + 4L * done, lower, range, scratch);
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
        scalar.uniformDoubles(raw, from, count, out, at, lower, range);
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
        int done = 0;
        float scaled = range * 0x1p-8f;
        if (scaled * 0x1p8f == range) {
            if (out.isNative()) {
                done = VectorUniform.bfloat16s(raw, from, count, out, at, lower, scaled);
            } else {
                MemorySegment halves = scratch.halves();
                done = VectorUniform.bfloat16s(raw, from, count, halves, 0, lower, scaled);
                MemorySegment.copy(halves, 0, out, at, 2L * done);
            }
        }
        scalar.uniformBfloat16s(
                raw, from + done, count - done, out, at + 2L * done, lower, range, scratch);
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
        int done;
        float scaled = range * 0x1p-11f;
        if (out.isNative()) {
            done = VectorUniform.float16s(raw, from, count, out, at, lower, scaled);
        } else {
            MemorySegment halves = scratch.halves();
            done = VectorUniform.float16s(raw, from, count, halves, 0, lower, scaled);
            MemorySegment.copy(halves, 0, out, at, 2L * done);
        }
        scalar.uniformFloat16s(
                raw, from + done, count - done, out, at + 2L * done, lower, range, scratch);
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
        if (normals.pays(blocks * NormalBlocks.SIZE)) {
            VectorNormal.floats(raw, from, blocks, out, at, mean, std, scratch.floats);
        } else {
            scalar.normalFloats(raw, from, blocks, out, at, mean, std, scratch);
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
        if (!truncated.pays(count)) {
            scalar.truncatedFloats(raw, from, count, out, at, truncation, scratch);
            return;
        }
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
