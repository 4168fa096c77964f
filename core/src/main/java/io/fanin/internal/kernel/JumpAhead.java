package io.fanin.internal.kernel;

import java.util.Arrays;

/// A jump of [Mt19937] over a number of words, in about a millisecond whatever the number.
///
/// Moving on by one word is a linear map whose characteristic polynomial `P` is known, so that
/// moving on by `n` is the polynomial `x^n mod P` of that map: an exclusive or of about 10,000
/// states, all among the 20,592 words that follow. Those are added a byte of coefficients at a
/// time: stretches of words whose byte is the same share a sum, and the 256 sums are then put
/// together.
///
/// Source: Haramoto, Matsumoto, Nishimura, Panneton and L'Ecuyer 2008, "Efficient jump ahead for
/// F2-linear random number generators", doi:10.1287/ijoc.1070.0251.
public final class JumpAhead {
    private static final int SIZE = Mt19937.SIZE;

    /// Longs of a stretch: the 624 words of a state and the 8 that a byte's shifts reach.
    private static final int STRETCH = SIZE / 2 + Byte.SIZE / 2;

    private static final int PATTERNS = 1 << Byte.SIZE;

    /// `x^(n - 1)` for a jump of `n` words, empty for a jump of none.
    private final long[] polynomial;

    private JumpAhead(long[] polynomial) {
        this.polynomial = polynomial;
    }

    /// The jump over `words` words, an unsigned number.
    public static JumpAhead by(long words) {
        return new JumpAhead(words == 0 ? new long[0] : CharacteristicPolynomial.power(words - 1));
    }

    /// Turns the untempered words `w[k]` to `w[k + 623]` into `w[k + words]` to `w[k + words +
    /// 623]`, `words` an unsigned number. All bits but the lowest 31 of `w[k]` count; when `words`
    /// is 0, nothing changes.
    public static void jump(int[] state, long words) {
        by(words).apply(state);
    }

    /// Jumps, as [#jump(int[], long)] does.
    public void apply(int[] state) {
        if (polynomial.length > 0) {
            gather(sums(following(state)), state);
        }
    }

    /// The words from `w[k + 1]` on, two to a long, the first in the lower half. Starting one word
    /// late keeps out the 31 bits of `w[k]` that don't count, and may be no part of the sequence.
    private static long[] following(int[] state) {
        int[] words = new int[CharacteristicPolynomial.LONGS * Long.SIZE + SIZE + 1];
        System.arraycopy(state, 0, words, 0, SIZE);
        for (int i = SIZE; i < words.length; i++) {
            int twisted = Mt19937.mix(words[i - SIZE], words[i - SIZE + 1]);
            words[i] = words[i - SIZE + Mt19937.SHIFT] ^ twisted;
        }
        long[] pairs = new long[words.length / 2];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = Integer.toUnsignedLong(words[2 * i + 1]) | (long) words[2 * i + 2] << 32;
        }
        return pairs;
    }

    /// For each byte, the sum of the stretches at which it stands in the polynomial.
    private long[][] sums(long[] pairs) {
        long[][] sums = new long[PATTERNS][STRETCH];
        long[] stretch = new long[STRETCH];
        for (int i = 0; i < polynomial.length * Long.BYTES; i++) {
            int shift = i % Long.BYTES * Byte.SIZE;
            int pattern = (int) (polynomial[i / Long.BYTES] >>> shift) & (PATTERNS - 1);
            System.arraycopy(pairs, i * Byte.SIZE / 2, stretch, 0, STRETCH);
            add(stretch, sums[pattern]);
        }
        return sums;
    }

    /// The sum, over the bits of all bytes, of each byte's sum shifted by the bit's number.
    private static void gather(long[][] sums, int[] state) {
        Arrays.fill(state, 0);
        for (int bit = Byte.SIZE - 1; bit >= 0; bit--) {
            int half = 1 << bit;
            for (int pattern = 1; pattern < half; pattern++) {
                add(sums[half + pattern], sums[half]);
                add(sums[half + pattern], sums[pattern]);
            }
            for (int i = 0; i < SIZE; i++) {
                int word = i + bit;
                int shift = word % 2 * Integer.SIZE;
                state[i] ^= (int) (sums[half][word / 2] >>> shift);
            }
        }
    }

    /// The compiler makes vectors of it only while both have one index.
    private static void add(long[] from, long[] to) {
        for (int i = 0; i < STRETCH; i++) {
            to[i] ^= from[i];
        }
    }
}
