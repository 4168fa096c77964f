package io.fanin.model.architecture;

import static io.fanin.init.Initializers.normal;
import static io.fanin.init.Initializers.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fanin.model.Construction;
import io.fanin.model.Layer;
import io.fanin.model.Tie;
import io.fanin.model.Weights;
import io.fanin.model.layer.Embedding;
import io.fanin.random.TorchGenerator;
import io.fanin.reference.ReferenceJson;
import io.fanin.tensor.Tensor;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// GPT-2 and Llama against Hugging Face's transformers.
class TransformersTest {
    private static final GPT2Config GPT2 = new GPT2Config(61, 32, 24, 3, 4, 96, 1e-5, 0.02, true);
    private static final LlamaConfig LLAMA =
            new LlamaConfig(61, 24, 40, 2, 4, 2, 6, 1e-6, 0.02, null, false, false, false);

    /// The configurations of `reference/make_transformers.py`.
    static final List<Layer> MODELS =
            List.of(
                    new GPT2LMHeadModel(GPT2),
                    new GPT2LMHeadModel(new GPT2Config(61, 32, 24, 3, 4, 40, 1e-5, 0.01, false)),
                    new LlamaForCausalLM(LLAMA),
                    new LlamaForCausalLM(
                            new LlamaConfig(
                                    61, 24, 40, 2, 4, 2, 10, 1e-6, 0.01, 3L, true, true, true)));

    static Stream<ReferenceJson> cases() {
        return ReferenceJson.file("transformers.json").get("cases").items().stream();
    }

    private static Layer model(ReferenceJson each) {
        return MODELS.get(cases().map(Object::toString).toList().indexOf(each.toString()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void holdsWhatHuggingFacesModelDoes(ReferenceJson expected) {
        Layer model = model(expected);
        assertThat(model.type()).isEqualTo(expected.get("model").text());
        assertThat(ModelTensors.of(model)).isEqualTo(ModelTensors.of(expected.get("tensors")));
        Weights weights = Weights.zeros(model);
        SequencedMap<String, Tensor> state = weights.stateDict();
        assertThat(
                        state.keySet().stream()
                                .filter(name -> !weights.namedParameters().containsKey(name)))
                .isEqualTo(expected.get("tied").texts());
    }

    /// In the order that `reference/make_transformers.py` tells.
    @ParameterizedTest
    @MethodSource("cases")
    void drawsAsHuggingFacesConstructorDoes(ReferenceJson expected) {
        Layer model = model(expected);
        expected.get("states")
                .members()
                .forEach((seed, digests) -> {
                    Weights weights = Weights.zeros(model);
                    TorchGenerator generator = TorchGenerator.seed(Long.parseLong(seed));
                    for (Construction step : model.construction()) {
                        Weights part = weights.child(((Construction.Child) step).name());
                        part.construct(generator).apply(each -> initialize(each, model, generator));
                    }
                    assertThat(weights.stateDict().values().stream().map(ModelTensors::digest))
                            .isEqualTo(digests.texts());
                });
    }

    private static void initialize(Weights each, Layer model, TorchGenerator generator) {
        double std =
                switch (model) {
                    case GPT2LMHeadModel gpt2 -> gpt2.config().initializerRange();
                    case LlamaForCausalLM llama -> llama.config().initializerRange();
                    default -> throw new AssertionError(model.type());
                };
        switch (each.layer().type()) {
            case "Linear", "Conv1D", "Embedding" -> {
                generator.fill(each.weight(), normal(0, std));
                if (each.has("bias")) {
                    generator.fill(each.bias(), zeros());
                }
                if (each.layer() instanceof Embedding table && table.paddingIdx() != null) {
                    generator.fill(each.weight().select(0, table.paddingIdx()), zeros());
                }
            }
            case "GPT2Attention", "GPT2MLP" ->
                    generator.fill(
                            each.tensor("c_proj.weight"),
                            normal(0, std / Math.sqrt(2 * GPT2.nLayer())));
            default -> {}
        }
    }

    @Test
    void aTiedHeadIsTheEmbeddingAndDrawsNothing() {
        TorchGenerator generator = TorchGenerator.seed(0);
        Weights tied = Weights.construct(new GPT2LMHeadModel(GPT2), generator);
        assertThat(tied.tensor("lm_head.weight")).isSameAs(tied.tensor("transformer.wte.weight"));

        TorchGenerator other = TorchGenerator.seed(0);
        Weights.construct(tied.child("transformer").layer(), other);
        assertThat(generator.position()).isEqualTo(other.position());
    }

    @Test
    void tiesAreThoseOfTheConfiguration() {
        assertThat(MODELS.stream().map(Layer::ties))
                .containsExactly(
                        List.of(new Tie("lm_head.weight", "transformer.wte.weight")),
                        List.of(),
                        List.of(),
                        List.of(new Tie("lm_head.weight", "model.embed_tokens.weight")));
    }

    @Test
    void theDefaultsAreHuggingFaces() {
        assertThat(parameters(Architectures.named("gpt2"))).isEqualTo(124_439_808);
        assertThat(parameters(Architectures.named("llama"))).isEqualTo(6_738_415_616L);
    }

    private static long parameters(Layer layer) {
        long own = layer.parameters().stream().mapToLong(each -> each.shape().count()).sum();
        // A tied head counts with its source.
        return own
                + layer.children().entrySet().stream()
                        .filter(child ->
                                layer.ties().isEmpty() || !child.getKey().equals("lm_head"))
                        .mapToLong(child -> parameters(child.getValue()))
                        .sum();
    }

    @Test
    void aConfigurationThatMakesNoModelIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GPT2Config(61, 32, 24, 3, 5, 96, 1e-5, 0.02, true))
                .withMessage("n_embd must be divisible by n_head; got n_embd = 24, n_head = 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GPT2Config(61, 32, 24, 0, 4, 96, 1e-5, 0.02, true))
                .withMessage("n_layer must be at least 1; got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GPT2Config(1L << 31, 32, 24, 3, 4, 96, 1e-5, 0.02, true))
                .withMessage("vocab_size must be at most 1073741824; got 2147483648");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new LlamaConfig(
                                61, 24, 40, 2, 4, 3, 6, 1e-6, 0.02, null, false, false, false))
                .withMessage(
                        "num_attention_heads must be divisible by num_key_value_heads; got"
                                + " num_attention_heads = 4, num_key_value_heads = 3");
    }
}
