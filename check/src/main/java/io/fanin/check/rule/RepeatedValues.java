package io.fanin.check.rule;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Severity;
import io.fanin.model.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Finds, in fresh files, random tensors that are equal, or begin with the same random values,
/// within whatever bounds: the generator was reset between them.
///
/// Values of one form of law are compared, uniform or normal, as the first [Opening#LENGTH] of each
/// tensor: those of independent tensors have a correlation beyond [#ALIKE] with a probability below
/// 10⁻⁴⁰.
final class RepeatedValues implements FileRule {
    private static final double ALIKE = 0.9995;

    /// How far apart the first values of alike openings are at most.
    private static final double NEAR = 0.1;

    /// Fewer values of half precision may be equal by chance.
    private static final int LEAST = 16;

    /// Second copies of a network that are meant to be equal at first.
    private static final Pattern COPY =
            Pattern.compile("(?i)(^|[._])(ema|target|teacher|momentum|shadow|old|k|key)(_|\\.)");

    /// The layers of `torch.nn.TransformerEncoder` and `Decoder` are copies of one.
    private static final Pattern COPIED_LAYER =
            Pattern.compile("layers\\.\\d+\\.(self_attn|multihead_attn|linear[12])\\.");

    /// Two tensors, the earlier first.
    private record Pair(Digest first, Digest second) {
        boolean areEqual() {
            return first.hash() == second.hash()
                    && first.dtype() == second.dtype()
                    && first.shape().equals(second.shape());
        }

        Severity severity() {
            boolean isTied = first.is(Role.EMBEDDING) != second.is(Role.EMBEDDING);
            boolean isCopy =
                    COPY.matcher(first.name()).find() != COPY.matcher(second.name()).find();
            boolean isLayer =
                    COPIED_LAYER.matcher(first.name()).find()
                            && COPIED_LAYER.matcher(second.name()).find();
            // Equal biases matter little where the weights differ.
            boolean isBias = isLayer && first.is(Role.BIAS);
            if (areEqual() && (isTied || isCopy || isBias)) {
                return Severity.INFO;
            }
            return areEqual() && isLayer ? Severity.WARNING : Severity.ERROR;
        }
    }

    /// What makes one finding.
    private record Cause(boolean equal, Severity severity) {}

    @Override
    public List<Finding> look(List<Digest> tensors, Expectation file) {
        if (file == Expectation.TRAINED) {
            return List.of();
        }
        Map<Cause, List<Pair>> causes = new LinkedHashMap<>();
        for (Pair pair : pairs(tensors.stream().filter(RepeatedValues::isRandom).toList())) {
            causes.computeIfAbsent(
                            new Cause(pair.areEqual(), pair.severity()), _ -> new ArrayList<>())
                    .add(pair);
        }
        return causes.entrySet().stream()
                .map(each -> finding(each.getKey(), each.getValue()))
                .toList();
    }

    private static boolean isRandom(Digest tensor) {
        return tensor.recognition().law().filter(RepeatedRows::isRandom).isPresent()
                && (tensor.role().isPresent() || tensor.recognition().fresh())
                && !tensor.isTied()
                && tensor.shape().count() >= LEAST;
    }

    /// Each tensor that repeats one before it, with the earliest such.
    private static List<Pair> pairs(List<Digest> tensors) {
        List<Integer> sorted =
                IntStream.range(0, tensors.size())
                        .filter(i -> Double.isFinite(tensors.get(i).opening().first()))
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> tensors.get(i).opening().first()))
                        .toList();
        SortedMap<Integer, Integer> earliest = new TreeMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            Digest one = tensors.get(sorted.get(i));
            for (int j = i + 1; j < sorted.size(); j++) {
                Digest other = tensors.get(sorted.get(j));
                if (other.opening().first() - one.opening().first() > NEAR) {
                    break;
                }
                if (isRepeated(one, other)) {
                    int later = Math.max(sorted.get(i), sorted.get(j));
                    earliest.merge(later, Math.min(sorted.get(i), sorted.get(j)), Math::min);
                }
            }
        }
        return earliest.entrySet().stream()
                .map(each -> new Pair(tensors.get(each.getValue()), tensors.get(each.getKey())))
                .toList();
    }

    private static boolean isRepeated(Digest one, Digest other) {
        return new Pair(one, other).areEqual()
                || (one.opening().length() == Opening.LENGTH
                        && other.opening().length() == Opening.LENGTH
                        && one.opening().correlation(other.opening()) > ALIKE);
    }

    private static Finding finding(Cause cause, List<Pair> pairs) {
        SequencedSet<String> names = new LinkedHashSet<>();
        for (Pair pair : pairs) {
            names.add(pair.first.name());
            names.add(pair.second.name());
        }
        Pair example = pairs.getFirst();
        String what =
                cause.equal
                        ? pairs.size() == 1 ? "is equal to one" : "are equal to others"
                        : pairs.size() == 1
                                ? "begins with the same random values as one"
                                : "begin with the same random values as others";
        String reason =
                String.format(
                        Locale.ROOT,
                        "%,d random %s %s before %s: %s to %s",
                        pairs.size(),
                        pairs.size() == 1 ? "tensor" : "tensors",
                        what,
                        pairs.size() == 1 ? "it" : "them",
                        example.second.name(),
                        example.first.name());
        return Finding.of(Kind.REPEATED_VALUES, List.copyOf(names), reason, mend(cause))
                .with(cause.severity);
    }

    private static String mend(Cause cause) {
        return switch (cause.severity) {
            case INFO -> "tie the two if they are meant to be one weight; a copy needs no mend";
            case WARNING ->
                    "draw each layer anew: torch.nn.TransformerEncoder copies one layer to all places";
            case ERROR -> "seed the generator once, and not again before each tensor";
        };
    }
}
