package io.fanin.internal.kernel;

import java.lang.foreign.MemorySegment;

/// float32 normals in blocks of 16.
public record FloatNormal(Kernel kernel, float mean, float std) implements NormalBlocks {
    @Override
    public int wordsOfBlock() {
        return SIZE;
    }

    @Override
    public void fill(int[] raw, int from, int blocks, MemorySegment out, long at) {
        kernel.normalFloats(raw, from, blocks, out, at, mean, std);
    }
}
