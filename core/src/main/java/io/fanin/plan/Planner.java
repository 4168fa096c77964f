package io.fanin.plan;

import io.fanin.model.Layer;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Makes a model and a recipe concrete.
///
/// @param version whose bits
/// @param seed empty to leave it open
/// @param stored the dtype of floating-point tensors; empty for the model's own
/// @param drawn the dtype that random values are drawn in; empty for the model's own
public record Planner(
        TorchVersion version, OptionalLong seed, Optional<DType> stored, Optional<DType> drawn) {

    /// @param name how the plan calls the model
    /// @throws IllegalArgumentException if an initializer has no law for a shape, or its law can't
    ///   be drawn in its dtype
    public Plan plan(String name, Layer model, Recipe recipe) {
        return new Plan(name, recipe.name(), version, seed, List.of(), List.of());
    }
}
