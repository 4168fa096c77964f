package io.fanin.internal.kernel;

import io.fanin.internal.libm.Log;
import io.fanin.internal.libm.SinCos;
import io.fanin.tensor.Tensor;

/// Sixteen float64 normals, with the C library's logarithm, sine and cosine.
public record DoubleBlock(double mean, double std) implements NormalKernel.Block {
    private static final int HALF = NormalKernel.BLOCK / 2;

    @Override
    public void draw(Mt19937 words, Tensor out, long at) {
        double[] uniforms = new double[NormalKernel.BLOCK];
        for (int i = 0; i < uniforms.length; i++) {
            uniforms[i] = UniformKernel.unit(words.nextLong());
        }
        for (int i = 0; i < HALF; i++) {
            double radius = Math.sqrt(-2 * Log.log(1 - uniforms[i]));
            double angle = 2 * Math.PI * uniforms[i + HALF];
            out.set(at + i, Math.fma(radius * SinCos.cos(angle), std, mean));
            out.set(at + i + HALF, Math.fma(radius * SinCos.sin(angle), std, mean));
        }
    }
}
