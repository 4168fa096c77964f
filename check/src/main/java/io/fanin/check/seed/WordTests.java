package io.fanin.check.seed;

import io.fanin.internal.kernel.NormalBlocks;
import io.fanin.internal.kernel.Words;
import io.fanin.law.Normal;
import io.fanin.law.Uniform;
import io.fanin.tensor.DType;
import java.util.ArrayList;
import java.util.List;

/// What values say of the words that they were made of. The tests let every word pass that may be
/// the right one, and few others: rounding is allowed for with room to spare.
final class WordTests {
    /// So many values tell enough.
    private static final int VALUES = 64;

    private static final int BITS_OF_WORD = 32;

    /// Times a type's precision that a chain of its operations may be off.
    private static final double OPERATIONS = 8;

    private static final double TURN = 2 * Math.PI;

    private final Observed values;
    private final long count;
    private final DType dtype;
    private final List<WordTest> tests = new ArrayList<>();

    private WordTests(Observed values, long count, DType dtype) {
        this.values = values;
        this.count = count;
        this.dtype = dtype;
    }

    /// @param count values of the whole tensor
    static List<WordTest> of(Uniform law, Observed values, long count, DType dtype) {
        WordTests tests = new WordTests(values, count, dtype);
        tests.uniforms(law);
        return List.copyOf(tests.tests);
    }

    /// The same for a normal law.
    static List<WordTest> of(Normal law, Observed values, long count, DType dtype) {
        WordTests tests = new WordTests(values, count, dtype);
        tests.normals(law);
        return List.copyOf(tests.tests);
    }

    private int known() {
        return (int) Math.min(values.count(), VALUES);
    }

    private void uniforms(Uniform law) {
        double from = dtype.round(law.lower());
        double range = dtype.round(dtype.round(law.upper()) - from);
        double slack = Math.max(Math.abs(from), Math.abs(law.upper())) * precision(dtype);
        int each = Words.perUniform(dtype);
        for (int i = 0; i < known(); i++) {
            unit(
                    i * each,
                    Words.bitsOfUniform(dtype),
                    (values.lower(i) - slack - from) / range,
                    (values.upper(i) + slack - from) / range);
        }
    }

    /// Values come in pairs, which a radius and an angle make: alone, neither says anything.
    private void normals(Normal law) {
        int half = NormalBlocks.SIZE / 2;
        if (count < NormalBlocks.SIZE) {
            for (int i = 0; i + 1 < known(); i += 2) {
                pair(law, i, i + 1, 2 * i + 2, 2 * i, DType.F64);
            }
            return;
        }
        int each = Words.perUniform(dtype);
        long again = count % NormalBlocks.SIZE == 0 ? count : count - NormalBlocks.SIZE;
        for (int i = 0; i + half < known(); i++) {
            boolean last = i >= again;
            if ((last ? i - again : i) % NormalBlocks.SIZE < half && (last || i + half < again)) {
                int word = (int) (last ? count + i - again : i) * each;
                pair(law, i, i + half, word, word + half * each, dtype);
            }
        }
    }

    /// @param radius the word that the radius is made of
    /// @param computed the type that the standard normals are computed in
    private void pair(Normal law, int first, int second, int radius, int angle, DType computed) {
        int bits = Words.bitsOfUniform(computed);
        double around = Math.hypot(standard(law, first), standard(law, second));
        double slack = OPERATIONS * precision(computed) * (1 + around);
        Interval x = interval(law, first, slack);
        Interval y = interval(law, second, slack);
        unit(radius, bits, uniformOf(x.least(), y.least()), uniformOf(x.most(), y.most()));
        if (x.least() == 0 && y.least() == 0) {
            return;
        }
        double middle = Math.atan2(y.middle(), x.middle());
        double least = 0;
        double most = 0;
        for (double cos : new double[] {x.lower, x.upper}) {
            for (double sin : new double[] {y.lower, y.upper}) {
                double turn = Math.IEEEremainder(Math.atan2(sin, cos) - middle, TURN);
                least = Math.min(least, turn);
                most = Math.max(most, turn);
            }
        }
        around(angle, bits, (middle + least) / TURN, (middle + most) / TURN);
    }

    private double standard(Normal law, int number) {
        return ((values.lower(number) + values.upper(number)) / 2 - law.mean()) / law.std();
    }

    private Interval interval(Normal law, int number, double slack) {
        double lower = values.lower(number);
        double upper = values.upper(number);
        double wide =
                slack + Math.max(Math.abs(lower), Math.abs(upper)) * precision(dtype) / law.std();
        return new Interval(
                (lower - law.mean()) / law.std() - wide, (upper - law.mean()) / law.std() + wide);
    }

    private record Interval(double lower, double upper) {
        double middle() {
            return (lower + upper) / 2;
        }

        /// The least distance from 0.
        double least() {
            return lower <= 0 && upper >= 0 ? 0 : Math.min(Math.abs(lower), Math.abs(upper));
        }

        double most() {
            return Math.max(Math.abs(lower), Math.abs(upper));
        }
    }

    /// The uniform that gives the radius √(x² + y²).
    private static double uniformOf(double x, double y) {
        return -Math.expm1(-(x * x + y * y) / 2);
    }

    /// The word at `offset`, or that and the next, make a number between two of [0, 1).
    private void unit(int offset, int bits, double lower, double upper) {
        long most = (1L << bits) - 1;
        long from = Math.clamp((long) Math.floor(Math.scalb(lower, bits)) - 1, 0, most);
        long to = Math.clamp((long) Math.ceil(Math.scalb(upper, bits)) + 1, 0, most);
        span(offset, bits, from, to);
    }

    /// The same on a circle, where 0 follows 1.
    private void around(int offset, int bits, double lower, double upper) {
        span(
                offset,
                bits,
                (long) Math.floor(Math.scalb(lower, bits)) - 1,
                (long) Math.ceil(Math.scalb(upper, bits)) + 1);
    }

    private void span(int offset, int bits, long from, long to) {
        if (bits <= BITS_OF_WORD) {
            add(offset, bits, from, to);
            return;
        }
        long upperFrom = from >> BITS_OF_WORD;
        long upperTo = to >> BITS_OF_WORD;
        add(offset, bits - BITS_OF_WORD, upperFrom, upperTo);
        if (upperFrom == upperTo) {
            add(offset + 1, BITS_OF_WORD, from, to);
        }
    }

    private void add(int offset, int bits, long from, long to) {
        int mask = -1 >>> (BITS_OF_WORD - bits);
        if (to - from < Integer.toUnsignedLong(mask)) {
            tests.add(new WordTest(offset, mask, (int) from & mask, (int) (to - from)));
        }
    }

    /// The distance between two neighbours of 1.
    private static double precision(DType dtype) {
        return switch (dtype) {
            case F64 -> 0x1p-52;
            case F32 -> 0x1p-23;
            case F16 -> 0x1p-10;
            case BF16 -> 0x1p-7;
            case I64 -> throw new IllegalArgumentException("int64 values are not drawn");
        };
    }
}
