package io.fanin.check.contract;

import io.fanin.check.law.Component;
import io.fanin.check.law.LawTest;
import io.fanin.check.law.LawVerdict;
import io.fanin.check.law.PValues;
import io.fanin.check.law.Power;
import io.fanin.check.report.Recognition;
import io.fanin.check.report.Verdict;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.Scan;
import io.fanin.law.Constant;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.plan.Step;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Tests whether a tensor follows the laws of its plan, each of its intervals by itself.
///
/// @param level below which p-value of a tensor it does not
record LawComparison(LawTest tests, double level) {
    private static final Constant ZERO = new Constant(0);

    /// What one interval was tested for.
    private record Tested(
            Interval interval, Law law, Figures figures, LawVerdict verdict, String power) {}

    Verdict of(Tensor tensor, Figures figures, List<Step> steps, Recognition recognition) {
        List<Tested> all = new ArrayList<>();
        for (Interval interval : Interval.of(tensor.shape(), steps)) {
            Law law = interval.step().map(Step::law).orElse(ZERO);
            if (interval.from() < interval.to() && isTestable(law, interval)) {
                all.add(test(interval, law, tensor, figures));
            }
        }
        double[] pValues = all.stream().mapToDouble(each -> each.verdict.pValue()).toArray();
        double pValue = PValues.together(pValues);
        String power =
                all.stream().map(Tested::power).filter(s -> !s.isEmpty()).findFirst().orElse("");
        if (pValue >= level) {
            String laws =
                    String.join(
                            ", ",
                            all.stream().map(each -> each.law.toString()).distinct().toList());
            return new Verdict(true, "follows " + laws, pValue, power);
        }
        Tested worst =
                all.stream()
                        .min(Comparator.comparingDouble(each -> each.verdict.pValue()))
                        .orElseThrow();
        return new Verdict(false, reason(worst, tensor, recognition), pValue, power);
    }

    /// What a later step leaves of other laws has none that is known.
    private static boolean isTestable(Law law, Interval interval) {
        return !interval.isPart()
                || switch (law) {
                    case Constant _, Uniform _, Normal _, TruncatedNormal _ -> true;
                    default -> false;
                };
    }

    private Tested test(Interval interval, Law law, Tensor tensor, Figures figures) {
        boolean all = interval.isAll(tensor.shape());
        Tensor part =
                all ? tensor : tensor.narrow(0, interval.from(), interval.to() - interval.from());
        Figures of = all ? figures : Scan.of(part);
        DType drawn = interval.step().map(Step::drawn).orElse(tensor.dtype());
        LawVerdict verdict = tests.test(law, drawn, part, of);
        String power =
                tests.distributions()
                        .of(law, drawn, tensor.dtype(), of.count())
                        .map(distribution ->
                                Power.of(
                                                distribution,
                                                of.count(),
                                                PValues.level(
                                                        level,
                                                        Math.max(verdict.components().size(), 1)))
                                        .sentence())
                        .orElse("");
        return new Tested(interval, law, of, verdict, power);
    }

    private static String reason(Tested worst, Tensor tensor, Recognition recognition) {
        StringBuilder text = new StringBuilder();
        boolean all = worst.interval.isAll(tensor.shape());
        if (!all) {
            text.append("rows ")
                    .append(worst.interval.from())
                    .append(" to ")
                    .append(worst.interval.to() - 1)
                    .append(": ");
        }
        Component off = worst.verdict.worst();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s %s where %s has %s",
                        off.name(),
                        number(off.found()),
                        worst.law,
                        number(off.expected())));
        if (off.pValue() > 0) {
            text.append(" (").append(PValues.text(worst.verdict.pValue())).append(")");
        }
        double expected = deviation(worst.law);
        double found = worst.figures.moments().std();
        if (expected > 0 && found > 0 && Math.abs(found / expected - 1) > 0.005) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "; its standard deviation is %s times the law's",
                            number(found / expected)));
        }
        if (!all) {
            return text.toString();
        }
        if (!recognition.schemes().isEmpty()) {
            text.append("; it looks like ").append(recognition.schemes().getFirst());
        } else {
            recognition.law().ifPresent(law -> text.append("; it looks like ").append(law));
        }
        return text.toString();
    }

    /// NaN for laws whose deviation depends on the shape.
    private static double deviation(Law law) {
        return switch (law) {
            case Uniform(double lower, double upper) -> (upper - lower) / Math.sqrt(12);
            case Normal(double _, double std) -> std;
            default -> Double.NaN;
        };
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
