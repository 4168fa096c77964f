package io.fanin.internal.kernel;

import java.lang.foreign.MemorySegment;

/// float32 normals in blocks of 16.
public record FloatNormal(float mean, float std) implements NormalBlocks {
    @Override
    public int wordsOfBlock() {
        return SIZE;
    }

    @Override
    public void fill(Mt19937 words, int blocks, MemorySegment out, long at) {
        words.kernel()
                .normalFloats(
                        words.line(), words.from(), blocks, out, at, mean, std, words.scratch());
    }
}
