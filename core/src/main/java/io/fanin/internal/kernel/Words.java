package io.fanin.internal.kernel;

/// What becomes of the Mersenne Twister's words.
final class Words {
    private Words() {}

    /// The word as the generator gives it out.
    static int temper(int raw) {
        int y = raw ^ (raw >>> 11);
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /// The float in [0, 1) made of the low 24 bits of a word.
    static float unitFloat(int word) {
        return (word & 0xffffff) * 0x1p-24f;
    }

    /// The double in [0, 1) made of the low 53 bits of two words, of which the first is the upper
    /// half.
    static double unitDouble(int first, int second) {
        long bits = ((long) first << 32 | Integer.toUnsignedLong(second)) & ((1L << 53) - 1);
        return bits * 0x1p-53;
    }

    /// The number in [0, 1) made of the low `bits` bits of a word, as the half-precision types take
    /// it.
    static float unitHalf(int word, int bits) {
        int mask = (1 << bits) - 1;
        return (word & mask) * (1f / (1 << bits));
    }
}
