package io.fanin.plan;

import static io.fanin.init.Initializers.normal;
import static io.fanin.init.Initializers.ones;
import static io.fanin.init.Initializers.zeros;

import io.fanin.law.Initializer;
import io.fanin.model.Construction;
import io.fanin.model.Layer;
import io.fanin.model.Role;
import io.fanin.model.architecture.GPT2LMHeadModel;
import io.fanin.model.architecture.LlamaForCausalLM;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the constructors of Hugging Face's models do, `_init_weights` and all. `initializer_range`
/// is the model's, 0.02 if it says none.
///
/// The base model is constructed and initialized before its head is constructed, so that the head's
/// words come last; those of a tied head are lost, and left out.
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
        boolean hasHead =
                model instanceof GPT2LMHeadModel gpt2 && !gpt2.config().tieWordEmbeddings();
        return recipe(
                name,
                model,
                range,
                hasHead ? Optional.of("transformer") : Optional.empty(),
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
        boolean hasHead =
                model instanceof LlamaForCausalLM llama && !llama.config().tieWordEmbeddings();
        return recipe(
                name,
                model,
                range,
                hasHead ? Optional.of("model") : Optional.empty(),
                Rule.layer("Linear", Role.WEIGHT, normal(0, range)),
                Rule.layer("Linear", Role.BIAS, zeros()),
                Rule.layer("Embedding", Role.EMBEDDING, normal(0, range)),
                Rule.layer("LlamaRMSNorm", Role.SCALE, ones()));
    }

    /// @param base the layer that is constructed and initialized before the head; empty if there is
    ///   no head of its own
    private static Recipe recipe(
            String name, Layer model, double range, Optional<String> base, Rule... rules) {
        List<Pass> passes = new ArrayList<>();
        passes.add(new Pass.Construct(base));
        passes.add(new Pass.Apply(name, base, List.of(rules)));
        if (isPadded(model)) {
            passes.add(new Pass.PaddingRows());
        }
        if (base.isPresent()) {
            Optional<String> head = Optional.of("lm_head");
            Rule rule = Rule.layer("Linear", Role.WEIGHT, normal(0, range));
            passes.add(new Pass.Construct(head));
            passes.add(new Pass.Apply(name + ", head", head, List.of(rule)));
        }
        return new Recipe(name, passes);
    }

    private static boolean isPadded(Layer layer) {
        return layer.construction().stream().anyMatch(Construction.FillRow.class::isInstance)
                || layer.children().values().stream().anyMatch(HuggingFaceRecipes::isPadded);
    }
}
