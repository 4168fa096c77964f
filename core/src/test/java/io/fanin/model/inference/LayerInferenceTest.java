package io.fanin.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.model.Role;
import io.fanin.reference.ReferenceJson;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `reference/make_layer_types.py` made the files of models.
class LayerInferenceTest {
    /// A tensor with its true layer type.
    private record Case(String name, Shape shape, String type) {}

    private static List<Case> cases(ReferenceJson model) {
        List<Case> cases = new ArrayList<>();
        for (ReferenceJson layer : model.items()) {
            String prefix = layer.at(0).text().isEmpty() ? "" : layer.at(0).text() + ".";
            String type = layer.at(1).text().replaceFirst("^(.*RMSNorm|T5LayerNorm)$", "RMSNorm");
            layer.at(2)
                    .members()
                    .forEach((tensor, shape) ->
                            cases.add(new Case(prefix + tensor, Shape.of(shape.integers()), type)));
        }
        return cases;
    }

    private static Map<String, LayerGuess> infer(List<Case> cases) {
        SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
        cases.forEach(each -> shapes.put(each.name(), each.shape()));
        return LayerInference.infer(shapes);
    }

    /// In words, how a guess does.
    private static String verdict(LayerGuess guess, String truth) {
        if (guess.candidates().isEmpty()) {
            return "unknown";
        }
        return (guess.type().equals(truth) ? "right" : "wrong")
                + (guess.isCertain() ? ", certain" : ", with alternatives");
    }

    @ParameterizedTest
    @CsvSource({
        "layer-types-torch.json, 6040, 683, 9, 136",
        "layer-types-transformers.json, 459, 31, 0, 6"
    })
    void whatIsCertainIsRightInAllModels(
            String file, int certain, int open, int wrong, int unknown) {
        Map<String, Integer> verdicts = new TreeMap<>();
        ReferenceJson.file(file)
                .get("models")
                .members()
                .forEach((name, model) -> {
                    List<Case> cases = cases(model);
                    Map<String, LayerGuess> guesses = infer(cases);
                    assertThat(guesses.keySet())
                            .as(name)
                            .containsExactlyInAnyOrderElementsOf(
                                    cases.stream().map(Case::name).toList());
                    for (Case each : cases) {
                        assertThat(guesses)
                                .hasEntrySatisfying(
                                        each.name(),
                                        guess -> {
                                            String verdict = verdict(guess, each.type());
                                            verdicts.merge(verdict, 1, Integer::sum);
                                            assertThat(verdict)
                                                    .as("%s, %s is %s", name, each, guess)
                                                    .isNotEqualTo("wrong, certain");
                                        });
                    }
                });
        Map<String, Integer> expected = new TreeMap<>();
        expected.put("right, certain", certain);
        expected.put("right, with alternatives", open);
        expected.put("wrong, with alternatives", wrong);
        expected.put("unknown", unknown);
        expected.values().removeIf(count -> count == 0);
        assertThat(verdicts).isEqualTo(expected);
    }

    /// A guess as text: types, role, and the law that the constructor leaves.
    private static String guess(String name, SequencedMap<String, Shape> tensors) {
        LayerGuess guess = Objects.requireNonNull(LayerInference.infer(tensors).get(name));
        Shape shape = tensors.getOrDefault(name, Shape.of());
        return String.join(
                " ",
                guess.type(),
                guess.alternatives().toString(),
                guess.role().map(Role::toString).orElse("-"),
                guess.construction().map(each -> each.law(shape).toString()).orElse("-"));
    }

    private static SequencedMap<String, Shape> tensors(Object... namesAndShapes) {
        SequencedMap<String, Shape> tensors = new LinkedHashMap<>();
        for (int i = 0; i < namesAndShapes.length; i += 2) {
            tensors.put((String) namesAndShapes[i], (Shape) namesAndShapes[i + 1]);
        }
        return tensors;
    }

    @Test
    void aBiasSaysWhichSizeOfAMatrixIsOut() {
        var tensors =
                tensors(
                        "a.weight",
                        Shape.of(16, 4),
                        "a.bias",
                        Shape.of(16),
                        "b.weight",
                        Shape.of(4, 16),
                        "b.bias",
                        Shape.of(16));
        assertThat(guess("a.weight", tensors)).isEqualTo("Linear [] weight U(-0.5, 0.5)");
        assertThat(guess("a.bias", tensors)).isEqualTo("Linear [] bias U(-0.5, 0.5)");
        assertThat(guess("b.weight", tensors)).isEqualTo("Conv1D [] weight N(0, 0.02²)");
        assertThat(guess("b.bias", tensors)).isEqualTo("Conv1D [] bias 0");
    }

    @Test
    void aSquareMatrixIsOpenOnlyWhereOthersAreTransposed() {
        var alone = tensors("c_proj.weight", Shape.of(4, 4), "c_proj.bias", Shape.of(4));
        assertThat(guess("c_proj.weight", alone)).isEqualTo("Linear [] weight U(-0.5, 0.5)");
        var among = new LinkedHashMap<>(alone);
        among.put("mlp.c_proj.weight", Shape.of(16, 4));
        among.put("mlp.c_proj.bias", Shape.of(4));
        assertThat(guess("c_proj.weight", among)).isEqualTo("Conv1D [Linear] weight N(0, 0.02²)");
    }

    @Test
    void aNormalizationBehindAConvolutionSaysWhichSizeIsOut() {
        var tensors =
                tensors(
                        "up.0.weight",
                        Shape.of(16, 8, 4, 4),
                        "up.1.weight",
                        Shape.of(8),
                        "up.1.bias",
                        Shape.of(8),
                        "up.1.running_mean",
                        Shape.of(8),
                        "up.1.running_var",
                        Shape.of(8),
                        "up.1.num_batches_tracked",
                        Shape.of(),
                        "down.weight",
                        Shape.of(16, 8, 4, 4));
        assertThat(guess("up.0.weight", tensors)).startsWith("ConvTranspose2d [] weight");
        assertThat(guess("up.1.weight", tensors)).isEqualTo("BatchNorm2d [] scale 1");
        assertThat(guess("up.1.running_var", tensors)).isEqualTo("BatchNorm2d [] - 1");
        assertThat(guess("down.weight", tensors)).startsWith("Conv2d [ConvTranspose2d] weight");
    }

    @Test
    void attentionZeroesTheBiasOfItsProjection() {
        var tensors =
                tensors(
                        "attn.in_proj_weight", Shape.of(12, 4),
                        "attn.in_proj_bias", Shape.of(12),
                        "attn.out_proj.weight", Shape.of(4, 4),
                        "attn.out_proj.bias", Shape.of(4));
        assertThat(guess("attn.in_proj_weight", tensors))
                .isEqualTo("MultiheadAttention [] weight U(-0.61237, 0.61237)");
        assertThat(guess("attn.out_proj.weight", tensors))
                .isEqualTo("NonDynamicallyQuantizableLinear [] weight U(-0.5, 0.5)");
        assertThat(guess("attn.out_proj.bias", tensors))
                .isEqualTo("NonDynamicallyQuantizableLinear [] bias 0");
    }

    @ParameterizedTest
    @CsvSource({"16, LSTM", "12, GRU", "4, RNN"})
    void gatesTellRecurrentLayersApart(long rows, String type) {
        var tensors =
                tensors(
                        "weight_ih_l0",
                        Shape.of(rows, 3),
                        "weight_hh_l0",
                        Shape.of(rows, 4),
                        "bias_ih_l0",
                        Shape.of(rows),
                        "bias_hh_l0",
                        Shape.of(rows));
        assertThat(guess("weight_ih_l0", tensors)).isEqualTo(type + " [] weight U(-0.5, 0.5)");
    }

    @Test
    void earlyNamesOfNormalizationsAreUnderstood() {
        var tensors = tensors("LayerNorm.gamma", Shape.of(4), "LayerNorm.beta", Shape.of(4));
        assertThat(guess("LayerNorm.gamma", tensors)).isEqualTo("LayerNorm [] scale 1");
        assertThat(guess("LayerNorm.beta", tensors)).isEqualTo("LayerNorm [] bias 0");
    }

    @Test
    void tensorsThatNoLayerHoldsAreUnknown() {
        var tensors =
                tensors(
                        "fc.weight",
                        Shape.of(8, 4),
                        "fc.bias",
                        Shape.of(8),
                        "fc.weight_scale",
                        Shape.of(8),
                        "gru.weight_hh_l0",
                        Shape.of(0, 0),
                        "conv.weight",
                        Shape.of(8, 4, 0),
                        "huge.weight",
                        Shape.of(1L << 50, 2),
                        "a.running_mean",
                        Shape.of(),
                        "class_token",
                        Shape.of(1, 1, 8));
        for (String name : tensors.keySet()) {
            assertThat(guess(name, tensors)).as(name).isEqualTo("unknown [] - -");
        }
    }
}
