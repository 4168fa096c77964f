package io.fanin.check.scan;

/// Sums of the powers of the distances from the first value: it is one of them, so that what
/// cancels is no greater than the result. The sums have parts, one for each place in a row, so that
/// none waits for the one before.
final class Powers {
    private final double[] firsts = new double[Grid.WIDE];
    private final double[] seconds = new double[Grid.WIDE];
    private final double[] thirds = new double[Grid.WIDE];
    private final double[] fourths = new double[Grid.WIDE];
    private double origin;
    private long count;

    /// Takes in the first `size` values, up to [Grid#WIDE], of which all are finite.
    void add(double[] x, int size) {
        if (count == 0 && size > 0) {
            origin = x[0];
        }
        count += size;
        add(x, size, origin, firsts, seconds, thirds, fourths);
    }

    private static void add(
            double[] x,
            int size,
            double origin,
            double[] firsts,
            double[] seconds,
            double[] thirds,
            double[] fourths) {
        for (int i = 0; i < size; i++) {
            double d = x[i] - origin;
            double square = d * d;
            firsts[i] += d;
            seconds[i] += square;
            thirds[i] = Math.fma(square, d, thirds[i]);
            fourths[i] = Math.fma(square, square, fourths[i]);
        }
    }

    Moments moments() {
        if (count == 0) {
            return Moments.NONE;
        }
        double n = count;
        double mean = total(firsts) / n;
        double second = total(seconds);
        double third = total(thirds);
        double fourth = total(fourths);
        double square = mean * mean;
        return new Moments(
                count,
                origin + mean,
                Math.max(second - n * square, 0),
                third - 3 * mean * second + 2 * n * square * mean,
                Math.max(
                        fourth - 4 * mean * third + 6 * square * second - 3 * n * square * square,
                        0));
    }

    private static double total(double[] parts) {
        double total = 0;
        for (double part : parts) {
            total += part;
        }
        return total;
    }
}
