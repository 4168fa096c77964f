package io.fanin.check.scale;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the scales of most weights of one kind, matrices or convolutions, have in common: a gain
/// over a fan.
///
/// @param followers those that have it: three at least, and more than half of the kind
/// @param others those that don't
/// @param isFanCertain whether no other fan explains as many
record CommonScale(
        Fan fan,
        Gain gain,
        List<ScaledWeight> followers,
        List<ScaledWeight> others,
        boolean isFanCertain) {
    private static final int LEAST = 3;

    /// Those of a file's kinds, as far as they have one.
    static List<CommonScale> of(List<ScaledWeight> weights) {
        return Stream.of(true, false)
                .map(isConvolution ->
                        weights.stream()
                                .filter(each -> each.isConvolution() == isConvolution)
                                .toList())
                .flatMap(kind -> ofKind(kind).stream())
                .toList();
    }

    private static Optional<CommonScale> ofKind(List<ScaledWeight> kind) {
        List<CommonScale> all = new ArrayList<>();
        for (Fan fan : Fan.values()) {
            for (Gain gain : Gain.values()) {
                Map<Boolean, List<ScaledWeight>> byPower =
                        kind.stream()
                                .collect(
                                        Collectors.partitioningBy(each ->
                                                each.hasPower(gain.square() / fan.of(each))));
                all.add(
                        new CommonScale(
                                fan,
                                gain,
                                requireNonNull(byPower.get(true)),
                                requireNonNull(byPower.get(false)),
                                true));
            }
        }
        CommonScale best =
                all.stream()
                        .max(Comparator.comparingInt(each -> each.followers.size()))
                        .orElseThrow();
        int most = best.followers.size();
        boolean isCertain =
                all.stream().allMatch(each -> each.fan == best.fan || each.followers.size() < most);
        return most >= LEAST && 2 * most > kind.size()
                ? Optional.of(
                        new CommonScale(
                                best.fan, best.gain, best.followers, best.others, isCertain))
                : Optional.empty();
    }

    /// How many weights the kind has.
    int size() {
        return followers.size() + others.size();
    }

    /// Whether several weights stand at this one's place in their blocks and none has the common
    /// scale: they seem to have another on purpose.
    boolean isDesign(ScaledWeight weight) {
        return others.stream().filter(each -> each.place().equals(weight.place())).count() > 1
                && followers.stream().noneMatch(each -> each.place().equals(weight.place()));
    }
}
