package io.fanin.internal.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.internal.libm.ErfInvF;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The width is that of [VectorWidth]; `-Dfanin.vector.bits=128` and the like force another.
class VectorErfInvTest {
    /// Where a formula changes, or about there: the starts, `erff` and what goes to the scalar
    /// twin.
    private static final float[] EDGES = {
        0.0f,
        Float.MIN_VALUE,
        Float.MIN_NORMAL,
        0x1p-100f,
        0x1p-60f,
        0x1p-28f,
        0x1p-24f,
        0.5f,
        0.7f,
        0.76721317f,
        0.92290014f,
        0.9999f,
        0.99994665f,
        1.0f,
    };

    @Test
    void aMillionRandomFloatsGiveTheScalarBits() {
        Random random = new Random(20261124);
        float[] values = new float[1_000_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        assertScalarBits(values);
    }

    @Test
    void floatsOfEverySizeGiveTheScalarBits() {
        Random random = new Random(1);
        float[] values = new float[500_000];
        int one = Float.floatToRawIntBits(1.0f);
        for (int i = 0; i < values.length; i++) {
            int sign = random.nextBoolean() ? Integer.MIN_VALUE : 0;
            values[i] = Float.intBitsToFloat(random.nextInt(one) | sign);
        }
        assertScalarBits(values);
    }

    @Test
    void theEdgesOfTheFormulasAndTheirNeighboursGiveTheScalarBits() {
        float[] values = new float[EDGES.length * 2 * 4001];
        int at = 0;
        for (float edge : EDGES) {
            for (int distance = -2000; distance <= 2000; distance++) {
                float value = Float.intBitsToFloat(Float.floatToRawIntBits(edge) + distance);
                values[at++] = value;
                values[at++] = -value;
            }
        }
        assertScalarBits(values);
    }

    @Test
    void zerosKeepTheirSigns() {
        assertThat(inverses(0.0f, -0.0f)).containsExactly(0.0f, -0.0f);
    }

    @Test
    void minusOneAndOneGiveTheInfinities() {
        assertThat(inverses(-1.0f, 1.0f))
                .containsExactly(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
    }

    @Test
    void whatLiesBeyondOneGivesNan() {
        float beyond = Math.nextUp(1.0f);
        float infinity = Float.POSITIVE_INFINITY;
        assertThat(inverses(beyond, -beyond, infinity, -infinity, Float.NaN, 100.0f))
                .containsOnly(Float.NaN);
    }

    @ParameterizedTest
    @ValueSource(floats = {0.3f, -0.75f, 0.85f, -0.95f, 0.99999f})
    void aBlockOfOneGroupAloneGivesTheScalarBits(float value) {
        float[] values = new float[3 * VectorErfInv.BLOCK];
        Arrays.fill(values, value);
        assertScalarBits(values);
    }

    @Test
    void everyCountAtEveryOffsetGivesTheScalarBitsAndTouchesNothingElse() {
        Random random = new Random(2);
        for (int count = 0; count <= 200; count++) {
            assertPart(random, count % 19, count);
        }
        for (int blocks = 1; blocks <= 3; blocks++) {
            for (int more = -33; more <= 33; more++) {
                assertPart(random, 3, blocks * VectorErfInv.BLOCK + more);
            }
        }
    }

    private static void assertPart(Random random, int from, int count) {
        float[] values = new float[from + count + 19];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        float[] expected = values.clone();
        for (int i = from; i < from + count; i++) {
            expected[i] = ErfInvF.erfinvf(values[i]);
        }
        new VectorErfInv().replace(values, from, count);
        assertThat(values)
                .as("%d values from %d on", count, from)
                .usingComparator(Arrays::compare)
                .isEqualTo(expected);
    }

    private static void assertScalarBits(float... values) {
        float[] compressing = values.clone();
        float[] plain = values.clone();
        new VectorErfInv(true).replace(compressing, 0, values.length);
        new VectorErfInv(false).replace(plain, 0, values.length);
        for (int i = 0; i < values.length; i++) {
            int expected = Float.floatToRawIntBits(ErfInvF.erfinvf(values[i]));
            if (Float.floatToRawIntBits(compressing[i]) != expected
                    || Float.floatToRawIntBits(plain[i]) != expected) {
                assertThat(new float[] {compressing[i], plain[i]})
                        .as("erfinv(%a)", values[i])
                        .containsOnly(Float.intBitsToFloat(expected));
            }
        }
    }

    private static float[] inverses(float... values) {
        VectorErfInv.erfinv(values, values.length);
        return values;
    }
}
