package io.fanin.internal.kernel;

import java.util.Arrays;

/// A jump of [Mt19937] over a number of words, in about a millisecond whatever the number.
///
/// Moving on by one word is a linear map whose characteristic polynomial `P` is known, so that
/// moving on by `n` is the polynomial `x^n mod P` of that map: an exclusive or of about 10,000
/// states, all among the 20,592 words that follow. Those are added four coefficients at a time:
/// stretches of words whose four are the same share a sum, and the 16 sums are then put together.
///
/// Source: Haramoto, Matsumoto, Nishimura, Panneton and L'Ecuyer 2008, "Efficient jump ahead for
/// F2-linear random number generators", doi:10.1287/ijoc.1070.0251.
final class JumpAhead {
    private static final int SIZE = Mt19937.SIZE;

    /// Bits of the polynomial that are looked at together. With more, the sums would not stay in a
    /// nearest cache of 48 kB.
    private static final int BITS = 4;

    private static final int PATTERNS = 1 << BITS;

    /// Words of a stretch: those of a state and as many as the bits' shifts reach.
    private static final int STRETCH = SIZE + BITS - 1;

    /// Words that a jump looks at: the first, and a stretch for each bit that the polynomial has.
    private static final int WORDS = CharacteristicPolynomial.LONGS * Long.SIZE + SIZE;

    private final long words;

    /// `x^(n - 1)` for a jump of `n` words, empty for a jump of none.
    private final long[] polynomial;

    private JumpAhead(long words, long[] polynomial) {
        this.words = words;
        this.polynomial = polynomial;
    }

    /// The jump over `words` words, an unsigned number. It takes more time than applying it.
    static JumpAhead by(long words) {
        return new JumpAhead(
                words, words == 0 ? new long[0] : CharacteristicPolynomial.power(words - 1));
    }

    long words() {
        return words;
    }

    /// Turns the first 624 of `state`, the untempered words `w[k]` to `w[k + 623]`, into `w[k +
    /// words]` to `w[k + words + 623]`. All bits but the lowest 31 of `w[k]` count; when `words` is
    /// 0, nothing changes.
    void apply(int[] state, Kernel kernel) {
        if (words != 0) {
            gather(sums(following(state, kernel)), state);
        }
    }

    /// The words from `w[k]` on.
    private static int[] following(int[] state, Kernel kernel) {
        int[] words = new int[WORDS];
        System.arraycopy(state, 0, words, 0, SIZE);
        kernel.twist(words, 0, WORDS - SIZE);
        return words;
    }

    /// For each pattern of bits, the sum of the stretches at which it stands in the polynomial.
    /// Starting one word late keeps out the 31 bits of `w[k]` that don't count, and may be no part
    /// of the sequence.
    private int[][] sums(int[] following) {
        int[][] sums = new int[PATTERNS][STRETCH];
        int[] stretch = new int[STRETCH];
        for (int i = 0; i < polynomial.length * Long.SIZE; i += BITS) {
            int pattern = (int) (polynomial[i / Long.SIZE] >>> i) & (PATTERNS - 1);
            System.arraycopy(following, 1 + i, stretch, 0, STRETCH);
            add(stretch, sums[pattern]);
        }
        return sums;
    }

    /// The compiler makes vectors of it only while both have one index. Calls of the vector module
    /// would take a third less time, but are at times boxed once they are inlined.
    private static void add(int[] from, int[] to) {
        for (int i = 0; i < STRETCH; i++) {
            to[i] ^= from[i];
        }
    }

    /// The sum, over the bits of all patterns, of each pattern's sum shifted by the bit's number.
    private static void gather(int[][] sums, int[] state) {
        Arrays.fill(state, 0, SIZE, 0);
        for (int pattern = 1; pattern < PATTERNS; pattern++) {
            for (int bit = 0; bit < BITS; bit++) {
                if ((pattern >>> bit & 1) == 1) {
                    for (int i = 0; i < SIZE; i++) {
                        state[i] ^= sums[pattern][i + bit];
                    }
                }
            }
        }
    }
}
