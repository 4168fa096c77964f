package io.fanin.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Mt19937Test {
    private static final long SEED = 20260602;

    /// Where the skips begin: words drawn before.
    private static final int[] STARTS = {0, 1, 300, 623, 624, 625, 1247, 1248, 5000};

    /// The first words of `std::mt19937`, whose default seed is 5489.
    @Test
    void seed5489GivesTheWordsOfTheCppStandardLibrary() {
        Mt19937 words = Mt19937.seed(5489);
        long[] first = IntStream.range(0, 5).mapToLong(_ -> unsigned(words.nextWord())).toArray();
        assertThat(first)
                .containsExactly(3499211612L, 581869302L, 3890346734L, 3586334585L, 545404204L);
    }

    /// ISO C++ requires this word of `std::mt19937`.
    @Test
    void theTenThousandthWordOfSeed5489Is4123659995() {
        Mt19937 words = Mt19937.seed(5489);
        draw(words, 9_999);
        assertThat(unsigned(words.nextWord())).isEqualTo(4123659995L);
    }

    @ParameterizedTest(name = "{0} words")
    @ValueSource(
            longs = {
                0, 1, 2, 226, 227, 228, 396, 397, 623, 624, 625, 1247, 1248, 1249, 19936, 19937,
                19938, 1_000_000
            })
    void skippingEqualsDrawing(long count) {
        assertSkippingEqualsDrawing(count);
    }

    /// Where twisting ends and jumping begins.
    @ParameterizedTest(name = "the blocks of the first jump and {0} words")
    @ValueSource(longs = {-1249, -1248, -625, -624, -1, 0, 1, 623, 624, 625})
    void skippingEqualsDrawingAroundTheFirstJump(long more) {
        assertSkippingEqualsDrawing(Mt19937.JUMP_BLOCKS * 624L + more);
    }

    /// The second skip and the copy's know the first one's jump, which is a multiple of steps wide;
    /// the rest is twisted, within the line or beyond it.
    @ParameterizedTest(name = "a whole number of steps and {0} words")
    @ValueSource(longs = {0, 1, 2, 623, 624, 625, 1248, 2496, 2497, 5000, 39_935})
    void skippingAsFarAsBeforeEqualsDrawing(long more) {
        long steps = Mt19937.JUMP_BLOCKS / Mt19937.JUMP_STEP + 1;
        long count = steps * Mt19937.JUMP_STEP * 624 + more;
        Mt19937 drawn = Mt19937.seed(SEED);
        for (int start : STARTS) {
            Mt19937 skipped = started(start);
            skipped.skip(count);
            skipped.skip(count);
            Mt19937 copy = skipped.copy();
            copy.skip(count);
            skipped.skip(count);
            draw(drawn, start + 3 * count - drawn.drawn());
            assertSame(copy, drawn, "copy, seed " + SEED + ", start " + start);
            assertSame(skipped, drawn, "seed " + SEED + ", start " + start);
        }
    }

    /// Some distances come again at once, some when their jumps are forgotten.
    @Test
    void skippingByMoreDistancesThanAreKeptEqualsDrawing() {
        Mt19937 skipped = started(300);
        Mt19937 once = started(300);
        long sum = 0;
        for (int i = 0; i < 60; i++) {
            int step = i % 2 == 0 ? i % 6 : i % 22;
            long count = (Mt19937.JUMP_BLOCKS + (long) Mt19937.JUMP_STEP * step) * 624;
            skipped.skip(count);
            sum += count;
        }
        once.skip(sum);
        assertSame(skipped, once, "60 skips");
    }

    @ParameterizedTest(name = "{0} words")
    @MethodSource("counts")
    void skippingAnyNumberUpTo30MillionEqualsDrawing(int count) {
        assertSkippingEqualsDrawing(count);
    }

    static int[] counts() {
        return new SplittableRandom(SEED).ints(6, 2_000_000, 30_000_000).toArray();
    }

    @Test
    void skippingMoreThanAnIntHoldsEqualsSkippingLittleByLittle() {
        Mt19937 once = started(1000);
        once.skip((1L << 31) + 77);
        Mt19937 often = started(1000);
        for (int i = 0; i < 1 << 11; i++) {
            often.skip(1 << 20);
        }
        often.skip(77);
        assertSame(once, often, "2^31 + 77 words");
    }

    @Test
    void twoSkipsEqualOneBySum() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 50; i++) {
            long sum = random.nextLong(Long.MAX_VALUE);
            long part = random.nextLong(sum + 1);
            assertTwoSkipsEqualOne(STARTS[i % STARTS.length], part, sum - part);
        }
    }

    @Test
    void theLargestSkipEqualsItsHalves() {
        long half = Long.MAX_VALUE / 2;
        for (int start : STARTS) {
            assertTwoSkipsEqualOne(start, half, half + 1);
        }
    }

    @Test
    void skippingNothingLeavesABlockOfWhichNothingIsDrawn() {
        int[] state = Mt19937.seed(1).state();
        Mt19937 words = Mt19937.of(state, 0);
        words.skip(0);
        assertThat(words.next()).isZero();
        assertThat(words.state()).isEqualTo(state);
    }

    private static void assertSkippingEqualsDrawing(long count) {
        Mt19937 drawn = Mt19937.seed(SEED);
        for (int start : STARTS) {
            draw(drawn, start + count - drawn.drawn());
            Mt19937 skipped = started(start);
            skipped.skip(count);
            assertSame(skipped, drawn, "seed " + SEED + ", start " + start);
        }
    }

    private static void assertTwoSkipsEqualOne(int start, long first, long second) {
        Mt19937 twice = started(start);
        twice.skip(first);
        twice.skip(second);
        Mt19937 once = started(start);
        once.skip(first + second);
        assertSame(twice, once, "seed " + SEED + ", start " + start + ", " + first + ", " + second);
    }

    private static void assertSame(Mt19937 actual, Mt19937 expected, String what) {
        assertThat(actual.next()).as("next, %s", what).isEqualTo(expected.next());
        assertThat(actual.state()).as("state, %s", what).isEqualTo(expected.state());
        assertThat(actual.drawn()).as("drawn, %s", what).isEqualTo(expected.drawn());
        Mt19937 more = Mt19937.of(actual.state(), actual.next());
        Mt19937 expectedMore = Mt19937.of(expected.state(), expected.next());
        for (int i = 0; i < 2 * Mt19937.SIZE; i++) {
            assertThat(more.nextWord()).as("words, %s", what).isEqualTo(expectedMore.nextWord());
        }
    }

    private static Mt19937 started(int drawn) {
        Mt19937 words = Mt19937.seed(SEED);
        draw(words, drawn);
        return words;
    }

    private static void draw(Mt19937 words, long count) {
        for (long i = 0; i < count; i++) {
            words.nextWord();
        }
    }

    private static long unsigned(int word) {
        return Integer.toUnsignedLong(word);
    }
}
