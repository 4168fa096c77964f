package io.fanin.check.untrained;

import io.fanin.tensor.Tensor;
import java.util.Arrays;

/// Some rows of a table, in memory.
final class RowSample {
    /// The standard deviation of a normal law over its median distance from the mean.
    private static final double NORMAL_BY_MEDIAN = 1.4826;

    private final double[][] rows;

    private RowSample(double[][] rows) {
        this.rows = rows;
    }

    static RowSample of(Tensor table, int[] numbers) {
        double[][] rows = new double[numbers.length][columns(table)];
        for (int i = 0; i < numbers.length; i++) {
            read(table, numbers[i], rows[i]);
        }
        return new RowSample(rows);
    }

    int count() {
        return rows.length;
    }

    double[] row(int number) {
        return rows[number];
    }

    static int columns(Tensor table) {
        return Math.toIntExact(table.shape().count() / table.shape().dim(0));
    }

    static void read(Tensor table, int row, double[] values) {
        long start = (long) row * values.length;
        for (int i = 0; i < values.length; i++) {
            values[i] = table.get(start + i);
        }
    }

    /// The median of each column, which a few rows of another kind hardly move.
    double[] median() {
        double[] median = new double[rows[0].length];
        double[] column = new double[rows.length];
        for (int i = 0; i < median.length; i++) {
            for (int j = 0; j < column.length; j++) {
                column[j] = rows[j][i];
            }
            median[i] = median(column);
        }
        return median;
    }

    double[] mean() {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        return mean;
    }

    /// How far each row lies from a point.
    double[] distances(double[] point) {
        return Arrays.stream(rows).mapToDouble(row -> distance(row, point)).toArray();
    }

    static double distance(double[] row, double[] point) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += (row[i] - point[i]) * (row[i] - point[i]);
        }
        return Math.sqrt(sum);
    }

    /// Those rows that lie between two distances from a point.
    RowSample between(double least, double most, double[] point) {
        return new RowSample(
                Arrays.stream(rows)
                        .filter(row -> {
                            double distance = distance(row, point);
                            return distance >= least && distance <= most;
                        })
                        .toArray(double[][]::new));
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
    }

    /// The standard deviation, by the median distance from `center`.
    static double spread(double[] values, double center) {
        return NORMAL_BY_MEDIAN
                * median(Arrays.stream(values).map(each -> Math.abs(each - center)).toArray());
    }
}
