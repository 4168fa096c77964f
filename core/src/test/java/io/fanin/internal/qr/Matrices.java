package io.fanin.internal.qr;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// What the tests of [Householder] factor.
final class Matrices {
    private Matrices() {}

    /// Around the widths of vectors (4 to 16), strips (16 and 32) and panels (48 and 96), and
    /// around one and two runs (128 rows).
    static Stream<Arguments> shapes() {
        int[] sides = {
            1, 2, 3, 4, 5, 8, 15, 16, 17, 31, 32, 33, 47, 48, 49, 64, 65, 95, 96, 97, 98
        };
        int[][] others = {
            {2, 1},
            {5, 3},
            {33, 1},
            {40, 16},
            {64, 33},
            {97, 96},
            {127, 65},
            {129, 97},
            {131, 128},
            {191, 50},
            {193, 192},
            {257, 100},
            {289, 195},
            {300, 3},
            {387, 33},
            {1001, 1},
        };
        return Stream.concat(
                IntStream.of(sides).mapToObj(n -> Arguments.of(n, n)),
                Arrays.stream(others).map(shape -> Arguments.of(shape[0], shape[1])));
    }

    /// Values in [-2, 2), the same for the same shape.
    static float[] floats(int rows, int columns) {
        Random random = new Random(31L * rows + columns);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = 4 * random.nextFloat() - 2;
        }
        return values;
    }

    static double[] widened(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    static float[] transposed(float[] matrix, int rows, int columns) {
        float[] result = new float[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            result[i % columns * rows + i / columns] = matrix[i];
        }
        return result;
    }
}
