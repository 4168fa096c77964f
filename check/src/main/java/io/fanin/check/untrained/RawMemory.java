package io.fanin.check.untrained;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import io.fanin.check.rule.Subject;
import io.fanin.check.rule.TensorRule;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.RowFigures;
import io.fanin.check.scan.ValueHistogram;
import io.fanin.tensor.DType;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds tensors that hold what was in memory before: pointers, integers, text or other bytes that
/// no one meant as numbers.
///
/// Weights that decayed to nearly 0, as those of dead units, are none: they have both signs and no
/// order. Nor are weights that exploded: nine in ten values of a normal law lie within 5 powers of
/// two, and arbitrary bytes over all that the dtype has.
final class RawMemory implements TensorRule {
    /// Fewer huge values may be flipped bits.
    private static final long FEWEST = 16;

    private static final int HUGE = 33;
    private static final int LARGE = 20;
    private static final int LEAST_SPAN = 16;

    /// The same for float16, which ends at 2¹⁶.
    private static final int HUGE_F16 = 10;

    private static final int LEAST_SPAN_F16 = 14;
    private static final int LEAST_EXPONENT = -160;
    private static final int EXPONENTS = 300;

    @Override
    public List<Finding> look(Subject subject) {
        Figures figures = subject.figures();
        if (!figures.dtype().isFloatingPoint()
                || figures.finite() == 0
                || figures.min() == figures.max()) {
            return List.of();
        }
        boolean strange =
                figures.denormals() > 0
                        || Math.max(figures.max(), -figures.min())
                                >= (figures.dtype() == DType.F16 ? 8 : 1 << LARGE);
        if (!strange) {
            return List.of();
        }
        MemoryBytes bytes = MemoryBytes.of(subject.tensor());
        return bytes
                .text()
                .or(bytes::pointers)
                .or(() -> figures.shape().rank() > 1 ? bytes.integers() : Optional.empty())
                .or(() -> flat(figures))
                .map(reason -> finding(subject, reason))
                .stream()
                .toList();
    }

    private static Finding finding(Subject subject, String reason) {
        Finding finding =
                Finding.of(
                        Kind.RAW_MEMORY,
                        List.of(subject.name()),
                        reason,
                        "write the tensor before it is saved: allocating it, as torch.empty and to_empty do,"
                                + " leaves what was in memory");
        return subject.figures().rows().map(RawMemory::huge).map(finding::with).orElse(finding);
    }

    /// Rows that hold huge values; none if all do or none does.
    private static List<Rows> huge(RowFigures rows) {
        BitSet huge = new BitSet();
        for (int row = 0; row < rows.rows(); row++) {
            huge.set(row, !(rows.squares(row) < Math.pow(2, 2 * LARGE)));
        }
        return huge.cardinality() == rows.rows() ? List.of() : Rows.of(huge);
    }

    /// Whether huge values are spread over powers of two as no law spreads them.
    private static Optional<String> flat(Figures figures) {
        long[] counts = exponents(figures.histogram());
        boolean half = figures.dtype() == DType.F16;
        int huge = half ? HUGE_F16 : HUGE;
        long beyond = count(counts, huge - LEAST_EXPONENT);
        int from = half ? 0 : LARGE - LEAST_EXPONENT;
        int low = quantile(counts, from, 0.1);
        int high = quantile(counts, from, 0.9);
        // float64 beyond float32's range counts as float32's greatest value.
        boolean doubles =
                figures.dtype() == DType.F64 && count(counts, 127 - LEAST_EXPONENT) >= FEWEST;
        if (beyond < FEWEST || (high - low < (half ? LEAST_SPAN_F16 : LEAST_SPAN) && !doubles)) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "%,d of %,d values are %s or greater, up to %.2g, and spread over powers of two as"
                                + " arbitrary bytes are, not as any law's values",
                        beyond,
                        figures.count(),
                        half ? "1,024" : "8.6e9",
                        Math.max(figures.max(), -figures.min())));
    }

    /// How many values other than 0 have each exponent.
    private static long[] exponents(ValueHistogram histogram) {
        long[] counts = new long[EXPONENTS];
        for (int bin = 0; bin < histogram.bins(); bin++) {
            double size = Math.max(Math.abs(histogram.lower(bin)), Math.abs(histogram.upper(bin)));
            if (size > 0) {
                counts[Math.getExponent(size) - LEAST_EXPONENT] += histogram.count(bin);
            }
        }
        return counts;
    }

    private static long count(long[] counts, int from) {
        long count = 0;
        for (int i = from; i < counts.length; i++) {
            count += counts[i];
        }
        return count;
    }

    private static int quantile(long[] counts, int from, double part) {
        double rest = part * count(counts, from);
        int at = from;
        while (at < counts.length - 1 && rest > counts[at]) {
            rest -= counts[at++];
        }
        return at;
    }
}
