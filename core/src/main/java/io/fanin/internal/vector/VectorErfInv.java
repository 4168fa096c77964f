package io.fanin.internal.vector;

import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.SQRT;
import static jdk.incubator.vector.VectorOperators.ULT;

import io.fanin.internal.libm.ErfInvF;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// [ErfInvF] on arrays, with the same bits for every float, at any width. An instance owns 100 kB
/// of scratch and serves one thread.
///
/// Every value takes the central way, which is right for |y| ≤ 0.7. The others are then picked out
/// in three groups, by the interval of `erff` where their x lies; each group goes through its own
/// loops, which have no branches, and back to its places. What is left as NaN (a step in doubt, an
/// x in another interval than its y promised, |y| > 0.9999 and the smallest ones) is about one
/// value in 10,000 and goes through the scalar twin.
///
/// Loops are short, and all that they share is in arrays: the processor waits less, and no vector
/// crosses a call, which would box it.
public final class VectorErfInv {
    private static final VectorSpecies<Integer> INTS = VectorWidth.INTS;
    private static final VectorSpecies<Float> FLOATS = VectorWidth.FLOATS;
    private static final int LANES = FLOATS.length();

    /// Values that go through the loops together.
    static final int BLOCK = 1024;

    /// Loops over doubles read and write a whole vector of floats for each half, and compressing
    /// stores whole vectors.
    private static final int SIZE = BLOCK + LANES;

    private static final float CENTRAL = 0.7f;

    /// Where `erff` changes its formula, and about its values there.
    private static final float FIRST = 0.84375f;

    private static final float SECOND = 1.25f;
    private static final float THIRD = 0x1.6db6dcp1f;
    private static final float ERF_FIRST = 0.76721317f;
    private static final float ERF_SECOND = 0.92290014f;
    private static final float ERF_NEARLY_THIRD = 0.9999f;

    private final boolean compresses;
    private final float[] y = new float[SIZE];
    private final float[] x = new float[SIZE];
    private final float[] outerY = new float[SIZE];
    private final float[] outerX = new float[SIZE];
    private final int[] places = new int[SIZE];
    private final float[] erf = new float[SIZE];
    private final float[] slopes = new float[SIZE];
    private final VectorLogF.Scratch logs = new VectorLogF.Scratch(SIZE);
    private final VectorErfF.Scratch powers = new VectorErfF.Scratch(SIZE);

    /// NEON has no instruction that compresses a vector, and the substitute boxes it.
    public VectorErfInv() {
        this(!"aarch64".equals(System.getProperty("os.arch")));
    }

    /// @param compresses whether vectors are compressed to pick values out, which changes no bit
    VectorErfInv(boolean compresses) {
        this.compresses = compresses;
    }

    /// Replaces the first `count` values by their inverse error functions. For repeated calls keep
    /// an instance.
    static void erfinv(float[] values, int count) {
        new VectorErfInv().replace(values, 0, count);
    }

    /// Replaces `count` values, from the place `from` on, by their inverse error functions.
    public void replace(float[] values, int from, int count) {
        for (int done = 0; done < count; done += BLOCK) {
            replaceBlock(values, from + done, Math.min(BLOCK, count - done));
        }
    }

    private void replaceBlock(float[] values, int from, int count) {
        System.arraycopy(values, from, y, 0, count);
        int whole = whole(count);
        Arrays.fill(y, count, whole, 0.5f);
        startCentral(y, x, whole);
        VectorErfF.central(x, erf, whole);
        VectorNewton.centralSlopes(y, x, slopes, whole);
        VectorNewton.step(y, x, erf, slopes, whole);
        VectorErfF.central(x, erf, whole);
        VectorNewton.step(y, x, erf, slopes, whole);
        replaceGroup(CENTRAL, ERF_FIRST, 0, FIRST, whole);
        replaceGroup(ERF_FIRST, ERF_SECOND, FIRST, SECOND, whole);
        replaceGroup(ERF_SECOND, ERF_NEARLY_THIRD, SECOND, THIRD, whole);
        mend(y, x, whole);
        System.arraycopy(x, 0, values, from, count);
    }

    /// The count rounded up to whole vectors.
    private static int whole(int count) {
        return (count + LANES - 1) & -LANES;
    }

    /// Solves for `above` < |y| ≤ `to`, as far as x is in [`least`, `most`).
    private void replaceGroup(float above, float to, float least, float most, int count) {
        int from = Float.floatToRawIntBits(above) + 1;
        int span = Float.floatToRawIntBits(to) + 1 - from;
        int some = compresses ? select(from, span, count) : selectEach(from, span, count);
        int whole = whole(some);
        startOuter(outerY, outerX, logs, whole);
        for (int step = 0; step < 2; step++) {
            erf(most, whole);
            VectorNewton.outerSlopes(outerX, slopes, least, most, whole);
            VectorNewton.step(outerY, outerX, erf, slopes, whole);
        }
        for (int i = 0; i < some; i++) {
            int place = places[i];
            x[place] = Math.copySign(outerX[i], y[place]);
        }
    }

    private void erf(float most, int count) {
        if (most == FIRST) {
            VectorErfF.central(outerX, erf, count);
        } else if (most == SECOND) {
            VectorErfF.nearOne(outerX, erf, count);
        } else {
            VectorErfF.tail(outerX, erf, count, powers);
        }
    }

    /// Copies |y| and the places of those whose bits are in [from, from + span); returns how many
    /// those are.
    private int select(int from, int span, int count) {
        IntVector index = IntVector.broadcast(INTS, 0).addIndex(1);
        int some = 0;
        for (int i = 0; i < count; i += LANES) {
            IntVector bits =
                    FloatVector.fromArray(FLOATS, y, i).reinterpretAsInts().and(0x7fffffff);
            VectorMask<Integer> mask = bits.sub(from).compare(ULT, span);
            bits.compress(mask).reinterpretAsFloats().intoArray(outerY, some);
            index.add(i).compress(mask).intoArray(places, some);
            some += mask.trueCount();
        }
        return some;
    }

    /// The same without vectors, and without branches, which nobody could predict.
    private int selectEach(int from, int span, int count) {
        int some = 0;
        for (int i = 0; i < count; i++) {
            int bits = Float.floatToRawIntBits(y[i]) & 0x7fffffff;
            outerY[some] = Float.intBitsToFloat(bits);
            places[some] = i;
            int past = bits - from;
            some += (~past & (past - span)) >>> 31;
        }
        return some;
    }

    private static void startCentral(float[] y, float[] x, int count) {
        FloatVector a0 = FloatVector.broadcast(FLOATS, 0.8862269f);
        FloatVector a1 = FloatVector.broadcast(FLOATS, -1.6453496f);
        FloatVector a2 = FloatVector.broadcast(FLOATS, 0.91462487f);
        FloatVector a3 = FloatVector.broadcast(FLOATS, -0.14054333f);
        FloatVector b0 = FloatVector.broadcast(FLOATS, -2.1183777f);
        FloatVector b1 = FloatVector.broadcast(FLOATS, 1.4427105f);
        FloatVector b2 = FloatVector.broadcast(FLOATS, -0.3290975f);
        FloatVector b3 = FloatVector.broadcast(FLOATS, 0.012229801f);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, i);
            FloatVector z = v.mul(v);
            FloatVector p = a3.fma(z, a2).fma(z, a1).fma(z, a0);
            FloatVector q = b3.fma(z, b2).fma(z, b1).fma(z, b0).fma(z, one);
            v.mul(p).div(q).intoArray(x, i);
        }
    }

    private static void startOuter(float[] y, float[] x, VectorLogF.Scratch logs, int count) {
        FloatVector c0 = FloatVector.broadcast(FLOATS, -1.9708405f);
        FloatVector c1 = FloatVector.broadcast(FLOATS, -1.6249065f);
        FloatVector c2 = FloatVector.broadcast(FLOATS, 3.4295678f);
        FloatVector c3 = FloatVector.broadcast(FLOATS, 1.6413453f);
        FloatVector d0 = FloatVector.broadcast(FLOATS, 3.5438893f);
        FloatVector d1 = FloatVector.broadcast(FLOATS, 1.6370678f);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int i = 0; i < count; i += LANES) {
            one.sub(FloatVector.fromArray(FLOATS, y, i)).mul(0.5f).intoArray(x, i);
        }
        VectorLogF.minusLogf(x, count, logs);
        for (int i = 0; i < count; i += LANES) {
            FloatVector z = FloatVector.fromArray(FLOATS, x, i).lanewise(SQRT);
            FloatVector p = c3.fma(z, c2).fma(z, c1).fma(z, c0);
            FloatVector q = d1.fma(z, d0).fma(z, one);
            p.div(q).intoArray(x, i);
        }
    }

    private static void mend(float[] y, float[] x, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, i);
            if (v.compare(NE, v).anyTrue()) {
                mendEach(y, x, i);
            }
        }
    }

    private static void mendEach(float[] y, float[] x, int from) {
        for (int i = from; i < from + LANES; i++) {
            if (Float.isNaN(x[i])) {
                x[i] = ErfInvF.erfinvf(y[i]);
            }
        }
    }
}
