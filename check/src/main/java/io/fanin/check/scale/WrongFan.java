package io.fanin.check.scale;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds, in fresh files, weights whose scale is that of another fan than their own: the rest of
/// the file says which gain and fan it should be, and the other fan explains the scale to the
/// number.
///
/// A sound weight is taken for an exception with a probability below 10⁻⁹, and must then have the
/// scale of another fan by chance as well.
final class WrongFan {
    /// Into how many pieces people split a weight.
    private static final int[] SHARDS = {2, 4, 8, 16, 32, 64};

    private static final Pattern PACKED =
            Pattern.compile("(?i)(^|[._])(w?qkv|c_attn|in_proj|query_key_value)(_proj)?[._]");

    /// What is wrong, in the words of a finding; weights with equal ones make one finding.
    ///
    /// @param fan that the scale is of, such as `fan_out`
    private record Cause(String fan, String mend) {}

    private WrongFan() {}

    static List<Finding> find(List<ScaledWeight> weights, List<CommonScale> scales) {
        List<Finding> found = new ArrayList<>();
        transposed(weights).ifPresent(found::add);
        for (CommonScale common : scales) {
            packed(common).ifPresent(found::add);
            if (common.isFanCertain()) {
                found.addAll(exceptions(common, weights));
            }
        }
        return found;
    }

    /// Weights that have their inputs first, all scaled as if they came second.
    private static Optional<Finding> transposed(List<ScaledWeight> weights) {
        List<ScaledWeight> layers =
                weights.stream()
                        .filter(each -> each.digest().guess().isCertain())
                        .filter(each ->
                                each.digest().guess().type().equals(ScaledWeight.INPUTS_FIRST))
                        .filter(each -> each.in() != each.out() && !each.isOfNumber())
                        .toList();
        if (layers.stream().map(ScaledWeight::out).distinct().count() < 2) {
            return Optional.empty();
        }
        ScaledWeight first = layers.getFirst();
        return Gain.of(first, (double) first.out())
                .filter(gain ->
                        layers.stream().allMatch(each -> each.hasPower(gain.square() / each.out())))
                .map(gain ->
                        Finding.of(
                                Kind.WRONG_FAN,
                                names(layers),
                                String.format(
                                        Locale.ROOT,
                                        "%s of layout [in, out] %s scaled as if of layout [out, in]: the mean"
                                                + " square of %s is %s / %,d, and it has %,d inputs",
                                        weights(layers.size()),
                                        layers.size() == 1 ? "is" : "are",
                                        first.name(),
                                        gain,
                                        first.out(),
                                        first.in()),
                                "transpose such a weight while it is drawn, or use mode=fan_out"));
    }

    /// Query, key and value in one matrix, drawn as if they were one: their common fan is too
    /// large.
    private static Optional<Finding> packed(CommonScale common) {
        if (!common.isFanCertain() || common.fan() == Fan.IN) {
            return Optional.empty();
        }
        List<ScaledWeight> packed =
                common.followers().stream()
                        .filter(each -> each.out() == 3 * each.in())
                        .filter(each -> PACKED.matcher(each.name()).find())
                        .toList();
        if (packed.isEmpty()) {
            return Optional.empty();
        }
        ScaledWeight first = packed.getFirst();
        return Optional.of(
                Finding.of(
                        Kind.WRONG_FAN,
                        names(packed),
                        String.format(
                                Locale.ROOT,
                                "%s of query, key and value packed %s drawn as one: the mean square of %s is"
                                        + " %s / %,.0f where each third by itself has %s / %,.0f",
                                weights(packed.size()),
                                packed.size() == 1 ? "is" : "are",
                                first.name(),
                                common.gain(),
                                common.fan().of(first),
                                common.gain(),
                                common.fan().of((double) first.in(), first.out() / 3.0)),
                        "draw each third of the rows by itself"));
    }

    private static List<Finding> exceptions(CommonScale common, List<ScaledWeight> weights) {
        Map<Cause, List<ScaledWeight>> causes = new LinkedHashMap<>();
        for (ScaledWeight each : common.others()) {
            cause(each, common, weights)
                    .ifPresent(cause ->
                            causes.computeIfAbsent(cause, _ -> new ArrayList<>()).add(each));
        }
        List<Finding> found = new ArrayList<>();
        causes.forEach((cause, concerned) -> found.add(finding(cause, concerned, common)));
        return found;
    }

    private static Finding finding(Cause cause, List<ScaledWeight> concerned, CommonScale common) {
        ScaledWeight first = concerned.getFirst();
        double fan = common.fan().of(first);
        String reason =
                String.format(
                        Locale.ROOT,
                        "the mean square of %s is %s over %s; %,d of the %,d weights of its kind have %s over"
                                + " %s, which is %,.0f here",
                        first.name(),
                        common.gain(),
                        cause.fan,
                        common.followers().size(),
                        common.size(),
                        common.gain(),
                        common.fan(),
                        fan);
        String also =
                Gain.of(first, fan)
                        .map(gain ->
                                ", and the gain of " + gain.source() + " would give it the same")
                        .orElse("");
        return Finding.of(Kind.WRONG_FAN, names(concerned), reason + also, cause.mend);
    }

    /// Whether another fan explains the scale of an exception.
    static boolean explains(ScaledWeight weight, CommonScale common, List<ScaledWeight> weights) {
        return common.isFanCertain() && cause(weight, common, weights).isPresent();
    }

    private static Optional<Cause> cause(
            ScaledWeight weight, CommonScale common, List<ScaledWeight> weights) {
        if (weight.isOfNumber()) {
            return Optional.empty();
        }
        double square = common.gain().square();
        Fan fan = common.fan();
        long groups = groups(weight, weights);
        if (groups > 1 && fan == Fan.OUT && weight.hasPower(square / weight.in())) {
            return Optional.empty(); // the fan out of one group
        }
        if (groups > 1 && fan == Fan.IN && weight.hasPower(square / weight.in() / groups)) {
            return Optional.of(
                    new Cause(
                            String.format(
                                    Locale.ROOT,
                                    "fan_in without its %,d groups, %,d",
                                    groups,
                                    weight.in() * groups),
                            "draw it with the fan of one group, as its shape has it"));
        }
        return other(weight, common)
                .or(() ->
                        Gain.of(weight, fan.of(weight)).isPresent()
                                ? Optional.empty()
                                : shard(weight, common));
    }

    /// Fan out where the others have fan in, or the other way round.
    private static Optional<Cause> other(ScaledWeight weight, CommonScale common) {
        Fan fan = common.fan();
        if (fan == Fan.MEAN || common.isDesign(weight)) {
            return Optional.empty();
        }
        Fan other = fan == Fan.IN ? Fan.OUT : Fan.IN;
        return weight.hasPower(common.gain().square() / other.of(weight))
                ? Optional.of(
                        new Cause(
                                other + ", " + number(other.of(weight)),
                                "draw it with mode=" + fan))
                : Optional.empty();
    }

    private static Optional<Cause> shard(ScaledWeight weight, CommonScale common) {
        Fan fan = common.fan();
        for (int parts : SHARDS) {
            for (boolean byInputs : new boolean[] {true, false}) {
                double in = byInputs ? (double) weight.in() / parts : weight.in();
                double out = byInputs ? weight.out() : (double) weight.out() / parts;
                boolean isWhole = in == Math.rint(in) && out == Math.rint(out);
                double part = fan.of(in, out);
                if (isWhole
                        && part != fan.of(weight)
                        && weight.hasPower(common.gain().square() / part)) {
                    return Optional.of(
                            new Cause(
                                    fan + " of one of " + parts + " shards, " + number(part),
                                    "draw it with the fan of the whole weight, not of a shard"));
                }
            }
        }
        return Optional.empty();
    }

    /// How many groups a convolution has, if the one before it has as many channels more than its
    /// own shape says; 1 otherwise.
    private static long groups(ScaledWeight weight, List<ScaledWeight> weights) {
        long channels = weight.shape().dim(1);
        long groups = weight.shape().dim(0) / channels;
        return weight.isConvolution() && before(weight, weights) == channels * groups ? groups : 1;
    }

    /// The output channels of the convolution before it; 0 if there is none.
    private static long before(ScaledWeight weight, List<ScaledWeight> weights) {
        return weights.subList(0, weights.indexOf(weight)).reversed().stream()
                .filter(ScaledWeight::isConvolution)
                .mapToLong(each -> each.shape().dim(0))
                .findFirst()
                .orElse(0);
    }

    private static String number(double fan) {
        return String.format(Locale.ROOT, "%,.0f", fan);
    }

    private static String weights(int count) {
        return count == 1 ? "1 weight" : String.format(Locale.ROOT, "%,d weights", count);
    }

    private static List<String> names(List<ScaledWeight> weights) {
        return weights.stream().map(ScaledWeight::name).toList();
    }
}
