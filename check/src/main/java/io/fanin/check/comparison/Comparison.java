package io.fanin.check.comparison;

import io.fanin.check.law.PValues;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Severity;
import io.fanin.check.report.Verdict;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.Held;
import io.fanin.check.scan.RowFigures;
import io.fanin.check.scan.Scan;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Compares the tensors of a file with those of the same names in another one: equal to the bit, or
/// what they have in common otherwise. If laws are enough, tensors are well that may follow one
/// law.
public final class Comparison {
    private static final String EQUAL = "equal to the bit";
    private static final String WHICH = "find out which of the two is right";

    private final List<Held> tensors;
    private final Map<String, Held> others = new LinkedHashMap<>();
    private final boolean laws;
    private final double level;
    private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
    private final Map<String, Finding> found = new ConcurrentHashMap<>();

    private Comparison(List<Held> tensors, List<Held> others, boolean laws, double level) {
        this.tensors = tensors;
        this.laws = laws;
        this.level = level;
        others.forEach(each -> this.others.put(each.name(), each));
    }

    /// @param laws whether laws are compared, not bits
    /// @param alpha how likely two files of the same laws are to differ by chance
    public static Comparison of(List<Held> tensors, List<Held> others, boolean laws, double alpha) {
        double level = PValues.level(alpha, Math.max(tensors.size(), 1));
        return new Comparison(tensors, others, laws, level);
    }

    /// Compares a tensor of a type that Fanin does not compute with; may be called by several
    /// threads at once.
    public void look(Held held) {
        Held other = others.get(held.name());
        if (other == null) {
            return;
        }
        if (!held.shape().equals(other.shape())) {
            wrongShape(held, other, false);
        } else if (other.raw().isEmpty() || !held.type().equals(other.type())) {
            wrongType(held, other, ", and Fanin does not compare their values");
        } else {
            long first = held.raw().orElseThrow().mismatch(other.raw().get());
            if (first < 0) {
                verdicts.put(held.name(), Verdict.exact(true, EQUAL));
            } else {
                differ(
                        held.name(),
                        Kind.DIFFERENT_BITS,
                        String.format(Locale.ROOT, "its bytes differ, first in number %,d", first),
                        WHICH,
                        List.of());
            }
        }
    }

    /// Compares a tensor; may be called by several threads at once.
    ///
    /// @param figures the tensor's own
    public void look(Held held, Tensor tensor, Figures figures) {
        Held other = others.get(held.name());
        if (other == null) {
            return;
        }
        if (other.tensor().isEmpty()) {
            if (held.shape().equals(other.shape())) {
                wrongType(held, other, ", and Fanin does not compare their values");
            } else {
                wrongShape(held, other, false);
            }
            return;
        }
        Tensor against = other.tensor().get();
        if (!tensor.shape().equals(against.shape())) {
            wrongShape(held, other, isTranspose(tensor, against));
        } else if (tensor.dtype() != against.dtype()) {
            cast(held, other, tensor, against);
        } else {
            compare(held.name(), tensor, figures, against);
        }
    }

    private void differ(String name, Kind kind, String reason, String mend, List<Rows> rows) {
        verdicts.put(name, Verdict.exact(false, reason));
        found.put(name, Finding.of(kind, List.of(name), reason, mend).with(rows));
    }

    private void wrongShape(Held held, Held other, boolean transposed) {
        differ(
                held.name(),
                Kind.WRONG_SHAPE,
                "the shape is "
                        + held.shape()
                        + " where the other file has "
                        + other.shape()
                        + (transposed ? ": it is the transpose, to the bit" : ""),
                transposed ? "transpose it" : WHICH,
                List.of());
    }

    private void wrongType(Held held, Held other, String values) {
        differ(
                held.name(),
                Kind.WRONG_DTYPE,
                "the dtype is "
                        + held.type()
                        + " where the other file has "
                        + other.type()
                        + values,
                WHICH,
                List.of());
    }

    private static boolean isTranspose(Tensor a, Tensor b) {
        return a.shape().rank() == 2
                && a.dtype() == b.dtype()
                && a.shape().equals(Shape.of(b.shape().dim(1), b.shape().dim(0)))
                && Differences.of(a, b.transpose(0, 1)).count() == 0;
    }

    private void cast(Held held, Held other, Tensor a, Tensor b) {
        boolean narrower = a.dtype().bytes() <= b.dtype().bytes();
        boolean isCast =
                a.dtype().isFloatingPoint()
                        && b.dtype().isFloatingPoint()
                        && (narrower ? Differences.isCast(b, a) : Differences.isCast(a, b));
        wrongType(
                held,
                other,
                isCast
                        ? ": the values are those of the other file, merely cast"
                        : ", and the values differ by more than a cast");
        if (isCast) {
            found.computeIfPresent(held.name(), (_, finding) -> finding.with(Severity.INFO));
        }
    }

    private void compare(String name, Tensor a, Figures figures, Tensor b) {
        Differences differences = Differences.of(a, b);
        if (differences.count() == 0) {
            verdicts.put(name, Verdict.exact(true, EQUAL));
            return;
        }
        Figures other = Scan.of(b);
        double pValue = TwoSamples.pValue(figures, other);
        if (laws) {
            compareLaws(name, figures, other, pValue);
            return;
        }
        BitSet changed = changedRows(figures, other);
        boolean isEveryRow =
                figures.rows().filter(rows -> rows.rows() == changed.cardinality()).isPresent();
        differ(
                name,
                Kind.DIFFERENT_BITS,
                differences.text(a, b)
                        + law(figures, pValue)
                        + common(a, b, figures, other, changed),
                WHICH + "; with --law, equal laws are enough",
                isEveryRow ? List.of() : Rows.of(changed));
    }

    private void compareLaws(String name, Figures figures, Figures other, double pValue) {
        if (pValue >= level) {
            verdicts.put(name, new Verdict(true, "may follow the law of the other", pValue, ""));
            return;
        }
        String reason =
                String.format(
                        Locale.ROOT,
                        "its law is not that of the other file (%s): mean %.4g and deviation %.4g"
                                + " where the other has %.4g and %.4g",
                        PValues.text(pValue),
                        figures.moments().mean(),
                        figures.moments().std(),
                        other.moments().mean(),
                        other.moments().std());
        differ(name, Kind.WRONG_LAW, reason, WHICH, List.of());
    }

    /// One value tells of no law, and integers are counted, not drawn.
    private static String law(Figures figures, double pValue) {
        if (figures.count() == 1 || !figures.dtype().isFloatingPoint()) {
            return "";
        }
        return pValue >= 1e-6
                ? "; the laws may be one"
                : "; the laws differ (" + PValues.text(pValue) + ")";
    }

    /// What is the same though the bits are not.
    private static String common(Tensor a, Tensor b, Figures x, Figures y, BitSet changed) {
        if (a.shape().rank() == 2 && a.shape().dim(0) == a.shape().dim(1) && isTranspose(a, b)) {
            return "; it is the transpose, to the bit";
        }
        if (x.rows().isEmpty() || y.rows().isEmpty()) {
            return "";
        }
        if (Arrays.equals(sorted(x.rows().get()), sorted(y.rows().get()))) {
            return "; the rows are the same in another order";
        }
        int rows = x.rows().get().rows();
        int unchanged = rows - changed.cardinality();
        return unchanged == 0
                ? "; no row is unchanged"
                : String.format(Locale.ROOT, "; %,d of %,d rows are unchanged", unchanged, rows);
    }

    private static long[] sorted(RowFigures rows) {
        long[] hashes = new long[rows.rows()];
        Arrays.setAll(hashes, rows::hash);
        Arrays.sort(hashes);
        return hashes;
    }

    /// Empty if there are no rows.
    private static BitSet changedRows(Figures x, Figures y) {
        BitSet changed = new BitSet();
        if (x.rows().isEmpty() || y.rows().isEmpty()) {
            return changed;
        }
        RowFigures rows = x.rows().get();
        for (int row = 0; row < rows.rows(); row++) {
            changed.set(row, rows.hash(row) != y.rows().get().hash(row));
        }
        return changed;
    }

    /// All that was found, in the file's order, what is not in both files first.
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        tensors.forEach(each -> names.add(each.name()));
        List<String> missing =
                others.keySet().stream().filter(name -> !names.contains(name)).toList();
        List<String> extra = names.stream().filter(name -> !others.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            all.add(
                    Finding.of(
                            Kind.MISSING,
                            missing,
                            count(missing.size())
                                    + " of the other file "
                                    + (missing.size() == 1 ? "is" : "are")
                                    + " not there",
                            "add them, or leave them out of the other file"));
        }
        if (!extra.isEmpty()) {
            all.add(
                    Finding.of(
                            Kind.EXTRA,
                            extra,
                            count(extra.size())
                                    + (extra.size() == 1 ? " is" : " are")
                                    + " not in the other file",
                            "leave them out, or add them to the other file"));
        }
        names.stream()
                .map(name -> Optional.ofNullable(found.get(name)))
                .flatMap(Optional::stream)
                .forEach(all::add);
        return all;
    }

    private static String count(int tensors) {
        return String.format(Locale.ROOT, "%,d tensor%s", tensors, tensors == 1 ? "" : "s");
    }

    /// What came of each tensor that both files have.
    public Map<String, Verdict> verdicts() {
        return Map.copyOf(verdicts);
    }
}
