package io.fanin.internal.qr;

import java.util.Arrays;

/// What the scalar and the vector twin share for float32.
///
/// Source: Golub and Van Loan, "Matrix Computations", 4th edition, §5.1.3 (Householder vectors) and
/// §5.1.7 (the compact form, after Schreiber and Van Loan, "A storage-efficient WY representation
/// for products of Householder transformations", 1989).
abstract class FloatStrips implements Strips<float[]> {
    static final int WIDTH = 32;
    static final int PANEL = WIDTH * STRIPS_A_PANEL;

    /// Rows of one [#sweep], an even number.
    private static final int SWEPT = 128;

    /// Rows that are transposed together: they fill a cache line of each column.
    private static final int TRANSPOSED = 16;

    /// A column whose largest magnitude has an exponent of up to ± this is not scaled.
    private static final int NEAR_ONE = 10;

    /// What is left of a column counts as 0 if its square is below this: it is 2⁻⁴⁴ of the column's
    /// largest magnitude at most, far below rounding.
    private static final double NOTHING = 0x1p-110;

    @Override
    public final int width() {
        return WIDTH;
    }

    @Override
    public final float[] allocate(int length) {
        return new float[length];
    }

    @Override
    public final void clear(float[] values, int length) {
        Arrays.fill(values, 0, length, 0);
    }

    @Override
    public final void load(
            float[] matrix,
            int first,
            int rowStep,
            int columnStep,
            int rows,
            int columns,
            float[] strip) {
        if (columnStep == 1) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(matrix, first + i * rowStep, strip, i * WIDTH, columns);
            }
        } else {
            for (int top = 0; top < rows; top += TRANSPOSED) {
                int end = Math.min(rows, top + TRANSPOSED);
                for (int c = 0; c < columns; c++) {
                    int from = first + c * columnStep;
                    for (int i = top; i < end; i++) {
                        strip[i * WIDTH + c] = matrix[from + i * rowStep];
                    }
                }
            }
        }
        scale(strip, rows);
    }

    private static void scale(float[] strip, int rows) {
        int[] largest = new int[WIDTH];
        for (int i = 0; i < rows * WIDTH; i += WIDTH) {
            for (int c = 0; c < WIDTH; c++) {
                int magnitude = Float.floatToRawIntBits(strip[i + c]) & Integer.MAX_VALUE;
                largest[c] = Math.max(largest[c], magnitude);
            }
        }
        for (int c = 0; c < WIDTH; c++) {
            float magnitude = Float.intBitsToFloat(largest[c]);
            int exponent = Math.getExponent(magnitude);
            if (Math.abs(exponent) <= NEAR_ONE || magnitude == 0 || !Float.isFinite(magnitude)) {
                continue;
            }
            float power = Math.scalb(1f, -exponent);
            for (int i = c; i < rows * WIDTH; i += WIDTH) {
                strip[i] *= power;
            }
        }
    }

    @Override
    public final void store(
            float[] strip,
            int rows,
            int columns,
            float[] matrix,
            int first,
            int rowStep,
            int columnStep) {
        if (columnStep == 1) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(strip, i * WIDTH, matrix, first + i * rowStep, columns);
            }
            return;
        }
        for (int top = 0; top < rows; top += TRANSPOSED) {
            int end = Math.min(rows, top + TRANSPOSED);
            for (int c = 0; c < columns; c++) {
                int to = first + c * columnStep;
                for (int i = top; i < end; i++) {
                    matrix[to + i * rowStep] = strip[i * WIDTH + c];
                }
            }
        }
    }

    @Override
    public final void factor(
            float[] strip,
            int top,
            int diagonal,
            int columns,
            int rows,
            float[] scales,
            float[] signs) {
        float[] weights = new float[WIDTH];
        float[] products = new float[WIDTH];
        float[] factors = new float[WIDTH];
        for (int j = 0; j < columns; j++) {
            advance(strip, diagonal + j, rows, j, weights, products);
            Arrays.fill(weights, 0);
            int pivot = (diagonal + j) * WIDTH;
            float head = strip[pivot + j];
            double square = (double) head * head + products[j];
            if (square < NOTHING) {
                signs[diagonal + j] = head < 0 ? -1 : 1;
                continue;
            }
            double norm = head < 0 ? Math.sqrt(square) : -Math.sqrt(square);
            float scale = (float) ((norm - head) / norm);
            float factor = (float) (1 / (head - norm));
            signs[diagonal + j] = head < 0 ? 1 : -1;
            scales[diagonal + j] = scale;
            factors[j] = factor;
            for (int c = j + 1; c < WIDTH; c++) {
                float product = Math.fma(factor, products[c], strip[pivot + c]);
                weights[c] = -factor * (scale * product);
            }
        }
        clean(strip, top, diagonal, rows, factors);
    }

    /// Applies the reflection of column `next − 1` to the later ones, whose row `pivot` is the last
    /// that the triangular factor has of column `next`, and multiplies column `next` below it with
    /// them. Row `pivot − 1` is left as it was: nobody needs it.
    private void advance(
            float[] strip, int pivot, int rows, int next, float[] weights, float[] products) {
        Arrays.fill(products, 0);
        int column = Math.max(0, next - 1);
        int even = (pivot + 2) / 2 * 2;
        for (int i = pivot; i < even; i++) {
            int row = i * WIDTH;
            float x = strip[row + column];
            for (int c = next; c < WIDTH; c++) {
                strip[row + c] = Math.fma(x, weights[c], strip[row + c]);
            }
        }
        if (even > pivot + 1) {
            int row = (pivot + 1) * WIDTH;
            for (int c = next; c < WIDTH; c++) {
                products[c] = strip[row + next] * strip[row + c];
            }
        }
        for (int i = even; i < rows; i += SWEPT) {
            sweep(strip, i, Math.min(rows, i + SWEPT), next, weights, products);
        }
    }

    /// Leaves nothing but the reflectors. Adding 0 makes every zero positive.
    private static void clean(float[] strip, int top, int diagonal, int rows, float[] factors) {
        Arrays.fill(strip, top * WIDTH, diagonal * WIDTH, 0);
        for (int i = diagonal; i < rows; i++) {
            int row = i * WIDTH;
            for (int c = 0; c < WIDTH; c++) {
                strip[row + c] = Math.fma(strip[row + c], factors[c], 0f);
            }
        }
        for (int j = 0; j < Math.min(WIDTH, rows - diagonal); j++) {
            int row = (diagonal + j) * WIDTH;
            strip[row + j] = factors[j] == 0 ? 0 : 1;
            Arrays.fill(strip, row + j + 1, row + WIDTH, 0);
        }
    }

    @Override
    public final void pack(
            float[] strip,
            int top,
            int height,
            int column,
            int depth,
            float[] v,
            float[] vTransposed) {
        for (int i = 0; i < height; i += GROUP) {
            int from = (top + i) * WIDTH;
            int to = i * depth + column * GROUP;
            for (int c = 0; c < WIDTH; c++) {
                v[to + c * GROUP] = strip[from + c];
                v[to + c * GROUP + 1] = strip[from + c + WIDTH];
                v[to + c * GROUP + 2] = strip[from + c + 2 * WIDTH];
                v[to + c * GROUP + 3] = strip[from + c + 3 * WIDTH];
            }
        }
        for (int c = 0; c < WIDTH; c += GROUP) {
            int from = top * WIDTH + c;
            int to = (column + c) * height;
            for (int i = 0; i < height; i++) {
                vTransposed[to + i * GROUP] = strip[from + i * WIDTH];
                vTransposed[to + i * GROUP + 1] = strip[from + i * WIDTH + 1];
                vTransposed[to + i * GROUP + 2] = strip[from + i * WIDTH + 2];
                vTransposed[to + i * GROUP + 3] = strip[from + i * WIDTH + 3];
            }
        }
    }

    @Override
    public final void extend(
            float[] products,
            float[] scales,
            int diagonal,
            int column,
            float[] t,
            float[] tTransposed) {
        float[] sums = new float[PANEL];
        for (int c = 0; c < WIDTH; c++) {
            int p = column + c;
            Arrays.fill(sums, 0);
            for (int q = 0; q < p; q++) {
                float product = products[q * WIDTH + c];
                for (int r = 0; r <= q; r += GROUP) {
                    int at = r * PANEL + q * GROUP;
                    sums[r] = Math.fma(t[at], product, sums[r]);
                    sums[r + 1] = Math.fma(t[at + 1], product, sums[r + 1]);
                    sums[r + 2] = Math.fma(t[at + 2], product, sums[r + 2]);
                    sums[r + 3] = Math.fma(t[at + 3], product, sums[r + 3]);
                }
            }
            float scale = scales[diagonal + c];
            for (int r = 0; r <= p; r++) {
                float element = r == p ? -scale : -scale * sums[r];
                t[grouped(r, p)] = element;
                tTransposed[grouped(p, r)] = element;
            }
        }
    }

    private static int grouped(int row, int column) {
        return (row / GROUP * PANEL + column) * GROUP + row % GROUP;
    }

    @Override
    public final void diagonal(float[] strip, int diagonal, int columns, float[] signs) {
        Arrays.fill(strip, 0);
        for (int c = 0; c < columns; c++) {
            strip[(diagonal + c) * WIDTH + c] = signs[diagonal + c];
        }
    }
}
