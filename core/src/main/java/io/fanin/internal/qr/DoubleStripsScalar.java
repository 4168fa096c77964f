package io.fanin.internal.qr;

/// Plain loops: the definition that [DoubleStripsVector] matches bit for bit.
final class DoubleStripsScalar extends DoubleStrips {
    /// Four neighbouring sums at a time, because one would wait for itself.
    @Override
    public void multiply(
            int groups,
            int depth,
            double[] a,
            int from,
            int stride,
            double[] b,
            int start,
            double[] product,
            int at) {
        for (int r = 0; r < GROUP * groups; r++) {
            int factors = from + r / GROUP * stride + r % GROUP;
            for (int c = 0; c < WIDTH; c += 4) {
                double s0 = 0;
                double s1 = 0;
                double s2 = 0;
                double s3 = 0;
                for (int k = 0; k < depth; k++) {
                    double factor = a[factors + k * GROUP];
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
            double[] strip, int from, int to, int next, double[] weights, double[] products) {
        double[] sums = new double[2 * WIDTH];
        int column = Math.max(0, next - 1);
        for (int i = from; i < to; i++) {
            int row = i * WIDTH;
            int run = (i - from) % 2 * WIDTH;
            double x = strip[row + column];
            double y = Math.fma(x, weights[next], strip[row + next]);
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
