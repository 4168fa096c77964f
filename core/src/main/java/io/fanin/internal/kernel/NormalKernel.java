package io.fanin.internal.kernel;

import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;

/// Normal values by Box-Muller in blocks of 16, as PyTorch's CPU generator makes them for
/// contiguous tensors of 16 or more values: 16 uniforms first, of which the first 8 give radii and
/// the last 8 angles; cosines go to the first 8 places, sines to the last.
///
/// Where the size is no multiple of 16, the last 16 values are drawn again from 16 uniforms of
/// their own.
public final class NormalKernel {
    /// Values in a block, and the least size that is drawn this way.
    public static final int BLOCK = 16;

    private NormalKernel() {}

    /// Draws one block's uniforms and writes its 16 normals from place `at` on.
    @FunctionalInterface
    public interface Block {
        void draw(Mt19937 words, Tensor out, long at);
    }

    /// Words that a whole tensor of `count` values takes.
    public static long wordsOf(DType dtype, long count) {
        long drawnAgain = count % BLOCK == 0 ? 0 : BLOCK;
        return (count + drawnAgain) * UniformKernel.wordsOf(dtype);
    }

    /// Fills all of `out`, which is contiguous and has at least 16 elements.
    public static void fill(Mt19937 words, Tensor out, Block block) {
        long count = out.shape().count();
        long whole = count - count % BLOCK;
        for (long at = 0; at < whole; at += BLOCK) {
            block.draw(words, out, at);
        }
        if (whole < count) {
            // The first pass drew uniforms for these places too.
            words.skip((count - whole) * UniformKernel.wordsOf(out.dtype()));
            block.draw(words, out, count - BLOCK);
        }
    }
}
