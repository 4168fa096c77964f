package io.fanin.checkpoint.document;

import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.init.TorchInit;
import io.fanin.law.Initializer;
import io.fanin.law.Law;
import io.fanin.model.inference.LayerGuess;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Region;
import io.fanin.plan.Step;
import io.fanin.random.Position;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// A draft while it is made, tensor by tensor.
final class Drafting {
    private static final int NAMES_SHOWN = 3;

    private final TorchVersion version;
    private final StepChain chain;
    private final SequencedMap<String, StoredTensor> owners = new LinkedHashMap<>();
    private final SequencedMap<String, PlannedTensor> tensors = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    /// The tensors that each note is about.
    private final SequencedMap<String, List<String>> notes = new LinkedHashMap<>();

    Drafting(TorchVersion version) {
        this.version = version;
        this.chain = new StepChain(version);
    }

    void add(StoredTensor tensor, LayerGuess guess) {
        if (tensor.type().dtype().isEmpty()) {
            note("left out, since a plan can't say what " + tensor.type() + " holds", tensor);
            return;
        }
        DType dtype = tensor.type().dtype().get();
        StoredTensor owner = owners.getOrDefault(tensor.storage(), tensor);
        boolean isTied = isSame(owner, tensor);
        PlannedTensor planned =
                new PlannedTensor(
                        tensor.name(),
                        isTied ? owner.name() : tensor.name(),
                        guess.type(),
                        guess.role(),
                        dtype,
                        tensor.shape());
        tensors.put(planned.name(), planned);
        if (planned.isTied()) {
            noteTie(planned);
            return;
        }
        owners.put(tensor.name(), tensor);
        if (!tensor.storage().equals(tensor.name())) {
            note(
                    "planned apart, though a part of the memory of "
                            + Quoted.of(tensor.storage())
                            + " is the same",
                    tensor);
        }
        noteAlternatives(tensor, guess);
        fill(tensor, planned, guess);
    }

    /// Whether two names stand for all elements of one tensor.
    private static boolean isSame(StoredTensor owner, StoredTensor tensor) {
        return owner.type() == tensor.type()
                && owner.shape().equals(tensor.shape())
                && owner.strides().equals(tensor.strides())
                && owner.segment().address() == tensor.segment().address();
    }

    private void fill(StoredTensor tensor, PlannedTensor planned, LayerGuess guess) {
        if (guess.construction().isEmpty()) {
            note("not filled, since no layer is known that has such a tensor", tensor);
            return;
        }
        Initializer initializer = guess.construction().get();
        DType drawn =
                planned.dtype().isFloatingPoint() && planned.dtype().bytes() == Short.BYTES
                        ? DType.F32
                        : planned.dtype();
        Position start = chain.end();
        try {
            Law law = initializer.law(planned.shape());
            steps.add(
                    new Step(
                            "construction",
                            planned.name(),
                            new Region.Whole(),
                            TorchInit.has(initializer)
                                    ? TorchInit.text(initializer)
                                    : initializer.toString(),
                            law,
                            drawn,
                            start,
                            chain.add(law, planned.shape(), drawn, start),
                            false));
        } catch (IllegalArgumentException e) {
            note("not filled: " + e.getMessage(), tensor);
        }
    }

    private void noteTie(PlannedTensor tensor) {
        PlannedTensor owner = tensors.getOrDefault(tensor.storage(), tensor);
        if (!owner.layer().equals(tensor.layer())) {
            note(
                    "tied to "
                            + Quoted.of(owner.name())
                            + ", of "
                            + owner.layer()
                            + ", and so filled as that one, though of "
                            + tensor.layer(),
                    tensor.name());
        }
    }

    private void noteAlternatives(StoredTensor tensor, LayerGuess guess) {
        if (!guess.alternatives().isEmpty()) {
            note(
                    "taken for "
                            + guess.type()
                            + ", but may be "
                            + String.join(" or ", guess.alternatives()),
                    tensor);
        }
    }

    private void note(String what, StoredTensor tensor) {
        note(what, tensor.name());
    }

    private void note(String what, String tensor) {
        notes.computeIfAbsent(what, _ -> new ArrayList<>()).add(tensor);
    }

    Draft draft(String model) {
        Plan plan =
                new Plan(
                        model,
                        "draft",
                        version,
                        OptionalLong.empty(),
                        List.copyOf(tensors.values()),
                        steps);
        return new Draft(
                plan,
                notes.entrySet().stream()
                        .map(note -> names(note.getValue()) + ": " + note.getKey())
                        .toList());
    }

    private static String names(List<String> names) {
        String shown =
                String.join(", ", names.stream().limit(NAMES_SHOWN).map(Quoted::of).toList());
        return names.size() <= NAMES_SHOWN
                ? shown
                : shown + " and " + (names.size() - NAMES_SHOWN) + " more";
    }
}
