package io.fanin.internal.kernel;

import java.util.Arrays;

/// Polynomials over GF(2) modulo the characteristic polynomial of [Mt19937].
///
/// A polynomial is an array of 312 longs; bit `i % 64` of long `i / 64` is the coefficient of
/// `x^i`. Remainders are left below degree 19968, where the longs end, not below 19937: a jump by
/// such a polynomial is the same.
final class CharacteristicPolynomial {
    /// Its degree, the generator's bits of state.
    static final int DEGREE = 19937;

    /// Longs of a polynomial.
    static final int LONGS = 312;

    /// Longs of a quotient that are reduced at once. The second highest exponent is 623 below the
    /// degree, so that nine longs would not reach their own products; eight divide 312.
    private static final int STEP = 8;

    /// The exponents below the degree; `JumpAheadTest` finds them in the generator's words.
    private static final int[] EXPONENTS = {
        0, 1189, 1416, 1585, 1643, 1870, 2493, 2773, 3000, 3227, 3454, 3681, 3908, 4135, 4362, 4753,
        5661, 6337, 6569, 7129, 7477, 7525, 7583, 7752, 7979, 8206, 9505, 9901, 9969, 10128, 10693,
        10761, 10920, 11089, 11147, 11157, 11215, 11321, 11374, 11384, 11485, 11611, 11712, 11717,
        11838, 11881, 11944, 11997, 12277, 12335, 12393, 12504, 12509, 12620, 12673, 12731, 12736,
        12789, 12905, 12958, 12963, 13137, 13185, 13190, 13243, 13301, 13412, 13528, 13533, 13639,
        13697, 13760, 13813, 13866, 14093, 14151, 14209, 14320, 14325, 14436, 14547, 14552, 14605,
        14721, 14774, 14779, 14953, 15001, 15006, 15059, 15117, 15228, 15344, 15349, 15455, 15513,
        15576, 15629, 15682, 15909, 15967, 16025, 16136, 16141, 16252, 16363, 16368, 16421, 16537,
        16590, 16595, 16817, 16822, 16875, 16933, 17044, 17160, 17271, 17329, 17445, 17498, 17725,
        17783, 17841, 17952, 18068, 18179, 18237, 18406, 18633, 18691, 18860, 19087, 19314
    };

    private CharacteristicPolynomial() {}

    /// The exponents of all terms, ascending.
    static int[] exponents() {
        int[] exponents = Arrays.copyOf(EXPONENTS, EXPONENTS.length + 1);
        exponents[EXPONENTS.length] = DEGREE;
        return exponents;
    }

    /// `x^exponent`, an unsigned number: 14 bits of it at once, then a square for each.
    static long[] power(long exponent) {
        int bits = Math.max(0, Long.SIZE - 14 - Long.numberOfLeadingZeros(exponent));
        int start = (int) (exponent >>> bits);
        long[] power = new long[LONGS];
        power[start / Long.SIZE] = 1L << start;
        long[] product = new long[2 * LONGS];
        while (bits > 0) {
            bits--;
            square(power, (int) (exponent >>> bits) & 1, product);
            reduce(product);
            System.arraycopy(product, 0, power, 0, LONGS);
        }
        return power;
    }

    /// `product = power² · x^odd`, `odd` 0 or 1. Squaring puts a zero between the bits.
    private static void square(long[] power, int odd, long[] product) {
        for (int i = 0; i < LONGS; i++) {
            product[2 * i] = spread(power[i] & 0xffffffffL) << odd;
            product[2 * i + 1] = spread(power[i] >>> 32) << odd;
        }
    }

    private static long spread(long half) {
        long x = (half | half << 16) & 0x0000ffff0000ffffL;
        x = (x | x << 8) & 0x00ff00ff00ff00ffL;
        x = (x | x << 4) & 0x0f0f0f0f0f0f0f0fL;
        x = (x | x << 2) & 0x3333333333333333L;
        return (x | x << 1) & 0x5555555555555555L;
    }

    /// Leaves the remainder in the lower half of `product`.
    private static void reduce(long[] product) {
        for (int from = 2 * LONGS - STEP; from >= LONGS; from -= STEP) {
            for (int exponent : EXPONENTS) {
                int bit = from * Long.SIZE - DEGREE + exponent;
                addShifted(product, from, bit / Long.SIZE, bit % Long.SIZE);
            }
        }
    }

    /// Adds [#STEP] longs from `from` on to those from `to` on, shifted left by less than a long.
    private static void addShifted(long[] product, int from, int to, int shift) {
        long carry = 0;
        for (int i = 0; i < STEP; i++) {
            long quotient = product[from + i];
            product[to + i] ^= quotient << shift | carry;
            carry = quotient >>> 1 >>> ~shift; // by 64 - shift, which may be 64
        }
        product[to + STEP] ^= carry;
    }
}
