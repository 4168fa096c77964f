package io.fanin.check.contract;

import static io.fanin.check.contract.Inventory.count;
import static io.fanin.check.contract.Inventory.some;

import io.fanin.check.law.LawTest;
import io.fanin.check.law.PValues;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Recognition;
import io.fanin.check.report.Verdict;
import io.fanin.check.scan.Figures;
import io.fanin.check.scan.Held;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Step;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/// Whether the tensors of a file hold what a plan says: to the bit if it has a seed and that is
/// wanted, in law otherwise.
public final class Contract {
    private final Plan plan;
    private final Inventory inventory;
    private final LawComparison laws;
    private final boolean byBits;
    private final Map<String, PlannedTensor> present = new HashMap<>();
    private final Map<String, Difference> differences = new ConcurrentHashMap<>();
    private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();

    /// Tensors that follow their laws, but not the plan's seed.
    private final Set<String> otherSeed = ConcurrentHashMap.newKeySet();

    private final Map<String, Finding> found = new ConcurrentHashMap<>();
    private final Map<String, Long> hashes = new ConcurrentHashMap<>();

    private Contract(Plan plan, Inventory inventory, LawComparison laws, boolean byBits) {
        this.plan = plan;
        this.inventory = inventory;
        this.laws = laws;
        this.byBits = byBits;
        inventory.present().forEach(each -> present.put(each.name(), each));
    }

    /// @param byBits whether the bits are compared; the plan must have a seed then
    /// @param alpha how likely a file that follows all laws is to fail by chance
    public static Contract of(
            Plan plan, List<Held> tensors, LawTest tests, boolean byBits, double alpha) {
        Inventory inventory = Inventory.of(plan, tensors);
        // Constants can't fail by chance.
        long random =
                inventory.present().stream()
                        .flatMap(each -> plan.liveSteps(each.name()).stream())
                        .filter(step -> step.law().isRandom())
                        .map(Step::storage)
                        .distinct()
                        .count();
        double level = PValues.level(alpha, Math.max(random, 1));
        return new Contract(plan, inventory, new LawComparison(tests, level), byBits);
    }

    /// Compares the bits of all tensors, if that is wanted.
    ///
    /// @param done hears how many bytes were compared, from any thread
    public void compareBits(LongConsumer done) {
        if (byBits) {
            differences.putAll(
                    new BitComparison(plan, inventory::held, done).of(inventory.present()));
        }
    }

    /// Judges a tensor; may be called by several threads at once.
    public void look(String name, Tensor tensor, Figures figures, Recognition recognition) {
        PlannedTensor planned = present.get(name);
        if (planned == null) {
            return;
        }
        hashes.put(name, figures.hash());
        Difference difference = differences.get(name);
        if (difference != null && difference.count() == 0) {
            verdicts.put(name, Verdict.exact(true, "every bit as planned"));
            return;
        }
        List<Step> steps = plan.liveSteps(name);
        Verdict inLaw = laws.of(tensor, figures, steps, recognition);
        if (difference == null) {
            verdicts.put(name, inLaw);
            if (!inLaw.holds()) {
                found.put(name, wrongLaw(name, inLaw.text()));
            }
            return;
        }
        String differs = describe(difference, tensor);
        verdicts.put(name, Verdict.exact(false, differs));
        if (!inLaw.holds()) {
            found.put(name, wrongLaw(name, inLaw.text() + "; " + differs));
        } else if (difference.count() > tensor.shape().count() / 2
                && steps.stream().anyMatch(step -> step.law().isRandom())) {
            otherSeed.add(name);
        } else {
            found.put(
                    name,
                    Finding.of(
                            Kind.DIFFERENT_BITS,
                            List.of(name),
                            differs,
                            "make the tensor anew, or find out who changed these values"));
        }
    }

    private static Finding wrongLaw(String name, String reason) {
        return Finding.of(
                Kind.WRONG_LAW,
                List.of(name),
                reason,
                "make the tensor anew by the plan, or mend the plan if it is outdated");
    }

    private String describe(Difference difference, Tensor tensor) {
        return String.format(
                Locale.ROOT,
                "%s of %,d values differ%s, first at %s: %s where seed %s gives %s",
                difference.count() == tensor.shape().count()
                        ? "all"
                        : String.format(Locale.ROOT, "%,d", difference.count()),
                tensor.shape().count(),
                difference.count() == 1 ? "s" : "",
                place(tensor.shape(), difference.first()),
                text(tensor, tensor.get(difference.first())),
                Long.toUnsignedString(plan.requireSeed()),
                text(tensor, difference.expected()));
    }

    /// As many digits as tell the value from its neighbours.
    private static String text(Tensor tensor, double value) {
        return switch (tensor.dtype()) {
            case F64 -> Double.toString(value);
            case I64 -> Long.toString((long) value);
            default -> Float.toString((float) value);
        };
    }

    private static String place(Shape shape, long number) {
        List<String> indices = new ArrayList<>();
        long rest = number;
        for (int i = shape.rank() - 1; i >= 0; i--) {
            indices.addFirst(Long.toString(rest % shape.dim(i)));
            rest /= shape.dim(i);
        }
        return "[" + String.join(", ", indices) + "]";
    }

    /// All that was found, in the plan's order.
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>(inventory.findings());
        plan.tensors().stream().filter(this::isTornApart).map(Contract::wrongTie).forEach(all::add);
        List<String> others =
                plan.tensors().stream()
                        .map(PlannedTensor::name)
                        .filter(otherSeed::contains)
                        .toList();
        if (!others.isEmpty()) {
            all.add(
                    Finding.of(
                            Kind.OTHER_SEED,
                            others,
                            count(others.size(), "tensor")
                                    + (others.size() == 1
                                            ? " follows its law but holds"
                                            : " follow their laws but hold")
                                    + " other values than seed "
                                    + Long.toUnsignedString(plan.requireSeed())
                                    + " gives: "
                                    + some(others)
                                    + "; "
                                    + Objects.requireNonNull(verdicts.get(others.getFirst()))
                                            .text(),
                            "check with the seed that made the file, or with --law for the laws alone"));
        }
        plan.tensors().stream()
                .map(each -> Optional.ofNullable(found.get(each.name())))
                .flatMap(Optional::stream)
                .forEach(all::add);
        return all;
    }

    /// Whether the plan ties it to a tensor that has other values.
    private boolean isTornApart(PlannedTensor tensor) {
        return hashes.containsKey(tensor.name())
                && hashes.containsKey(tensor.storage())
                && !hashes.get(tensor.name()).equals(hashes.get(tensor.storage()));
    }

    private static Finding wrongTie(PlannedTensor tensor) {
        return Finding.of(
                Kind.WRONG_TIE,
                List.of(tensor.name(), tensor.storage()),
                "the plan ties it to \""
                        + tensor.storage()
                        + "\", but their values are not the same",
                "give both the same values, or leave the second one out of the file");
    }

    /// How many bytes [#compareBits] compares.
    public long bytes() {
        return byBits ? inventory.present().stream().mapToLong(PlannedTensor::bytes).sum() : 0;
    }

    /// What came of each tensor that is there in the planned form.
    public Map<String, Verdict> verdicts() {
        return Map.copyOf(verdicts);
    }
}
