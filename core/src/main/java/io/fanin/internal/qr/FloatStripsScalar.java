package io.fanin.internal.qr;

/// Plain loops: the definition that [FloatStripsVector] matches bit for bit.
final class FloatStripsScalar extends FloatStrips {
    /// Four neighbouring sums at a time, because one would wait for itself.
    @Override
    public void multiply(
            int groups,
            int depth,
            float[] a,
            int from,
            int stride,
            float[] b,
            int start,
            float[] product,
            int at) {
        for (int r = 0; r < GROUP * groups; r++) {
            int factors = from + r / GROUP * stride + r % GROUP;
            for (int c = 0; c < WIDTH; c += 4) {
                float s0 = 0;
                float s1 = 0;
                float s2 = 0;
                float s3 = 0;
                for (int k = 0; k < depth; k++) {
                    float factor = a[factors + k * GROUP];
                    int row = start + k * WIDTH + c;
                    s0 = Math.fma(factor, b[row], s0);
                    s1 = Math.fma(factor, b[row + 1], s1);
                    s2 = Math.fma(factor, b[row + 2], s2);
                    s3 = Math.fma(factor, b[row + 3], s3);
                }
                int to = at + r * WIDTH + c;
                product[to] += s0;
                product[to + 1] += s1;
                product[to + 2] += s2;
                product[to + 3] += s3;
            }
        }
    }

    @Override
    public void sweep(
            float[] strip, int from, int to, int next, float[] weights, float[] products) {
        float[] sums = new float[2 * WIDTH];
        int column = Math.max(0, next - 1);
        for (int i = from; i < to; i++) {
            int row = i * WIDTH;
            int run = (i - from) % 2 * WIDTH;
            float x = strip[row + column];
            float y = Math.fma(x, weights[next], strip[row + next]);
            for (int c = next; c < WIDTH; c++) {
                strip[row + c] = Math.fma(x, weights[c], strip[row + c]);
                sums[run + c] = Math.fma(y, strip[row + c], sums[run + c]);
            }
        }
        for (int c = next; c < WIDTH; c++) {
            products[c] += sums[c] + sums[WIDTH + c];
        }
    }
}
