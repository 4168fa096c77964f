package io.fanin.check.law;

import io.fanin.check.scan.Figures;
import io.fanin.check.scan.ValueReader;
import io.fanin.law.Orthogonal;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Tests whether `W Wᵀ = gain² I` (or `Wᵀ W`, of the smaller size) by what it makes of some
/// vectors: each axis of small matrices, random signs for large ones; then whether `W / gain` is
/// drawn evenly from all such matrices. Takes a few passes and memory for a few rows and columns.
final class OrthogonalTest {
    private static final int PROBES = 16;
    private static final double HALF_ERROR = 2;
    private static final double STEPS = 64;

    private OrthogonalTest() {}

    static LawVerdict of(Orthogonal law, DType drawn, Tensor tensor, Figures figures) {
        double square = law.gain() * law.gain();
        if (square == 0) {
            return ExactTest.constant(0, drawn, figures);
        }
        double residual = residual(tensor, square);
        double allowed = allowed(drawn, tensor);
        Component residuals =
                new Component(
                        "residual of orthogonality",
                        allowed,
                        residual,
                        residual <= allowed ? 1 : 0);
        if (residuals.pValue() == 0) {
            return new LawVerdict(0, List.of(residuals));
        }
        LawVerdict haar = LawVerdict.of(new Haar(tensor, law.gain()).components());
        List<Component> all = new ArrayList<>(haar.components());
        all.add(residuals);
        return new LawVerdict(haar.pValue(), all);
    }

    /// What rounding explains.
    private static double allowed(DType drawn, Tensor tensor) {
        double rows = tensor.shape().dim(0);
        double columns = tensor.shape().count() / rows;
        double computed = drawn == DType.F64 ? 0x1p-52 : 0x1p-23;
        double allowed = computed * (STEPS + 4 * Math.sqrt(Math.max(rows, columns)));
        double stored = Math.max(spacing(drawn), spacing(tensor.dtype()));
        if (stored > computed) {
            allowed += HALF_ERROR * stored;
        }
        double size = Math.min(rows, columns);
        return size <= PROBES ? allowed : allowed * (1 + Math.sqrt(size) / 2);
    }

    /// Of the values from 1 to 2.
    private static double spacing(DType dtype) {
        return switch (dtype) {
            case F64, I64 -> 0x1p-52;
            case F32 -> 0x1p-23;
            case F16 -> 0x1p-10;
            case BF16 -> 0x1p-7;
        };
    }

    /// The greatest element of `W Wᵀ s / gain² − s`.
    private static double residual(Tensor tensor, double square) {
        int rows = Math.toIntExact(tensor.shape().dim(0));
        int columns = Math.toIntExact(tensor.shape().count() / rows);
        boolean wide = rows <= columns;
        int size = Math.min(rows, columns);
        int probes = Math.min(size, PROBES);
        double[] signs = new double[size * probes];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < size; i++) {
            for (int p = 0; p < probes; p++) {
                double axis = i == p ? 1 : 0;
                signs[i * probes + p] = size <= PROBES ? axis : random.nextBoolean() ? 1 : -1;
            }
        }
        double[] through = new double[Math.max(rows, columns) * probes];
        multiply(tensor, rows, columns, probes, signs, through, wide);
        double[] back = new double[size * probes];
        multiply(tensor, rows, columns, probes, through, back, !wide);
        double worst = 0;
        for (int i = 0; i < back.length; i++) {
            worst = Math.max(worst, Math.abs(back[i] / square - signs[i]));
        }
        return worst;
    }

    /// `out += Wᵀ in` if transposed, else `out += W in`, for some vectors side by side.
    private static void multiply(
            Tensor tensor,
            int rows,
            int columns,
            int probes,
            double[] in,
            double[] out,
            boolean transposed) {
        ValueReader reader = new ValueReader(tensor);
        double[] weights = new double[columns];
        for (int row = 0; row < rows; row++) {
            reader.read((long) row * columns, columns, weights, 0);
            for (int column = 0; column < columns; column++) {
                double weight = weights[column];
                int from = (transposed ? row : column) * probes;
                int to = (transposed ? column : row) * probes;
                for (int p = 0; p < probes; p++) {
                    out[to + p] += weight * in[from + p];
                }
            }
        }
    }
}
