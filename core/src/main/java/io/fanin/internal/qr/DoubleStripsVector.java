package io.fanin.internal.qr;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The vector twin. Lanes are neighbouring columns, so no sum crosses them and every width gives
/// the bits of [DoubleStripsScalar].
final class DoubleStripsVector extends DoubleStrips {
    private static final VectorSpecies<Double> SPECIES =
            Width.chosen(MethodHandles.lookup(), DoubleVector.SPECIES_PREFERRED, WIDTH);
    private static final int LANES = SPECIES.length();
    private static final int PAIR = 2 * LANES;

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
        for (int g = 0; g < groups; g++) {
            for (int c = 0; c < WIDTH; c += PAIR) {
                int to = at + GROUP * g * WIDTH + c;
                multiplyTile(depth, a, from + g * stride, b, start + c, product, to);
            }
        }
    }

    /// Four rows by two vectors: eight sums, as many as two units with a latency of four cycles
    /// need, and as many as C2 keeps in 16 registers beside their operands.
    private static void multiplyTile(
            int depth, double[] a, int from, double[] b, int start, double[] product, int at) {
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s20 = s00;
        DoubleVector s21 = s00;
        DoubleVector s30 = s00;
        DoubleVector s31 = s00;
        for (int k = 0; k < depth; k++) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, start + k * WIDTH);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, start + k * WIDTH + LANES);
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[from + k * GROUP]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[from + k * GROUP + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[from + k * GROUP + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[from + k * GROUP + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
        }
        add(s00, product, at);
        add(s01, product, at + LANES);
        add(s10, product, at + WIDTH);
        add(s11, product, at + WIDTH + LANES);
        add(s20, product, at + 2 * WIDTH);
        add(s21, product, at + 2 * WIDTH + LANES);
        add(s30, product, at + 3 * WIDTH);
        add(s31, product, at + 3 * WIDTH + LANES);
    }

    private static void add(DoubleVector sum, double[] product, int at) {
        DoubleVector.fromArray(SPECIES, product, at).add(sum).intoArray(product, at);
    }

    /// From the last pair of vectors down to the one that holds column `next`, because all of them
    /// read that column as it was.
    @Override
    public void sweep(
            double[] strip, int from, int to, int next, double[] weights, double[] products) {
        for (int c = WIDTH - PAIR; c + PAIR > next; c -= PAIR) {
            sweepPair(strip, from, to, next, weights, products, c);
        }
    }

    private static void sweepPair(
            double[] strip,
            int from,
            int to,
            int next,
            double[] weights,
            double[] products,
            int c) {
        DoubleVector w0 = DoubleVector.fromArray(SPECIES, weights, c);
        DoubleVector w1 = DoubleVector.fromArray(SPECIES, weights, c + LANES);
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        double weight = weights[next];
        int column = Math.max(0, next - 1);
        for (int i = from; i < to; i += 2) {
            int row = i * WIDTH;
            double head = strip[row + column];
            DoubleVector x = DoubleVector.broadcast(SPECIES, head);
            DoubleVector y =
                    DoubleVector.broadcast(SPECIES, Math.fma(head, weight, strip[row + next]));
            DoubleVector r0 = x.fma(w0, DoubleVector.fromArray(SPECIES, strip, row + c));
            DoubleVector r1 = x.fma(w1, DoubleVector.fromArray(SPECIES, strip, row + c + LANES));
            r0.intoArray(strip, row + c);
            r1.intoArray(strip, row + c + LANES);
            s00 = y.fma(r0, s00);
            s01 = y.fma(r1, s01);

            row += WIDTH;
            head = strip[row + column];
            x = DoubleVector.broadcast(SPECIES, head);
            y = DoubleVector.broadcast(SPECIES, Math.fma(head, weight, strip[row + next]));
            r0 = x.fma(w0, DoubleVector.fromArray(SPECIES, strip, row + c));
            r1 = x.fma(w1, DoubleVector.fromArray(SPECIES, strip, row + c + LANES));
            r0.intoArray(strip, row + c);
            r1.intoArray(strip, row + c + LANES);
            s10 = y.fma(r0, s10);
            s11 = y.fma(r1, s11);
        }
        add(s00.add(s10), products, c);
        add(s01.add(s11), products, c + LANES);
    }
}
