package io.fanin.check.recognition;

import io.fanin.check.law.LawTest;
import io.fanin.check.report.Recognition;
import io.fanin.check.scan.Figures;
import io.fanin.law.Constant;
import io.fanin.law.Law;
import io.fanin.model.inference.LayerGuess;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Says which law explains the values of a tensor best, and which schemes have it.
///
/// Laws of independent values are compared by their likelihood: those of known schemes as they are,
/// and one of each [Family] with the numbers that fit best, at a price for each number. The
/// likeliest must then pass [LawTest], which trained values hardly do.
public final class Recognizer {
    /// A law that the values follow is refused so rarely.
    private static final double LEVEL = 1e-7;

    /// Fewer values may look like any law by chance.
    private static final int LEAST_FRESH = 256;

    /// In units of the logarithm of the likelihood: 10,000 to 1.
    private static final double IMPLAUSIBLE = 9.2;

    /// 20 to 1.
    private static final double UNDECIDED = 3;

    /// What a law that has no name must be likelier by.
    private static final double NAMELESS = 4;

    /// Values beyond are no initialization's, and their eighth powers are no numbers.
    private static final double MOST = 1e30;

    private static final double LEAST = 1e-30;

    /// So few values fit anything.
    private static final int FEW = 3;

    private final LawTest tests;

    /// @param name of the scheme behind it; empty for numbers that were fitted
    private record Candidate(String name, Law law, double likelihood, double score) {
        boolean named() {
            return !name.isEmpty();
        }

        Family family() {
            return Family.of(law);
        }
    }

    public Recognizer(LawTest tests) {
        this.tests = tests;
    }

    /// @param figures the tensor's own
    public Recognition of(Tensor tensor, Figures figures, LayerGuess guess) {
        if (figures.count() == 0) {
            return Recognition.unknown("no values");
        }
        if (figures.finite() < figures.count() || !figures.dtype().isFloatingPoint()) {
            return Recognition.unknown("");
        }
        double reach = Math.max(Math.abs(figures.min()), Math.abs(figures.max()));
        if (reach > MOST || (reach < LEAST && reach > 0)) {
            return Recognition.unknown("values up to " + Decimal.of(Decimal.round(reach, 3)));
        }
        if (figures.min() == figures.max()) {
            return constant(figures.min(), guess, figures);
        }
        Optional<Law> structure = new Structure(tests, tensor, figures).find();
        if (structure.isPresent()) {
            return new Recognition(
                    structure,
                    List.of(Structure.name(structure.get())),
                    figures.count() >= LEAST_FRESH,
                    "");
        }
        return independent(tensor, figures, guess);
    }

    private static Recognition constant(double value, LayerGuess guess, Figures figures) {
        List<String> names = new ArrayList<>();
        names.add(
                value == 0 ? "zeros" : value == 1 ? "ones" : "constant(" + Decimal.of(value) + ")");
        guess.construction()
                .filter(each -> each.law(figures.shape()).equals(new Constant(value)))
                .ifPresent(_ -> names.add("pytorch-default"));
        return new Recognition(Optional.of(new Constant(value)), names, false, "");
    }

    private Recognition independent(Tensor tensor, Figures figures, LayerGuess guess) {
        Sample sample = Sample.of(figures);
        List<Candidate> candidates = candidates(sample, figures, guess);
        Set<Family> refused = EnumSet.noneOf(Family.class);
        for (Candidate candidate : candidates) {
            if (refused.contains(candidate.family())) {
                continue;
            }
            Optional<DType> drawn = drawn(candidate.law, tensor, figures);
            if (drawn.isPresent()) {
                return recognized(candidate, candidates, sample, drawn.get(), figures.dtype());
            }
            // Numbers that fit better may yet pass where a scheme's do not.
            if (!candidate.named()) {
                refused.add(candidate.family());
            }
        }
        return Recognition.unknown(
                figures.count() < FEW ? figures.count() + " values tell nothing" : "");
    }

    /// The likeliest first: of each family the best scheme and the best fit.
    private static List<Candidate> candidates(Sample sample, Figures figures, LayerGuess guess) {
        List<Candidate> all = new ArrayList<>();
        for (Scheme scheme : Schemes.of(figures.shape(), guess)) {
            double likelihood = sample.likelihood(scheme.law());
            all.add(
                    new Candidate(
                            scheme.name(), scheme.law(), likelihood, likelihood - scheme.rarity()));
        }
        double price = Math.log((double) sample.count()) / 2;
        for (Family family : Family.values()) {
            family.fit(sample)
                    .ifPresent(law -> {
                        double likelihood = sample.likelihood(law);
                        double score = likelihood - NAMELESS - family.parameters() * price;
                        all.add(new Candidate("", law, likelihood, score));
                    });
        }
        return all.stream()
                .filter(each -> Double.isFinite(each.likelihood))
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .toList();
    }

    /// The dtype that values of this law seem to have been drawn in; empty if they don't follow it.
    private Optional<DType> drawn(Law law, Tensor tensor, Figures figures) {
        return Stream.of(DType.F32, figures.dtype())
                .distinct()
                .filter(each -> tests.test(law, each, tensor, figures).pValue() >= LEVEL)
                .findFirst();
    }

    private static Recognition recognized(
            Candidate best, List<Candidate> all, Sample sample, DType drawn, DType stored) {
        List<String> names =
                all.stream()
                        .filter(Candidate::named)
                        .filter(each -> each.family() == best.family())
                        .filter(each -> each.likelihood >= best.likelihood - IMPLAUSIBLE)
                        .map(Candidate::name)
                        .distinct()
                        .toList();
        Set<Family> open =
                all.stream()
                        .filter(each -> each.likelihood >= best.likelihood - UNDECIDED)
                        .map(Candidate::family)
                        .filter(each -> each != Family.TRUNCATED || best.family() == each)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Family.class)));
        List<String> forms = open.stream().map(Family::toString).distinct().sorted().toList();
        String note = forms.size() > 1 ? unclear(sample, forms) : "";
        if (drawn != DType.F32 && drawn == stored && drawn != DType.F64) {
            note = note + (note.isEmpty() ? "" : "; ") + "drawn in " + drawn.torchName();
        }
        return new Recognition(
                Optional.of(best.law),
                names,
                sample.count() >= LEAST_FRESH && forms.size() == 1,
                note);
    }

    private static String unclear(Sample sample, List<String> forms) {
        var squares = ChiSquaredDistribution.of((double) sample.count());
        double sum = sample.power() * sample.count();
        return String.format(
                Locale.ROOT,
                "%,d values: %s, of a standard deviation between %.2g and %.2g",
                sample.count(),
                String.join(" or ", forms.reversed()),
                Math.sqrt(sum / squares.inverseSurvivalProbability(0.0005)),
                Math.sqrt(sum / squares.inverseCumulativeProbability(0.0005)));
    }
}
