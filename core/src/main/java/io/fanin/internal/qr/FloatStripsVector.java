package io.fanin.internal.qr;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The vector twin. Lanes are neighbouring columns, so no sum crosses them and every width gives
/// the bits of [FloatStripsScalar].
final class FloatStripsVector extends FloatStrips {
    private static final VectorSpecies<Float> SPECIES =
            Width.chosen(MethodHandles.lookup(), FloatVector.SPECIES_PREFERRED, WIDTH);
    private static final int LANES = SPECIES.length();
    private static final int PAIR = 2 * LANES;

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
            int depth, float[] a, int from, float[] b, int start, float[] product, int at) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        FloatVector s20 = s00;
        FloatVector s21 = s00;
        FloatVector s30 = s00;
        FloatVector s31 = s00;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, start + k * WIDTH);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, start + k * WIDTH + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[from + k * GROUP]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[from + k * GROUP + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[from + k * GROUP + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[from + k * GROUP + 3]);
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

    private static void add(FloatVector sum, float[] product, int at) {
        FloatVector.fromArray(SPECIES, product, at).add(sum).intoArray(product, at);
    }

    /// From the last pair of vectors down to the one that holds column `next`, because all of them
    /// read that column as it was.
    @Override
    public void sweep(
            float[] strip, int from, int to, int next, float[] weights, float[] products) {
        for (int c = WIDTH - PAIR; c + PAIR > next; c -= PAIR) {
            sweepPair(strip, from, to, next, weights, products, c);
        }
    }

    private static void sweepPair(
            float[] strip, int from, int to, int next, float[] weights, float[] products, int c) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, weights, c);
        FloatVector w1 = FloatVector.fromArray(SPECIES, weights, c + LANES);
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        float weight = weights[next];
        int column = Math.max(0, next - 1);
        for (int i = from; i < to; i += 2) {
            int row = i * WIDTH;
            float head = strip[row + column];
            FloatVector x = FloatVector.broadcast(SPECIES, head);
            FloatVector y =
                    FloatVector.broadcast(SPECIES, Math.fma(head, weight, strip[row + next]));
            FloatVector r0 = x.fma(w0, FloatVector.fromArray(SPECIES, strip, row + c));
            FloatVector r1 = x.fma(w1, FloatVector.fromArray(SPECIES, strip, row + c + LANES));
            r0.intoArray(strip, row + c);
            r1.intoArray(strip, row + c + LANES);
            s00 = y.fma(r0, s00);
            s01 = y.fma(r1, s01);

            row += WIDTH;
            head = strip[row + column];
            x = FloatVector.broadcast(SPECIES, head);
            y = FloatVector.broadcast(SPECIES, Math.fma(head, weight, strip[row + next]));
            r0 = x.fma(w0, FloatVector.fromArray(SPECIES, strip, row + c));
            r1 = x.fma(w1, FloatVector.fromArray(SPECIES, strip, row + c + LANES));
            r0.intoArray(strip, row + c);
            r1.intoArray(strip, row + c + LANES);
            s10 = y.fma(r0, s10);
            s11 = y.fma(r1, s11);
        }
        add(s00.add(s10), products, c);
        add(s01.add(s11), products, c + LANES);
    }
}
