package io.fanin.plan;

import static io.fanin.init.Initializers.normal;
import static io.fanin.init.Initializers.ones;
import static io.fanin.init.Initializers.zeros;

import io.fanin.law.Initializer;
import io.fanin.model.Layer;
import io.fanin.model.Role;
import io.fanin.model.architecture.GPT2LMHeadModel;
import io.fanin.model.architecture.LlamaForCausalLM;

/// What `_init_weights` of Hugging Face's models does. `initializer_range` is the model's, 0.02 if
/// it says none.
///
/// The laws are Hugging Face's, and with a tied head the bits are too. A head of its own gets other
/// bits, since Hugging Face initializes all else before it constructs the head; and a padding row,
/// which Hugging Face zeroes, is drawn as the others are.
final class HuggingFaceRecipes {
    private static final double DEFAULT_RANGE = 0.02;

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
        double range =
                model instanceof GPT2LMHeadModel gpt2
                        ? gpt2.config().initializerRange()
                        : DEFAULT_RANGE;
        Initializer residual = normal(0, range / Math.sqrt(2.0 * blocks));
        return Recipes.constructed(
                name,
                Rule.layer("Linear", Role.WEIGHT, normal(0, range)),
                Rule.layer("Linear", Role.BIAS, zeros()),
                Rule.layer("Conv1D", Role.WEIGHT, normal(0, range)),
                Rule.layer("Conv1D", Role.BIAS, zeros()),
                Rule.layer("Embedding", Role.EMBEDDING, normal(0, range)),
                Rule.layer("LayerNorm", Role.SCALE, ones()),
                Rule.layer("LayerNorm", Role.BIAS, zeros()),
                Rule.within("GPT2Attention", "c_proj.weight", residual),
                Rule.within("GPT2MLP", "c_proj.weight", residual));
    }

    private static long count(Layer layer, String type) {
        long here = layer.type().equals(type) ? 1 : 0;
        return here + layer.children().values().stream().mapToLong(each -> count(each, type)).sum();
    }

    static Recipe llama(String name, Layer model) {
        double range =
                model instanceof LlamaForCausalLM llama
                        ? llama.config().initializerRange()
                        : DEFAULT_RANGE;
        return Recipes.constructed(
                name,
                Rule.layer("Linear", Role.WEIGHT, normal(0, range)),
                Rule.layer("Linear", Role.BIAS, zeros()),
                Rule.layer("Embedding", Role.EMBEDDING, normal(0, range)),
                Rule.layer("LlamaRMSNorm", Role.SCALE, ones()));
    }
}
