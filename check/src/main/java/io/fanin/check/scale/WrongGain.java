package io.fanin.check.scale;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds, in fresh files, weights whose scale is that of another gain than their neighbours'.
///
/// Which nonlinearity follows a layer leaves no trace, so only a few exceptions among many count:
/// weights between others of the same place in their blocks, which have the common gain. The last
/// of a place may have another on purpose, and what [WrongFan] explains is left to it. A sound
/// weight is taken for an exception with a probability below 10⁻⁹, and must then have another known
/// gain by chance as well.
final class WrongGain {
    private static final int MOST = 4;

    private WrongGain() {}

    static List<Finding> find(List<ScaledWeight> weights, List<CommonScale> scales) {
        List<Finding> found = new ArrayList<>();
        for (CommonScale common : scales) {
            for (ScaledWeight each : common.others()) {
                boolean isRare = MOST * common.others().size() <= common.size();
                if (isRare
                        && !each.isOfNumber()
                        && !WrongFan.explains(each, common, weights)
                        && isBetween(each, common, weights)) {
                    gain(each, common)
                            .map(gain -> finding(each, gain, common))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /// Where the fan is open, a follower of the same shape has the same.
    private static Optional<Gain> gain(ScaledWeight weight, CommonScale common) {
        boolean isClear =
                common.isFanCertain()
                        || common.followers().stream()
                                .anyMatch(each -> each.shape().equals(weight.shape()));
        return isClear ? Gain.of(weight, common.fan().of(weight)) : Optional.empty();
    }

    /// Whether weights of the same place with the common gain lie on both sides.
    private static boolean isBetween(
            ScaledWeight weight, CommonScale common, List<ScaledWeight> weights) {
        Map<String, Integer> order = new HashMap<>();
        weights.forEach(each -> order.put(each.name(), order.size()));
        int at = order.getOrDefault(weight.name(), 0);
        List<Integer> alike =
                common.followers().stream()
                        .filter(each -> each.place().equals(weight.place()))
                        .map(each -> order.getOrDefault(each.name(), 0))
                        .toList();
        return alike.stream().anyMatch(each -> each < at)
                && alike.stream().anyMatch(each -> each > at);
    }

    private static Finding finding(ScaledWeight weight, Gain gain, CommonScale common) {
        String reason =
                String.format(
                        Locale.ROOT,
                        "its mean square is %s / %,.0f, that of %s; %,d of the %,d weights of its kind have that"
                                + " of %s, %s over %s",
                        gain,
                        common.fan().of(weight),
                        gain.source(),
                        common.followers().size(),
                        common.size(),
                        common.gain().source(),
                        common.gain(),
                        common.fan());
        String mend =
                gain == Gain.DEFAULT
                        ? "draw it as the others; it still holds what the constructor left"
                        : "draw it with the gain of the others, or allow wrong-gain if it is meant";
        return Finding.of(Kind.WRONG_GAIN, List.of(weight.name()), reason, mend);
    }
}
