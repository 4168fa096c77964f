package io.fanin.check.scan;

/// The sums of a part of a row, each in four parts, so that none waits for the one before.
final class RowSums {
    private double sum;
    private double square;
    private double product;

    /// Sums up the first `count` values; the one after them must be 0.
    void of(double[] x, int count) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        double square0 = 0;
        double square1 = 0;
        double square2 = 0;
        double square3 = 0;
        double product0 = 0;
        double product1 = 0;
        double product2 = 0;
        double product3 = 0;
        int whole = count / 4 * 4;
        for (int i = 0; i < whole; i += 4) {
            double a = x[i];
            double b = x[i + 1];
            double c = x[i + 2];
            double d = x[i + 3];
            sum0 += a;
            sum1 += b;
            sum2 += c;
            sum3 += d;
            square0 = Math.fma(a, a, square0);
            square1 = Math.fma(b, b, square1);
            square2 = Math.fma(c, c, square2);
            square3 = Math.fma(d, d, square3);
            product0 = Math.fma(a, b, product0);
            product1 = Math.fma(b, c, product1);
            product2 = Math.fma(c, d, product2);
            product3 = Math.fma(d, x[i + 4], product3);
        }
        for (int i = whole; i < count; i++) {
            sum0 += x[i];
            square0 = Math.fma(x[i], x[i], square0);
            product0 = Math.fma(x[i], x[i + 1], product0);
        }
        sum = sum0 + sum1 + (sum2 + sum3);
        square = square0 + square1 + (square2 + square3);
        product = product0 + product1 + (product2 + product3);
    }

    double sum() {
        return sum;
    }

    double square() {
        return square;
    }

    /// The sum of the products of neighbours.
    double product() {
        return product;
    }
}
