package io.fanin.check.law;

import io.fanin.check.distribution.Distribution;
import io.fanin.check.distribution.Distributions;
import io.fanin.check.scan.Figures;
import io.fanin.law.Normal;
import io.fanin.law.Sparse;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Tests a sparse tensor: the zeros of each column, and the distribution of all others. A column
/// may have more zeros than it must, where a normal value came out as 0.
final class SparseTest {
    private static final int MOST = 1 << 20;

    private SparseTest() {}

    static LawVerdict of(
            Sparse law, DType drawn, Tensor tensor, Figures figures, Distributions distributions) {
        Optional<Distribution> distribution =
                distributions.of(new Normal(0, law.std()), drawn, tensor.dtype(), figures.count());
        if (distribution.isEmpty()) {
            return ExactTest.constant(0, drawn, figures);
        }
        long rows = tensor.shape().dim(0);
        long columns = tensor.shape().dim(1);
        long must = law.zeros(rows);
        long more = figures.zeros() - must * columns;
        double[] values = new double[(int) Math.min(MOST, (rows - must) * columns)];
        int count = 0;
        for (long column = 0; column < columns; column++) {
            long zeros = 0;
            for (long row = 0; row < rows; row++) {
                double value = tensor.get(row * columns + column);
                zeros += value == 0 ? 1 : 0;
                if ((value != 0 || zeros > must) && count < values.length) {
                    values[count++] = value;
                }
            }
            if (zeros < must) {
                return LawVerdict.of(List.of(new Component("zeros of a column", must, zeros, 0)));
            }
        }
        if (count == 0) {
            return ExactTest.constant(0, drawn, figures);
        }
        double[] found = Arrays.copyOf(values, count);
        return LawVerdict.of(
                new ScoreTests(Scores.of(distribution.get(), found, 1)).marginal(),
                List.of(Support.zeros(distribution.get(), (rows - must) * columns, more)));
    }
}
