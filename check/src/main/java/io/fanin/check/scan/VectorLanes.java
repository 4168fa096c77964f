package io.fanin.check.scan;

import io.fanin.internal.vector.VectorWidth;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The lanes in vectors, two at a time. Where those hold fewer than all lanes, the values are gone
/// over again for the others.
final class VectorLanes implements Lanes {
    private static final VectorSpecies<Double> DOUBLES = VectorWidth.DOUBLES;
    private static final int WIDTH = DOUBLES.length();

    @Override
    public void powers(double[] x, int count, double shift, double[] sums) {
        int whole = count / LANES * LANES;
        for (int lane = 0; lane < LANES; lane += 2 * WIDTH) {
            int other = lane + WIDTH;
            DoubleVector first = DoubleVector.fromArray(DOUBLES, sums, lane);
            DoubleVector first2 = DoubleVector.fromArray(DOUBLES, sums, other);
            DoubleVector second = DoubleVector.fromArray(DOUBLES, sums, lane + LANES);
            DoubleVector second2 = DoubleVector.fromArray(DOUBLES, sums, other + LANES);
            DoubleVector third = DoubleVector.fromArray(DOUBLES, sums, lane + 2 * LANES);
            DoubleVector third2 = DoubleVector.fromArray(DOUBLES, sums, other + 2 * LANES);
            DoubleVector fourth = DoubleVector.fromArray(DOUBLES, sums, lane + 3 * LANES);
            DoubleVector fourth2 = DoubleVector.fromArray(DOUBLES, sums, other + 3 * LANES);
            for (int i = lane; i < whole; i += LANES) {
                DoubleVector d = DoubleVector.fromArray(DOUBLES, x, i).sub(shift);
                DoubleVector d2 = DoubleVector.fromArray(DOUBLES, x, i + WIDTH).sub(shift);
                DoubleVector square = d.mul(d);
                DoubleVector square2 = d2.mul(d2);
                first = first.add(d);
                first2 = first2.add(d2);
                second = second.add(square);
                second2 = second2.add(square2);
                third = square.fma(d, third);
                third2 = square2.fma(d2, third2);
                fourth = square.fma(square, fourth);
                fourth2 = square2.fma(square2, fourth2);
            }
            first.intoArray(sums, lane);
            first2.intoArray(sums, other);
            second.intoArray(sums, lane + LANES);
            second2.intoArray(sums, other + LANES);
            third.intoArray(sums, lane + 2 * LANES);
            third2.intoArray(sums, other + 2 * LANES);
            fourth.intoArray(sums, lane + 3 * LANES);
            fourth2.intoArray(sums, other + 3 * LANES);
        }
        ScalarLanes.powersFrom(whole, x, count, shift, sums);
    }

    @Override
    public void row(double[] x, int from, int count, double[] sums) {
        int whole = count / LANES * LANES;
        int end = from + whole;
        for (int lane = 0; lane < LANES; lane += 2 * WIDTH) {
            int other = lane + WIDTH;
            DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, lane);
            DoubleVector sum2 = DoubleVector.fromArray(DOUBLES, sums, other);
            DoubleVector square = DoubleVector.fromArray(DOUBLES, sums, lane + LANES);
            DoubleVector square2 = DoubleVector.fromArray(DOUBLES, sums, other + LANES);
            DoubleVector product = DoubleVector.fromArray(DOUBLES, sums, lane + 2 * LANES);
            DoubleVector product2 = DoubleVector.fromArray(DOUBLES, sums, other + 2 * LANES);
            for (int i = from + lane; i < end; i += LANES) {
                DoubleVector value = DoubleVector.fromArray(DOUBLES, x, i);
                DoubleVector value2 = DoubleVector.fromArray(DOUBLES, x, i + WIDTH);
                sum = sum.add(value);
                sum2 = sum2.add(value2);
                square = value.fma(value, square);
                square2 = value2.fma(value2, square2);
                product = value.fma(DoubleVector.fromArray(DOUBLES, x, i + 1), product);
                product2 = value2.fma(DoubleVector.fromArray(DOUBLES, x, i + WIDTH + 1), product2);
            }
            sum.intoArray(sums, lane);
            sum2.intoArray(sums, other);
            square.intoArray(sums, lane + LANES);
            square2.intoArray(sums, other + LANES);
            product.intoArray(sums, lane + 2 * LANES);
            product2.intoArray(sums, other + 2 * LANES);
        }
        ScalarLanes.rowFrom(whole, x, from, count, sums);
    }

    @Override
    public void columns(
            double[] x,
            int rows,
            int columns,
            double[] above,
            double[] sums,
            double[] squares,
            int column,
            double[] products) {
        int whole = columns / LANES * LANES;
        int size = rows * columns;
        for (int lane = 0; lane < LANES; lane += 2 * WIDTH) {
            DoubleVector product = DoubleVector.fromArray(DOUBLES, products, lane);
            DoubleVector product2 = DoubleVector.fromArray(DOUBLES, products, lane + WIDTH);
            for (int i = lane; i < whole; i += LANES) {
                int at = column + i;
                int at2 = at + WIDTH;
                DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, at);
                DoubleVector sum2 = DoubleVector.fromArray(DOUBLES, sums, at2);
                DoubleVector square = DoubleVector.fromArray(DOUBLES, squares, at);
                DoubleVector square2 = DoubleVector.fromArray(DOUBLES, squares, at2);
                DoubleVector last = DoubleVector.fromArray(DOUBLES, above, at);
                DoubleVector last2 = DoubleVector.fromArray(DOUBLES, above, at2);
                for (int from = i; from < size; from += columns) {
                    DoubleVector value = DoubleVector.fromArray(DOUBLES, x, from);
                    DoubleVector value2 = DoubleVector.fromArray(DOUBLES, x, from + WIDTH);
                    sum = sum.add(value);
                    sum2 = sum2.add(value2);
                    square = value.fma(value, square);
                    square2 = value2.fma(value2, square2);
                    product = value.fma(last, product);
                    product2 = value2.fma(last2, product2);
                    last = value;
                    last2 = value2;
                }
                sum.intoArray(sums, at);
                sum2.intoArray(sums, at2);
                square.intoArray(squares, at);
                square2.intoArray(squares, at2);
                last.intoArray(above, at);
                last2.intoArray(above, at2);
            }
            product.intoArray(products, lane);
            product2.intoArray(products, lane + WIDTH);
        }
        ScalarLanes.columnsFrom(whole, x, rows, columns, above, sums, squares, column, products);
    }
}
