package io.fanin.internal.kernel;

import io.fanin.internal.libm.LogF;
import io.fanin.internal.libm.SinCos;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;

/// Sixteen float16 or bfloat16 normals. Every operation is done in float32 and rounded to the type,
/// but for float16 in PyTorch 1.13, which rounds the radius, the angle and the result alone
/// (`roundsEachStep` false).
public final class HalfBlock implements NormalKernel.Block {
    private static final int HALF = NormalKernel.BLOCK / 2;

    private final DType dtype;
    private final float mean;
    private final float std;
    private final boolean roundsEachStep;
    private final int bits;

    public HalfBlock(DType dtype, double mean, double std, boolean roundsEachStep) {
        this.dtype = dtype;
        this.mean = (float) dtype.round(mean);
        this.std = (float) dtype.round(std);
        this.roundsEachStep = roundsEachStep;
        this.bits = dtype == DType.BF16 ? 8 : 11;
    }

    @Override
    public void draw(Mt19937 words, Tensor out, long at) {
        float[] uniforms = new float[NormalKernel.BLOCK];
        int mask = (1 << bits) - 1;
        for (int i = 0; i < uniforms.length; i++) {
            uniforms[i] = (words.nextWord() & mask) * (1f / (1 << bits));
        }
        for (int i = 0; i < HALF; i++) {
            float radius =
                    round((float) Math.sqrt(step(-2 * step(LogF.logf(step(1 - uniforms[i]))))));
            float angle = round((float) (2 * Math.PI * uniforms[i + HALF]));
            out.set(at + i, scale(radius, step((float) SinCos.cos(angle))));
            out.set(at + i + HALF, scale(radius, step((float) SinCos.sin(angle))));
        }
    }

    private float scale(float radius, float direction) {
        return roundsEachStep
                ? step(step(radius * direction) * std) + mean
                : Math.fma(radius * direction, std, mean);
    }

    private float step(float value) {
        return roundsEachStep ? round(value) : value;
    }

    private float round(float value) {
        return (float) dtype.round(value);
    }
}
