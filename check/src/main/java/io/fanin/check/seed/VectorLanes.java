package io.fanin.check.seed;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ULE;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.internal.kernel.Words;
import io.fanin.internal.vector.VectorWidth;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Vectors of generators. Each step of the seeding waits for the one before, so that four vectors
/// go side by side.
final class VectorLanes implements SeedLanes {
    private static final VectorSpecies<Integer> INTS = VectorWidth.INTS;
    private static final int LANES = INTS.length();
    private static final int VECTORS = 4;
    private static final int WIDTH = VECTORS * LANES;

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void pass(int[] rows, int from, int to) {
        int at = (from - 1) * WIDTH;
        IntVector a = IntVector.fromArray(INTS, rows, at);
        IntVector b = IntVector.fromArray(INTS, rows, at + LANES);
        IntVector c = IntVector.fromArray(INTS, rows, at + 2 * LANES);
        IntVector d = IntVector.fromArray(INTS, rows, at + 3 * LANES);
        for (int i = from; i < to; i++) {
            IntVector number = IntVector.broadcast(INTS, i);
            a = seeded(a, number);
            b = seeded(b, number);
            c = seeded(c, number);
            d = seeded(d, number);
        }
        at = (to - 1) * WIDTH;
        a.intoArray(rows, at);
        b.intoArray(rows, at + LANES);
        c.intoArray(rows, at + 2 * LANES);
        d.intoArray(rows, at + 3 * LANES);
    }

    @Override
    public void fill(int[] rows, int from, int to) {
        int at = (from - 1) * WIDTH;
        IntVector a = IntVector.fromArray(INTS, rows, at);
        IntVector b = IntVector.fromArray(INTS, rows, at + LANES);
        IntVector c = IntVector.fromArray(INTS, rows, at + 2 * LANES);
        IntVector d = IntVector.fromArray(INTS, rows, at + 3 * LANES);
        for (int i = from; i < to; i++) {
            IntVector number = IntVector.broadcast(INTS, i);
            at += WIDTH;
            a = seeded(a, number);
            b = seeded(b, number);
            c = seeded(c, number);
            d = seeded(d, number);
            a.intoArray(rows, at);
            b.intoArray(rows, at + LANES);
            c.intoArray(rows, at + 2 * LANES);
            d.intoArray(rows, at + 3 * LANES);
        }
    }

    private static IntVector seeded(IntVector before, IntVector number) {
        return before.lanewise(LSHR, 30).lanewise(XOR, before).mul(Mt19937.SEEDING).add(number);
    }

    @Override
    public void twist(int[] rows, int from, int to) {
        for (int at = from * WIDTH; at < to * WIDTH; at += LANES) {
            IntVector upper = IntVector.fromArray(INTS, rows, at).and(0x80000000);
            IntVector lower = IntVector.fromArray(INTS, rows, at + WIDTH);
            IntVector odd = lower.and(1).neg().and(Mt19937.TWIST);
            IntVector.fromArray(INTS, rows, at + Mt19937.SHIFT * WIDTH)
                    .lanewise(XOR, lower.and(0x7fffffff).or(upper).lanewise(LSHR, 1))
                    .lanewise(XOR, odd)
                    .intoArray(rows, at + Mt19937.SIZE * WIDTH);
        }
    }

    @Override
    public boolean anyPasses(int[] rows, int position, WordTest test) {
        int at = (Mt19937.SIZE + position + test.offset()) * WIDTH;
        int mask = test.mask();
        int first = test.first();
        int span = test.span();
        for (int end = at + WIDTH; at < end; at += LANES) {
            IntVector word = temper(IntVector.fromArray(INTS, rows, at));
            if (word.sub(first).and(mask).compare(ULE, span).anyTrue()) {
                return true;
            }
        }
        return false;
    }

    private static IntVector temper(IntVector raw) {
        IntVector y = raw.lanewise(XOR, raw.lanewise(LSHR, 11));
        y = y.lanewise(XOR, y.lanewise(LSHL, 7).and(Words.TEMPER_B));
        y = y.lanewise(XOR, y.lanewise(LSHL, 15).and(Words.TEMPER_C));
        return y.lanewise(XOR, y.lanewise(LSHR, 18));
    }
}
