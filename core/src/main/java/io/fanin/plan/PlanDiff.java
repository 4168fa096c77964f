package io.fanin.plan;

import io.fanin.internal.require.Require;
import io.fanin.random.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What two plans say differently of their tensors. Prints itself as lines:
///
/// ```
/// h.0.attn.c_proj.weight: law N(0, 0.0040825²) against N(0, 0.02²)
/// ```
///
/// @param differences those of whole plans first, then tensor by tensor in the order of the first
///   plan, those that only the second has at the end
public record PlanDiff(List<Difference> differences) {
    /// What differs. Each tensor has one difference at most: the first of these that there is.
    public enum Kind {
        /// The PyTorch version whose bits a plan has.
        VERSION,
        /// The seed.
        SEED,
        /// Only one of the plans has the tensor.
        PRESENCE,
        SHAPE,
        DTYPE,
        /// Whose memory the tensor shares.
        TIE,
        /// The laws of the fills that decide the tensor's values, or the regions that they fill.
        LAW,
        /// The laws are the same; the dtype drawn in is not.
        DRAWN,
        /// The laws are the same; the words that they are drawn from are not.
        POSITION;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String NONE = "none";

    /// One thing that differs.
    ///
    /// @param tensor its name; empty for what concerns whole plans
    /// @param first as the first plan has it
    /// @param second as the second plan has it
    public record Difference(String tensor, Kind kind, String first, String second) {
        public Difference {
            Require.present("tensor", tensor);
            Require.present("kind", kind);
            Require.present("first", first);
            Require.present("second", second);
        }

        @Override
        public String toString() {
            String name = tensor.isEmpty() ? "" : tensor + ": ";
            if (kind == Kind.PRESENCE) {
                return first.equals(NONE)
                        ? name + "only in the second, " + second
                        : name + "only in the first, " + first;
            }
            return name + kind + " " + first + " against " + second;
        }
    }

    public PlanDiff {
        differences = List.copyOf(Require.present("differences", differences));
    }

    /// Compares two plans.
    public static PlanDiff of(Plan first, Plan second) {
        List<Difference> found = new ArrayList<>();
        compare(found, "", Kind.VERSION, first.version(), second.version());
        compare(found, "", Kind.SEED, seed(first), seed(second));
        SequencedMap<String, Side> others = sides(second);
        sides(first)
                .forEach((name, side) -> {
                    Side other = others.remove(name);
                    if (other == null) {
                        found.add(new Difference(name, Kind.PRESENCE, side.summary(), NONE));
                    } else {
                        compare(found, name, side, other);
                    }
                });
        others.forEach((name, other) ->
                found.add(new Difference(name, Kind.PRESENCE, NONE, other.summary())));
        return new PlanDiff(found);
    }

    private static String seed(Plan plan) {
        return plan.seed().isPresent() ? Long.toUnsignedString(plan.seed().getAsLong()) : "none";
    }

    /// A tensor of a plan and the fills that decide its values.
    private record Side(PlannedTensor tensor, List<Step> live) {
        String summary() {
            return tensor.dtype().torchName() + " " + tensor.shape() + ", " + laws();
        }

        String laws() {
            return print(step -> step.law().toString());
        }

        String exactLaws() {
            return print(step -> Rule.scheme(step.law()));
        }

        private String print(Function<Step, String> law) {
            return live.isEmpty()
                    ? "nothing"
                    : live.stream()
                            .map(step ->
                                    law.apply(step)
                                            + (step.region() instanceof Region.Whole
                                                    ? ""
                                                    : " in " + step.region()))
                            .collect(Collectors.joining(", then "));
        }

        List<?> fills() {
            return live.stream().map(step -> List.of(step.region(), step.law())).toList();
        }

        String drawn() {
            return list(step -> step.drawn().torchName());
        }

        /// Where random values begin; for the others that makes no difference.
        String positions() {
            return list(step -> step.law().isRandom() ? print(step.position()) : "");
        }

        private static String print(Position position) {
            return "word "
                    + position.words()
                    + (position.waiting() == Position.NONE
                            ? ""
                            : ", the second normal of word " + position.waiting() + " waiting");
        }

        private String list(Function<Step, String> property) {
            return live.stream()
                    .map(property)
                    .filter(each -> !each.isEmpty())
                    .collect(Collectors.joining(", then "));
        }
    }

    private static SequencedMap<String, Side> sides(Plan plan) {
        Map<String, List<Step>> live =
                plan.steps().stream()
                        .filter(step -> !step.dead())
                        .collect(Collectors.groupingBy(Step::storage));
        SequencedMap<String, Side> sides = new LinkedHashMap<>();
        plan.tensors()
                .forEach(each ->
                        sides.put(
                                each.name(),
                                new Side(each, live.getOrDefault(each.storage(), List.of()))));
        return sides;
    }

    private static void compare(List<Difference> found, String name, Side first, Side second) {
        PlannedTensor a = first.tensor();
        PlannedTensor b = second.tensor();
        if (compare(found, name, Kind.SHAPE, a.shape(), b.shape())
                || compare(found, name, Kind.DTYPE, a.dtype().torchName(), b.dtype().torchName())
                || compare(found, name, Kind.TIE, tie(a), tie(b))) {
            return;
        }
        if (!first.fills().equals(second.fills())) {
            boolean rounded = first.laws().equals(second.laws());
            found.add(
                    new Difference(
                            name,
                            Kind.LAW,
                            rounded ? first.exactLaws() : first.laws(),
                            rounded ? second.exactLaws() : second.laws()));
            return;
        }
        if (!compare(found, name, Kind.DRAWN, first.drawn(), second.drawn())) {
            compare(found, name, Kind.POSITION, first.positions(), second.positions());
        }
    }

    private static String tie(PlannedTensor tensor) {
        return tensor.isTied() ? tensor.storage() : "none";
    }

    private static boolean compare(
            List<Difference> found, String name, Kind kind, Object first, Object second) {
        if (Objects.equals(first, second)) {
            return false;
        }
        found.add(new Difference(name, kind, first.toString(), second.toString()));
        return true;
    }

    /// Whether the plans say the same of every tensor, to the bit if they have a seed.
    public boolean isEmpty() {
        return differences.isEmpty();
    }

    /// Whether every tensor is there in both plans and has the same shape, dtype, ties and laws.
    public boolean lawsAgree() {
        return laws().isEmpty();
    }

    /// What differs in tensors, shapes, dtypes, ties and laws: not the bits that are drawn of them.
    public PlanDiff laws() {
        return new PlanDiff(
                differences.stream()
                        .filter(each ->
                                switch (each.kind()) {
                                    case VERSION, SEED, DRAWN, POSITION -> false;
                                    case PRESENCE, SHAPE, DTYPE, TIE, LAW -> true;
                                })
                        .toList());
    }

    /// A line for each difference; empty if there is none.
    @Override
    public String toString() {
        return differences.stream().map(Difference::toString).collect(Collectors.joining("\n"));
    }
}
