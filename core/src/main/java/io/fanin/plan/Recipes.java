package io.fanin.plan;

import static io.fanin.init.Initializers.constant;
import static io.fanin.init.Initializers.kaimingUniform;
import static io.fanin.init.Initializers.uniform;
import static io.fanin.init.Initializers.xavierUniform;
import static io.fanin.init.Initializers.zeros;

import io.fanin.init.Nonlinearity;
import io.fanin.internal.require.Nearest;
import io.fanin.internal.require.Require;
import io.fanin.law.Initializer;
import io.fanin.model.Layer;
import io.fanin.model.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The recipes that are built in. Each begins with what PyTorch's constructors do;
/// [Recipe#withoutConstruction] leaves that out.
///
/// | name | after construction |
/// | --- | --- |
/// | `pytorch-default` | nothing |
/// | `zero` | weights 0, biases 0 |
/// | `random` | weights `U(-0.1, 0.1)`, biases 0 |
/// | `xavier` | weights by Xavier's uniform law, biases 0 |
/// | `he` | weights by Kaiming's uniform law for ReLU, biases 0 |
/// | `torchvision` | what the model's class in torchvision 0.14 does |
/// | `gpt2`, `llama` | what the model's class in Hugging Face's transformers does |
///
/// Weights and biases are those of [Role]; scales and embeddings stay as constructed.
///
/// `torchvision`, `gpt2` and `llama` give their twins' bits.
public final class Recipes {
    private static final List<String> NAMES =
            List.of(
                    "pytorch-default",
                    "zero",
                    "random",
                    "xavier",
                    "he",
                    "torchvision",
                    "gpt2",
                    "llama");

    private Recipes() {}

    /// The names of all of them.
    public static List<String> names() {
        return NAMES;
    }

    /// The recipe of that name for a model: some depend on its class and its shapes.
    ///
    /// @throws IllegalArgumentException if there is none of that name, or none for such a model
    public static Recipe of(String name, Layer model) {
        Require.present("model", model);
        return switch (Require.present("name", name)) {
            case "pytorch-default" -> constructed(name);
            case "zero" -> everywhere(name, constant(0));
            case "random" -> everywhere(name, uniform(-0.1, 0.1));
            case "xavier" -> everywhere(name, xavierUniform());
            case "he" -> everywhere(name, kaimingUniform(Nonlinearity.RELU));
            case "torchvision" -> TorchvisionRecipe.of(name, model);
            case "gpt2" -> HuggingFaceRecipes.gpt2(name, model);
            case "llama" -> HuggingFaceRecipes.llama(name, model);
            default ->
                    throw new IllegalArgumentException(
                            "recipe \""
                                    + name
                                    + "\" is unknown; the nearest is "
                                    + Nearest.to(name, NAMES)
                                    + "; there are "
                                    + String.join(", ", NAMES));
        };
    }

    private static Recipe everywhere(String name, Initializer weights) {
        return constructed(name, Rule.role(Role.WEIGHT, weights), Rule.role(Role.BIAS, zeros()));
    }

    /// Construction, then one pass of those rules, if there are any.
    static Recipe constructed(String name, Rule... rules) {
        List<Pass> passes = new ArrayList<>(List.of(new Pass.Construct()));
        if (rules.length > 0) {
            passes.add(new Pass.Apply(name, Arrays.asList(rules)));
        }
        return new Recipe(name, passes);
    }
}
