package io.fanin.check.scale;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Finds, in fresh files, weights whose scale is not that of the same weight in other blocks,
/// whatever that is.
///
/// Few exceptions among many count, and only such as have others of the common scale on both sides:
/// schemes may change with the depth. What [WrongFan] and [WrongGain] can name is left to them. A
/// sound weight is taken for an exception with a probability below 10⁻¹⁰: the middle one of six
/// scales has about half of its own error.
final class OddScale {
    private static final int LEAST = 6;
    private static final int MOST = 4;

    /// The same weight of all blocks.
    private record Place(String name, Shape shape) {}

    private OddScale() {}

    /// @param named weights that other findings are about
    static List<Finding> find(List<ScaledWeight> weights, Set<String> named) {
        Map<Place, List<ScaledWeight>> places = new LinkedHashMap<>();
        for (ScaledWeight each : weights) {
            places.computeIfAbsent(new Place(each.place(), each.shape()), _ -> new ArrayList<>())
                    .add(each);
        }
        return places.values().stream()
                .filter(place -> place.size() >= LEAST)
                .flatMap(place -> odd(place).stream())
                .filter(finding -> !named.contains(finding.tensors().getFirst()))
                .toList();
    }

    private static List<Finding> odd(List<ScaledWeight> place) {
        double common =
                place.stream()
                        .mapToDouble(ScaledWeight::power)
                        .sorted()
                        .toArray()[place.size() / 2];
        List<Boolean> odd = place.stream().map(each -> !each.hasPower(common)).toList();
        long count = odd.stream().filter(each -> each).count();
        List<Finding> found = new ArrayList<>();
        for (int i = odd.indexOf(false); i < odd.lastIndexOf(false); i++) {
            if (odd.get(i) && MOST * count <= place.size()) {
                found.add(finding(place.get(i), common, place.size() - count));
            }
        }
        return found;
    }

    private static Finding finding(ScaledWeight weight, double common, long others) {
        String reason =
                String.format(
                        Locale.ROOT,
                        "its deviation is %.3g, that of the %,d other weights at its place %.3g",
                        Math.sqrt(weight.power()),
                        others,
                        Math.sqrt(common));
        return Finding.of(
                Kind.WRONG_GAIN,
                List.of(weight.name()),
                reason,
                "draw it as the others, or allow wrong-gain if it is meant");
    }
}
