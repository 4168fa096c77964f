package io.fanin.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JumpAheadTest {
    private static final long SEED = 20260601;

    /// The untempered words of seed 5489 in order, the block that seeding left first.
    private static final int[] WORDS = words(1_002_500 / Mt19937.SIZE + 1);

    @ParameterizedTest(name = "{0} words")
    @ValueSource(
            ints = {
                1, 2, 226, 227, 228, 396, 397, 623, 624, 625, 1247, 1248, 19936, 19937, 19938,
                19967, 19968, 19969, 20591, 20592, 20593, 1_000_000
            })
    void jumpingGivesTheWordsThatFollow(int words) {
        for (int start : new int[] {0, 1, 2, 623, 624, 625, 1000, 1871}) {
            int[] state = stateAt(start);
            jump(state, words);
            assertThat(state).as("from word %d", start).isEqualTo(stateAt(start + words));
        }
    }

    @Test
    void jumpingByAnyNumberUpToAMillionGivesTheWordsThatFollow() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200; i++) {
            int start = random.nextInt(2000);
            int words = 1 + random.nextInt(1_000_000);
            int[] state = stateAt(start);
            jump(state, words);
            assertThat(state)
                    .as("seed %d: from word %d by %d", SEED, start, words)
                    .isEqualTo(stateAt(start + words));
        }
    }

    @Test
    void jumpingByNoWordsChangesNothing() {
        int[] state = stateAt(0);
        jump(state, 0);
        assertThat(state).isEqualTo(stateAt(0));
    }

    @Test
    void theLowest31BitsOfTheFirstWordDoNotCount() {
        int[] state = stateAt(700);
        state[0] ^= 0x7fffffff;
        jump(state, 1);
        assertThat(state).isEqualTo(stateAt(701));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @MethodSource("pairs")
    void twoJumpsEqualOneBySum(String a, String b) {
        long first = Long.parseUnsignedLong(a);
        long second = Long.parseUnsignedLong(b);
        int[] twice = stateAt(0);
        jump(twice, first);
        jump(twice, second);

        int[] once = stateAt(0);
        jump(once, first + second);
        if (Long.compareUnsigned(first + second, first) < 0) { // the sum lost 2^64
            JumpAhead half = JumpAhead.by(1L << 63);
            half.apply(once, Kernels.chosen());
            half.apply(once, Kernels.chosen());
        }
        assertThat(twice).isEqualTo(once);
    }

    static String[][] pairs() {
        SplittableRandom random = new SplittableRandom(SEED);
        LongStream ends = LongStream.of(1, -1, -1, -1, -2, 1, Long.MAX_VALUE, 1L << 63, 1, 1 << 14);
        long[] numbers = LongStream.concat(ends, random.longs(40)).toArray();
        return IntStream.range(0, numbers.length / 2)
                .mapToObj(i ->
                        new String[] {
                            Long.toUnsignedString(numbers[2 * i]),
                            Long.toUnsignedString(numbers[2 * i + 1])
                        })
                .toArray(String[][]::new);
    }

    @Test
    void oneJumpCanBeAppliedAgainAndAgain() {
        JumpAhead jump = JumpAhead.by(99_999);
        int[] state = stateAt(0);
        for (int i = 1; i <= 10; i++) {
            jump.apply(state, Kernels.chosen());
            assertThat(state).isEqualTo(stateAt(99_999 * i));
        }
    }

    @Test
    void theExponentsAreThoseOfTheMinimalPolynomial() {
        Mt19937 words = Mt19937.seed(SEED);
        int length = 2 * CharacteristicPolynomial.DEGREE;
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < length; i++) {
            bits = (words.nextWord() & 1) == 0 ? bits : bits.setBit(i);
        }
        assertThat(minimalPolynomial(bits, length))
                .isEqualTo(CharacteristicPolynomial.exponents())
                .hasSize(135);
    }

    /// The exponents of the shortest linear recurrence that gives the bits: Massey 1969,
    /// "Shift-register synthesis and BCH decoding".
    private static int[] minimalPolynomial(BigInteger bits, int length) {
        BigInteger connection = BigInteger.ONE;
        BigInteger previous = BigInteger.ONE;
        BigInteger seen = BigInteger.ZERO; // the last bit first
        int degree = 0;
        int since = 1;
        for (int i = 0; i < length; i++) {
            seen = seen.shiftLeft(1).or(bits.testBit(i) ? BigInteger.ONE : BigInteger.ZERO);
            if (connection.and(seen).bitCount() % 2 == 0) {
                since++;
                continue;
            }
            BigInteger corrected = connection.xor(previous.shiftLeft(since));
            if (2 * degree <= i) {
                degree = i + 1 - degree;
                previous = connection;
                since = 0;
            }
            connection = corrected;
            since++;
        }
        int top = degree;
        BigInteger found = connection;
        return IntStream.rangeClosed(0, top).filter(e -> found.testBit(top - e)).toArray();
    }

    private static void jump(int[] state, long words) {
        JumpAhead.by(words).apply(state, Kernels.chosen());
    }

    private static int[] stateAt(int start) {
        return Arrays.copyOfRange(WORDS, start, start + Mt19937.SIZE);
    }

    private static int[] words(int blocks) {
        Mt19937 generator = Mt19937.seed(5489);
        int[] words = new int[blocks * Mt19937.SIZE];
        for (int i = 0; i < words.length; i += Mt19937.SIZE) {
            System.arraycopy(generator.state(), 0, words, i, Mt19937.SIZE);
            generator.skip(Mt19937.SIZE);
        }
        return words;
    }
}
