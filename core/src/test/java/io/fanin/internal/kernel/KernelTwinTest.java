package io.fanin.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.internal.vector.VectorWidth;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The vector kernels against the scalar ones, for all sizes. Surefire runs it at each width
/// (`fanin.vector.bits`).
class KernelTwinTest {
    private static final int MOST = 2000;
    private static final Kernel SCALAR = new ScalarKernel();
    private static final Kernel VECTOR = new VectorKernel(new Payoff(0), new Payoff(0));

    private static final Scratch SCRATCH = new Scratch();
    private static int[] words;

    @BeforeAll
    static void drawWords() {
        words = new int[40 * Mt19937.SIZE];
        System.arraycopy(Mt19937.seed(77).state(), 0, words, 0, Mt19937.SIZE);
        for (int block = 0; block < 39; block++) {
            SCALAR.twist(words, block * Mt19937.SIZE, Mt19937.SIZE);
        }
    }

    /// One loop, run by either kernel.
    private interface Loop {
        void run(Kernel kernel, int from, int count, MemorySegment out, long at);
    }

    private static void assertTwins(String what, int bytesEach, int least, int step, Loop loop) {
        assertTwins(VECTOR, what, bytesEach, least, step, loop);
    }

    private static void assertTwins(
            Kernel twin, String what, int bytesEach, int least, int step, Loop loop) {
        long size = (long) MOST * bytesEach + 64;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment expected = arena.allocate(size);
            MemorySegment actual = arena.allocate(size);
            MemorySegment heap = MemorySegment.ofArray(new byte[(int) size]);
            for (int count = least; count <= MOST; count += step) {
                int from = count % 37;
                long at = count % 13; // at no alignment at all
                expected.fill((byte) 0x5a);
                actual.fill((byte) 0x5a);
                heap.fill((byte) 0x5a);
                loop.run(SCALAR, from, count, expected, at);
                loop.run(twin, from, count, actual, at);
                loop.run(twin, from, count, heap, at);
                assertThat(actual.mismatch(expected))
                        .as("%s, %d values", what, count)
                        .isEqualTo(-1);
                assertThat(heap.mismatch(expected))
                        .as("%s, %d values on the heap", what, count)
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void theExpectedKernelsRun() {
        assertThat(System.getProperty(Kernels.AT_ONCE)).isEqualTo("true");
        assertThat(Kernels.chosen().description())
                .isEqualTo("vector, " + VectorWidth.INTS.vectorBitSize() + " bits");
    }

    @Test
    void twistedWordsAreTheSame() {
        for (int count = 0; count <= 5 * Mt19937.SIZE; count += 16) {
            int[] expected = words.clone();
            int[] actual = words.clone();
            SCALAR.twist(expected, 5, count);
            VECTOR.twist(actual, 5, count);
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void uniformsOfEveryTypeAndSizeAreTheSame() {
        assertTwins(
                "float32",
                4,
                0,
                1,
                (k, from, n, out, at) ->
                        k.uniformFloats(words, from, n, out, at, -0.3f, 1.1f, SCRATCH));
        assertTwins(
                "float32, tiny range",
                4,
                0,
                7,
                (k, from, n, out, at) ->
                        k.uniformFloats(words, from, n, out, at, 0, 1e-40f, SCRATCH));
        assertTwins(
                "float64",
                8,
                0,
                1,
                (k, from, n, out, at) -> k.uniformDoubles(words, from, n, out, at, -0.3, 1.1));
        assertTwins(
                "bfloat16",
                2,
                0,
                1,
                (k, from, n, out, at) ->
                        k.uniformBfloat16s(
                                words, from, n, out, at, -0.30078125f, 1.1015625f, SCRATCH));
    }

    @Test
    void float16UniformsAreTheSameForNormalAndSubnormalValues() {
        for (float range : new float[] {1.1f, 0x1p-13f, 0x1p-20f, 60000f}) {
            assertTwins(
                    "float16, range " + range,
                    2,
                    0,
                    range > 1 && range < 2 ? 1 : 11,
                    (k, from, n, out, at) ->
                            k.uniformFloat16s(words, from, n, out, at, -range / 2, range, SCRATCH));
        }
    }

    @Test
    void normalsAreTheSame() {
        assertTwins(
                "normal",
                4,
                0,
                16,
                (k, from, n, out, at) ->
                        k.normalFloats(words, from, n / 16, out, at, 0.1f, 0.7f, SCRATCH));
    }

    @Test
    void truncatedNormalsAreTheSame() {
        Truncation truncation = new Truncation(-0.9545f, 1.909f, 1.41421356f, 0.1f, -1.9f, 2.1f);
        assertTwins(
                "truncated normal",
                4,
                0,
                1,
                (k, from, n, out, at) ->
                        k.truncatedFloats(words, from, n, out, at, truncation, SCRATCH));
        Truncation narrow = new Truncation(-1, 2, 0.0282842712f, 0, -2, 2);
        assertTwins(
                "truncated normal to the ends",
                4,
                0,
                7,
                (k, from, n, out, at) ->
                        k.truncatedFloats(words, from, n, out, at, narrow, SCRATCH));
    }

    @Test
    void theWordsThatGiveTheExtremesAreTheSame() {
        int[] extremes = new int[512];
        for (int i = 0; i < extremes.length; i++) {
            extremes[i] = untempered(i % 3 == 0 ? 0 : i % 3 == 1 ? 0xffffff : 0xfffffe);
        }
        MemorySegment expected = MemorySegment.ofArray(new float[512]);
        MemorySegment actual = MemorySegment.ofArray(new float[512]);
        SCALAR.normalFloats(extremes, 0, 32, expected, 0, 0, 1, SCRATCH);
        VECTOR.normalFloats(extremes, 0, 32, actual, 0, 0, 1, SCRATCH);
        assertThat(actual.mismatch(expected)).isEqualTo(-1);
        assertThat(expected.get(ValueLayout.JAVA_FLOAT, 0)).isFinite();
    }

    /// The word that tempering turns into `word`; each step of it is undone by repeating it.
    private static int untempered(int word) {
        int y = word ^ (word >>> 18);
        y ^= (y << 15) & 0xefc60000;
        int z = y;
        for (int i = 0; i < 5; i++) {
            z = y ^ ((z << 7) & 0x9d2c5680);
        }
        int x = z;
        for (int i = 0; i < 3; i++) {
            x = z ^ (x >>> 11);
        }
        return x;
    }

    @Test
    void valuesAreTheSameWhileVectorsAreHeldBackAndAfterwards() {
        Payoff normals = new Payoff(100_000);
        Payoff truncated = new Payoff(100_000);
        Kernel patient = new VectorKernel(normals, truncated);
        assertTwins(
                patient,
                "normals",
                4,
                16,
                16,
                (k, from, n, out, at) ->
                        k.normalFloats(words, from, n / 16, out, at, 0.1f, 1.3f, SCRATCH));
        Truncation truncation = new Truncation(-1, 2, 0.0282842712f, 0, -2, 2);
        assertTwins(
                patient,
                "truncated normals",
                4,
                0,
                16,
                (k, from, n, out, at) ->
                        k.truncatedFloats(words, from, n, out, at, truncation, SCRATCH));
        assertThat(normals.pays(1)).isTrue();
        assertThat(truncated.pays(1)).isTrue();
    }
}
