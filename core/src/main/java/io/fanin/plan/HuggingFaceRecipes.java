package io.fanin.plan;

import static io.fanin.init.Initializers.normal;
import static io.fanin.init.Initializers.ones;
import static io.fanin.init.Initializers.zeros;

import io.fanin.law.Initializer;
import io.fanin.model.Layer;
import io.fanin.model.Role;

/// What `_init_weights` of Hugging Face's models does, with their default `initializer_range`,
/// 0.02. A padding row is drawn as the others are.
final class HuggingFaceRecipes {
    private static final Initializer RANGE = normal(0, 0.02);

    private HuggingFaceRecipes() {}

    /// The projections back into the residual stream are drawn again, narrower the more layers add
    /// to it. Paper: Radford et al. 2019, "Language models are unsupervised multitask learners",
    /// §2.3.
    static Recipe gpt2(String name, Layer model) {
        long blocks = count(model, "GPT2Block");
        if (blocks == 0) {
            throw new IllegalArgumentException(
                    "recipe gpt2 needs a model with layers of the type GPT2Block; "
                            + model.type()
                            + " has none");
        }
        Initializer residual = normal(0, 0.02 / Math.sqrt(2.0 * blocks));
        return Recipes.constructed(
                name,
                Rule.layer("Linear", Role.WEIGHT, RANGE),
                Rule.layer("Linear", Role.BIAS, zeros()),
                Rule.layer("Conv1D", Role.WEIGHT, RANGE),
                Rule.layer("Conv1D", Role.BIAS, zeros()),
                Rule.layer("Embedding", Role.EMBEDDING, RANGE),
                Rule.layer("LayerNorm", Role.SCALE, ones()),
                Rule.layer("LayerNorm", Role.BIAS, zeros()),
                Rule.within("GPT2Attention", "c_proj.weight", residual),
                Rule.within("GPT2MLP", "c_proj.weight", residual));
    }

    private static long count(Layer layer, String type) {
        long here = layer.type().equals(type) ? 1 : 0;
        return here + layer.children().values().stream().mapToLong(each -> count(each, type)).sum();
    }

    static Recipe llama(String name) {
        return Recipes.constructed(
                name,
                Rule.layer("Linear", Role.WEIGHT, RANGE),
                Rule.layer("Linear", Role.BIAS, zeros()),
                Rule.layer("Embedding", Role.EMBEDDING, RANGE),
                Rule.layer("LlamaRMSNorm", Role.SCALE, ones()));
    }
}
