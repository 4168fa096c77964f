package io.fanin.check.recognition;

import io.fanin.check.law.LawTest;
import io.fanin.check.scan.ColumnFigures;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.RowFigures;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Looks for laws whose values depend on where they stand: identity, Dirac, sparse and orthogonal
/// matrices. What the scan left rules most tensors out, and the exact tests see few.
final class Structure {
    private static final double LEVEL = 1e-7;
    private static final int MOST_KERNEL_RANK = 5;

    /// Gains that are written down.
    private static final double[] GAINS = {1, Math.sqrt(2), 5.0 / 3, 0.75, 0.5, 2, 0.1, 0.01};

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
                .anyMatch(drawn -> tests.test(law, drawn, tensor, figures).pValue() >= LEVEL);
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
        if (shape.rank() != 2 || figures.zeros() == 0 || figures.zeros() == figures.count()) {
            return Optional.empty();
        }
        long rows = shape.dim(0);
        long columns = shape.dim(1);
        long each = figures.zeros() / columns;
        if (each == 0) {
            return Optional.empty();
        }
        // Normal values of half precision may be 0 as well, so that columns have a few more.
        long values = figures.count() - each * columns;
        double square = power() * figures.count() / Math.max(values, 1);
        double std = rounded(Math.sqrt(square), values);
        return IntStream.rangeClosed(1, 3)
                .mapToDouble(digits -> Decimal.round((double) each / rows, digits))
                .filter(part -> part <= 1 && new Sparse(part, std).zeros(rows) == each)
                .<Law>mapToObj(part -> new Sparse(part, std))
                .filter(this::holds)
                .findFirst();
    }

    private double power() {
        double mean = figures.moments().mean();
        return figures.moments().variance() + mean * mean;
    }

    /// The deviation with as few digits as the values allow.
    private static double rounded(double std, long values) {
        double error = 4.5 / Math.sqrt(2.0 * values);
        return IntStream.rangeClosed(1, 3)
                .mapToDouble(digits -> Decimal.round(std, digits))
                .filter(each -> Math.abs(each / std - 1) <= error)
                .findFirst()
                .orElse(std);
    }

    private Optional<Law> orthogonal() {
        long rows = shape.dim(0);
        long columns = figures.count() / rows;
        if (rows < 2 || columns < 2) {
            return Optional.empty();
        }
        boolean alike =
                rows <= columns
                        ? figures.rows().filter(this::areAlike).isPresent()
                        : figures.columns().filter(this::areAlike).isPresent();
        if (!alike) {
            return Optional.empty();
        }
        double gain = Math.sqrt(power() * Math.max(rows, columns));
        for (double known : GAINS) {
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
        return switch (figures.dtype()) {
            case F64, I64 -> 1e-9;
            case F32 -> 1e-4;
            case F16 -> 1e-3;
            case BF16 -> 1e-2;
        };
    }

    /// What it is called.
    static String name(Law law) {
        return switch (law) {
            case Orthogonal(double gain) ->
                    gain == 1 ? "orthogonal" : "orthogonal(gain=" + gainText(gain) + ")";
            case Sparse(double sparsity, double std) ->
                    "sparse(" + Decimal.of(sparsity) + ", std=" + Decimal.of(std) + ")";
            case Eye _ -> "eye";
            case Dirac(long groups) -> groups == 1 ? "dirac" : "dirac(groups=" + groups + ")";
            default -> throw new IllegalArgumentException(law + " has no structure");
        };
    }

    private static String gainText(double gain) {
        return gain == Math.sqrt(2)
                ? "√2"
                : gain == 5.0 / 3 ? "5/3" : Decimal.of(Decimal.round(gain, 4));
    }
}
