package io.fanin.internal.kernel;

import io.fanin.tensor.DType;
import java.lang.foreign.MemorySegment;

/// Normal values by Box-Muller in blocks of 16, as PyTorch's CPU generator makes them for
/// contiguous tensors of 16 or more values: 16 uniforms first, of which the first 8 give radii and
/// the last 8 angles; cosines go to the first 8 places, sines to the last.
///
/// Where the size is no multiple of 16, the last 16 values are drawn again from 16 uniforms of
/// their own.
public interface NormalBlocks {
    /// Values in a block, and the least size that is drawn this way.
    int SIZE = 16;

    /// Raw words that a block takes.
    int wordsOfBlock();

    /// Writes `blocks` blocks to contiguous memory from byte `at` on, from words that are ready and
    /// stay so.
    void fill(Mt19937 words, int blocks, MemorySegment out, long at);

    /// @param halfRoundsEachStep whether float16 is rounded after every operation, as from PyTorch
    ///   2 on
    static NormalBlocks of(DType dtype, double mean, double std, boolean halfRoundsEachStep) {
        return switch (dtype) {
            case F32 -> new FloatNormal((float) mean, (float) std);
            case F64 -> new DoubleNormal(mean, std);
            case F16 -> new HalfNormal(dtype, mean, std, halfRoundsEachStep);
            case BF16 -> new HalfNormal(dtype, mean, std, true);
            case I64 -> throw new IllegalArgumentException("int64 has no normal law");
        };
    }

    /// Words that a whole tensor of `count` values takes.
    static long wordsOf(DType dtype, long count) {
        long drawnAgain = count % SIZE == 0 ? 0 : SIZE;
        return (count + drawnAgain) * Words.perUniform(dtype);
    }
}
