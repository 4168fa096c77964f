package io.fanin.check.recognition;

import io.fanin.check.law.LawTest;
import io.fanin.check.scan.ColumnFigures;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.RowFigures;
import io.fanin.init.TorchInit;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Looks for laws whose values depend on where they stand: identity, Dirac, sparse and orthogonal
/// matrices. What the scan left rules most tensors out, and the exact tests see few.
final class Structure {
    private static final int MOST_KERNEL_RANK = 5;

    /// Gains that are written down.
    private static final double[] KNOWN_GAINS = {
        1, Math.sqrt(2), 5.0 / 3, 0.75, 0.5, 2, 0.1, 0.01, 1 / Math.sqrt(2)
    };

    /// Sparse matrices have at least this part of zeros; half-precision normals have less.
    private static final double LEAST_SPARSITY = 0.01;

    private static final int MOST_SPARSITIES = 3;

    /// PyTorch's default for sparse matrices.
    private static final double TYPICAL_STD = 0.01;

    private final LawTest tests;
    private final Tensor tensor;
    private final Figures figures;
    private final Shape shape;

    Structure(LawTest tests, Tensor tensor, Figures figures) {
        this.tests = tests;
        this.tensor = tensor;
        this.figures = figures;
        this.shape = figures.shape();
    }

    /// The law, if there is one.
    Optional<Law> find() {
        if (shape.rank() < 2 || figures.count() == 0) {
            return Optional.empty();
        }
        return Stream.of(pattern(), sparse(), orthogonal()).flatMap(Optional::stream).findFirst();
    }

    private boolean holds(Law law) {
        return Stream.of(DType.F32, figures.dtype())
                .distinct()
                .anyMatch(drawn ->
                        tests.test(law, drawn, tensor, figures).pValue() >= Goodness.LEVEL);
    }

    private Optional<Law> pattern() {
        if (figures.min() != 0 || figures.max() != 1) {
            return Optional.empty();
        }
        long ones = figures.count() - figures.zeros();
        if (shape.rank() == 2) {
            boolean fits = ones == Math.min(shape.dim(0), shape.dim(1));
            return Optional.<Law>of(new Eye()).filter(law -> fits && holds(law));
        }
        if (shape.rank() > MOST_KERNEL_RANK) {
            return Optional.empty();
        }
        return LongStream.rangeClosed(1, Math.min(shape.dim(0), ones))
                .filter(groups -> shape.dim(0) % groups == 0)
                .filter(groups -> ones == groups * Math.min(shape.dim(0) / groups, shape.dim(1)))
                .<Law>mapToObj(Dirac::new)
                .filter(this::holds)
                .findFirst();
    }

    private Optional<Law> sparse() {
        if (shape.rank() != 2 || figures.zeros() < LEAST_SPARSITY * figures.count()) {
            return Optional.empty();
        }
        long rows = shape.dim(0);
        long columns = shape.dim(1);
        long zeros = figures.zeros() < columns ? 0 : leastZeros(rows, columns);
        long values = figures.count() - zeros * columns;
        if (zeros == 0 || figures.zeros() == figures.count()) {
            return Optional.empty();
        }
        double std = rounded(Math.sqrt(power() * figures.count() / values), values);
        return sparsities(zeros, rows)
                .limit(MOST_SPARSITIES)
                .<Law>mapToObj(part -> new Sparse(part, std))
                .filter(this::holds)
                .findFirst();
    }

    /// Half-precision normals may be 0 as well, so that columns have a few more than they must.
    private long leastZeros(long rows, long columns) {
        long least = rows;
        for (long column = 0; column < columns && least > 0; column++) {
            long zeros = 0;
            for (long row = 0; row < rows; row++) {
                zeros += tensor.get(row * columns + column) == 0 ? 1 : 0;
            }
            least = Math.min(least, zeros);
        }
        return least;
    }

    /// The parts of `rows` that give as many zeros, but for those by chance; the shortest first, of
    /// those of one digit 0.1.
    private DoubleStream sparsities(long zeros, long rows) {
        double byChance = figures.histogram().isExact() ? LEAST_SPARSITY : 0;
        double from = (zeros - 1.0) / rows;
        return DoubleStream.concat(
                        DoubleStream.of(0.1, 0.5, 0.9),
                        Decimal.between(Math.max(from, LEAST_SPARSITY), (double) zeros / rows)
                                .stream()
                                .mapToDouble(each -> each))
                .filter(part -> {
                    long more = zeros - new Sparse(part, 1).zeros(rows);
                    return part <= 1 && more >= 0 && more <= byChance * rows;
                });
    }

    private double power() {
        double mean = figures.moments().mean();
        return figures.moments().variance() + mean * mean;
    }

    /// The deviation with as few digits as the values allow, or as it is. Drawn in half precision
    /// it comes out up to a hundredth too small.
    private double rounded(double std, long values) {
        double half = figures.histogram().isExact() ? 0.01 : 0;
        double error = std * (4.5 / Math.sqrt(2.0 * values) + half);
        List<Double> near = Decimal.between(Math.max(std - error, std / 3), std + error);
        if (near.contains(TYPICAL_STD)) {
            return TYPICAL_STD;
        }
        return near.isEmpty() ? std : near.getFirst();
    }

    private Optional<Law> orthogonal() {
        long rows = shape.dim(0);
        long columns = figures.count() / rows;
        if (rows < 2 || columns < 2) {
            return Optional.empty();
        }
        boolean areAlike =
                rows <= columns
                        ? figures.rows().filter(this::areAlike).isPresent()
                        : figures.columns().filter(this::areAlike).isPresent();
        if (!areAlike) {
            return Optional.empty();
        }
        double gain = Math.sqrt(power() * Math.max(rows, columns));
        for (double known : KNOWN_GAINS) {
            if (Math.abs(gain / known - 1) < tolerance()) {
                gain = known;
            }
        }
        return Optional.<Law>of(new Orthogonal(gain)).filter(this::holds);
    }

    private boolean areAlike(RowFigures rows) {
        return areAlike(rows.rows(), rows::squares);
    }

    private boolean areAlike(ColumnFigures columns) {
        return areAlike(columns.columns(), columns::squares);
    }

    private boolean areAlike(int count, IntToDoubleFunction squares) {
        double least = IntStream.range(0, count).mapToDouble(squares).min().orElse(0);
        double greatest = IntStream.range(0, count).mapToDouble(squares).max().orElse(0);
        return greatest > 0 && greatest - least <= 2 * tolerance() * greatest;
    }

    /// By which part rounding moves a norm at most.
    private double tolerance() {
        double length = Math.max(shape.dim(0), figures.count() / shape.dim(0));
        double half = figures.dtype() == DType.BF16 ? 0x1p-8 : 0x1p-11;
        return figures.histogram().isExact() ? 4 * half / Math.sqrt(length) + half / 8 : 1e-4;
    }

    /// What it is called.
    static String name(Law law) {
        return switch (law) {
            case Orthogonal(double gain) when gain != 1 ->
                    "orthogonal(gain=" + gainText(gain) + ")";
            case Sparse(double sparsity, double std) when std != TYPICAL_STD ->
                    "sparse(" + Decimal.of(sparsity) + ", std=" + gainText(std) + ")";
            default -> TorchInit.text(law);
        };
    }

    private static String gainText(double gain) {
        if (gain == Math.sqrt(2)) {
            return "√2";
        }
        if (gain == 1 / Math.sqrt(2)) {
            return "1/√2";
        }
        return gain == 5.0 / 3 ? "5/3" : Decimal.of(Decimal.round(gain, 4));
    }
}
