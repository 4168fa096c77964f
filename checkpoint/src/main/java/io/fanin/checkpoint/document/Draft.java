package io.fanin.checkpoint.document;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.internal.require.Require;
import io.fanin.model.inference.LayerGuess;
import io.fanin.model.inference.LayerInference;
import io.fanin.plan.Plan;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// The plan of a checkpoint that someone else made, to be edited into what it should have been. For
/// every tensor whose layer can be inferred it has the law that PyTorch's constructor of that layer
/// leaves in it; the others have no step. [PlanFile#writeWithoutPositions] writes it in the form to
/// edit.
///
/// @param plan without a seed
/// @param notes what is open: one sentence for each kind of ambiguity, tensors without a step, ties
///   of unlike layers
public record Draft(Plan plan, List<String> notes) {
    public Draft {
        Require.present("plan", plan);
        notes = List.copyOf(notes);
    }

    /// @param model how the plan calls the model
    /// @param version whose bits the plan's are
    public static Draft of(String model, TorchVersion version, Checkpoint checkpoint) {
        SequencedMap<String, StoredTensor> tensors = checkpoint.tensors();
        SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        Map<String, LayerGuess> guesses = LayerInference.infer(shapes);
        Drafting drafting = new Drafting(version);
        tensors.forEach(
                (name, tensor) -> drafting.add(tensor, Objects.requireNonNull(guesses.get(name))));
        return drafting.draft(Require.present("model", model));
    }
}
