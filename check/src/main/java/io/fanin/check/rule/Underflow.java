package io.fanin.check.rule;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.scan.Figures;
import io.fanin.tensor.DType;
import java.util.List;
import java.util.Locale;

/// Finds half-precision tensors whose values fall below what the dtype can hold: many are denormal,
/// or 0 among denormal ones.
///
/// A law of deviation σ has about 0.8 · t / σ of its values closer to 0 than t; one of sound scale
/// has fewer denormal ones than [#PART] by far.
final class Underflow implements TensorRule {
    private static final double PART = 0.05;
    private static final double LEAST_NORMAL_F16 = 0x1p-14;
    private static final double LEAST_NORMAL_BF16 = 0x1p-126;

    @Override
    public List<Finding> look(Subject subject) {
        Figures figures = subject.figures();
        DType dtype = subject.tensor().dtype();
        boolean half = dtype == DType.F16 || dtype == DType.BF16;
        if (!half || figures.denormals() <= PART * figures.count()) {
            return List.of();
        }
        return List.of(
                Finding.of(
                        Kind.UNDERFLOW,
                        List.of(subject.name()),
                        String.format(
                                Locale.ROOT,
                                "%,d of %,d values are closer to 0 than %s's least normal number, %.3g, and have"
                                        + " lost digits; %,d are 0",
                                figures.denormals(),
                                figures.count(),
                                dtype.torchName(),
                                dtype == DType.F16 ? LEAST_NORMAL_F16 : LEAST_NORMAL_BF16,
                                figures.zeros()),
                        dtype == DType.F16
                                ? "store the tensor as bfloat16 or float32, or scale it"
                                : "store the tensor as float32, or scale it"));
    }
}
