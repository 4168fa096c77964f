package io.fanin.check.recognition;

import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.model.inference.LayerGuess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// Schemes and fitted laws by how likely they are, given the values: the weight that each has
/// before, times its likelihood.
final class Ranking {
    /// How much less likely than the first a scheme may be that is still named, as a logarithm: 150
    /// times.
    private static final double OPEN = 5;

    private static final int MOST_NAMES = 8;

    /// More values have no scheme if fitted numbers explain them better than any.
    private static final int FEW = 1000;

    /// The greatest chance that the values are of another form than is said.
    private static final double DOUBT = 0.01;

    private static final double EQUAL = 1e-9;

    /// @param score the logarithm of the probability, but for a constant
    record Ranked(Scheme scheme, double score) {
        Law law() {
            return scheme.law();
        }
    }

    private final Sample sample;
    private final List<Ranked> all;

    private Ranking(Sample sample, List<Ranked> all) {
        this.sample = sample;
        this.all = all;
    }

    static Ranking of(Sample sample, LayerGuess guess) {
        return new Ranking(
                sample,
                Stream.concat(Schemes.of(sample, guess).stream(), Form.fitted(sample).stream())
                        .map(each ->
                                new Ranked(
                                        each,
                                        Math.log(each.weight()) + sample.likelihood(each.law())))
                        .filter(each -> Double.isFinite(each.score))
                        .sorted(Comparator.comparingDouble(Ranked::score).reversed())
                        .toList());
    }

    /// The likeliest first, each law once.
    List<Ranked> laws(int most) {
        List<Ranked> found = new ArrayList<>();
        for (Ranked each : all) {
            if (found.stream().noneMatch(before -> isSame(before.law(), each.law()))) {
                found.add(each);
            }
            if (found.size() == most) {
                break;
            }
        }
        return found;
    }

    /// The schemes that the values leave open beside the one chosen, which comes first with those
    /// of its law.
    List<String> names(Ranked chosen) {
        if (!chosen.scheme.isNamed() && sample.count() >= FEW) {
            return List.of();
        }
        Stream<Ranked> same = all.stream().filter(each -> isSame(each.law(), chosen.law()));
        Stream<Ranked> others =
                all.stream()
                        .filter(each -> each.score >= chosen.score - OPEN)
                        .filter(each -> !isSame(each.law(), chosen.law()));
        return Stream.concat(same, others)
                .filter(each -> each.scheme.isNamed())
                .map(each -> each.scheme.name())
                .distinct()
                .limit(MOST_NAMES)
                .toList();
    }

    /// Whether two laws are one, but for rounding and for bounds that cut off nothing.
    static boolean isSame(Law one, Law other) {
        if (Form.of(one) != Form.of(other)) {
            return false;
        }
        return Form.of(one) == Form.NORMAL
                ? isClose(center(one), center(other), std(one))
                        && isClose(std(one), std(other), std(one))
                : isClose(one.lower(), other.lower(), one.upper() - one.lower())
                        && isClose(one.upper(), other.upper(), one.upper() - one.lower())
                        && (one instanceof Uniform || isClose(std(one), std(other), std(one)));
    }

    private static boolean isClose(double a, double b, double scale) {
        return Math.abs(a - b) <= EQUAL * scale;
    }

    private static double center(Law law) {
        return switch (law) {
            case Normal(double mean, double _) -> mean;
            case TruncatedNormal cut -> cut.mean();
            default -> (law.lower() + law.upper()) / 2;
        };
    }

    private static double std(Law law) {
        return switch (law) {
            case Normal(double _, double std) -> std;
            case TruncatedNormal cut -> cut.std();
            default -> (law.upper() - law.lower()) / Math.sqrt(12);
        };
    }

    /// The forms that the values don't rule out, the likeliest first.
    List<Form> forms() {
        double best = all.getFirst().score;
        Map<Form, Double> parts = new EnumMap<>(Form.class);
        for (Ranked each : all) {
            parts.merge(Form.of(each.law()), Math.exp(each.score - best), Double::sum);
        }
        double whole = parts.values().stream().mapToDouble(Double::doubleValue).sum();
        return parts.entrySet().stream()
                .filter(each -> each.getValue() > DOUBT * whole)
                // Cut far out, a normal law is hardly another one.
                .filter(each -> each.getKey() != Form.TRUNCATED_NORMAL || isBest(each, parts))
                .sorted(Map.Entry.<Form, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isBest(Map.Entry<Form, Double> part, Map<Form, Double> parts) {
        return part.getValue() > parts.getOrDefault(Form.NORMAL, 0.0);
    }

    /// What can't be told apart; empty if nothing is open.
    String note(Ranked chosen) {
        List<Form> forms = forms();
        if (forms.size() > 1) {
            String names = String.join(" or ", forms.stream().map(Form::toString).toList());
            return values() + ": " + names + "; " + deviation();
        }
        boolean isOpen =
                all.stream()
                        .takeWhile(each -> each.score >= chosen.score - OPEN)
                        .anyMatch(
                                each -> each.scheme.isNamed() && !isSame(each.law(), chosen.law()));
        if (!isOpen || !chosen.scheme.isNamed()) {
            return "";
        }
        return values() + ": " + (forms.getFirst() == Form.UNIFORM ? bound() : deviation());
    }

    private String values() {
        return String.format(Locale.ROOT, "%,d values", sample.count());
    }

    /// With 95 % probability, for normal values of mean 0.
    private String deviation() {
        var squares = ChiSquaredDistribution.of((double) sample.count());
        double std = sample.std(0);
        double sum = std * std * sample.count();
        double part = 1 / Math.sqrt((double) sample.count());
        return "a standard deviation between "
                + digits(Math.sqrt(sum / squares.inverseSurvivalProbability(0.025)), part)
                + " and "
                + digits(Math.sqrt(sum / squares.inverseCumulativeProbability(0.025)), part);
    }

    /// With 95 % probability.
    private String bound() {
        double most = sample.reach() * Math.pow(20, 1.0 / sample.count());
        double part = 1.0 / sample.count();
        return "a bound between " + digits(sample.reach(), part) + " and " + digits(most, part);
    }

    /// As many as are meaningful where the part `error` is open.
    private static String digits(double value, double error) {
        return Decimal.of(Decimal.round(value, 2 + (int) -Math.log10(error)));
    }
}
