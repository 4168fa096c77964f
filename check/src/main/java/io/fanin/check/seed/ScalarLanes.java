package io.fanin.check.seed;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.internal.kernel.Words;

/// Plain loops: the definition. The four chains don't wait for each other.
final class ScalarLanes implements SeedLanes {
    private static final int WIDTH = 4;

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void pass(int[] rows, int from, int to) {
        int at = (from - 1) * WIDTH;
        int a = rows[at];
        int b = rows[at + 1];
        int c = rows[at + 2];
        int d = rows[at + 3];
        for (int i = from; i < to; i++) {
            a = Mt19937.seeded(a, i);
            b = Mt19937.seeded(b, i);
            c = Mt19937.seeded(c, i);
            d = Mt19937.seeded(d, i);
        }
        at = (to - 1) * WIDTH;
        rows[at] = a;
        rows[at + 1] = b;
        rows[at + 2] = c;
        rows[at + 3] = d;
    }

    @Override
    public void fill(int[] rows, int from, int to) {
        for (int i = from; i < to; i++) {
            for (int lane = 0; lane < WIDTH; lane++) {
                rows[i * WIDTH + lane] = Mt19937.seeded(rows[(i - 1) * WIDTH + lane], i);
            }
        }
    }

    @Override
    public void twist(int[] rows, int from, int to) {
        for (int at = from * WIDTH; at < to * WIDTH; at++) {
            rows[at + Mt19937.SIZE * WIDTH] =
                    rows[at + Mt19937.SHIFT * WIDTH] ^ Mt19937.mix(rows[at], rows[at + WIDTH]);
        }
    }

    @Override
    public boolean anyPasses(int[] rows, int position, WordTest test) {
        int at = (Mt19937.SIZE + position + test.offset()) * WIDTH;
        for (int lane = 0; lane < WIDTH; lane++) {
            if (test.passes(Words.temper(rows[at + lane]))) {
                return true;
            }
        }
        return false;
    }
}
