package io.fanin.plan;

import io.fanin.internal.require.Require;
import io.fanin.model.Layer;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Makes a model and a recipe concrete. Nothing is drawn, however large the model is.
///
/// @param version whose bits
/// @param seed empty to leave it open
/// @param stored the dtype of floating-point tensors, as `model.to(dtype)` makes it; empty for the
///   model's own
/// @param drawn the dtype that random values are drawn in; empty for the model's own
public record Planner(
        TorchVersion version, OptionalLong seed, Optional<DType> stored, Optional<DType> drawn) {
    public Planner {
        Require.present("version", version);
        Require.present("seed", seed);
        requireFloating("stored", stored);
        requireFloating("drawn", drawn);
    }

    private static void requireFloating(String name, Optional<DType> dtype) {
        if (Require.present(name, dtype).isPresent() && !dtype.get().isFloatingPoint()) {
            throw new IllegalArgumentException(
                    name + " must be a floating-point dtype; got " + dtype.get().torchName());
        }
    }

    /// No seed yet, and the model's own dtypes.
    public static Planner of(TorchVersion version) {
        return new Planner(version, OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    public Planner withSeed(long seed) {
        return new Planner(version, OptionalLong.of(seed), stored, drawn);
    }

    public Planner withStored(DType stored) {
        return new Planner(version, seed, Optional.of(stored), drawn);
    }

    public Planner withDrawn(DType drawn) {
        return new Planner(version, seed, stored, Optional.of(drawn));
    }

    /// @param name how the plan calls the model
    /// @throws IllegalArgumentException if an initializer has no law for a shape, its law can't be
    ///   drawn in its dtype, or a rule that names tensors does nothing
    public Plan plan(String name, Layer model, Recipe recipe) {
        Planning planning = planning(name, model, recipe);
        planning.idle().stream()
                .filter(idle -> !idle.rule().name().equals(NamePattern.ANY))
                .findFirst()
                .ifPresent(idle -> {
                    throw new IllegalArgumentException("recipe " + recipe.name() + ", " + idle);
                });
        return new Plan(name, recipe.name(), version, seed, planning.tensors(), planning.steps());
    }

    /// The recipe's rules that do nothing to the model. One that names tensors is a mistake, and
    /// [#plan] refuses it; one for a type of layer may be written for other models.
    ///
    /// @throws IllegalArgumentException if an initializer has no law for a shape, or its law can't
    ///   be drawn in its dtype
    public List<IdleRule> idle(Layer model, Recipe recipe) {
        return planning(model.type(), model, recipe).idle();
    }

    private Planning planning(String name, Layer model, Recipe recipe) {
        Planning planning =
                new Planning(
                        this,
                        Require.present("name", name),
                        new PlannedModel(this, Require.present("model", model)));
        Require.present("recipe", recipe).passes().forEach(planning::run);
        return planning;
    }
}
