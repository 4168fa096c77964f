package io.fanin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fanin.init.Initializers;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Convolution;
import io.fanin.model.layer.Embedding;
import io.fanin.model.layer.Linear;
import io.fanin.model.layer.MultiheadAttention;
import io.fanin.model.layer.Stateless;
import io.fanin.model.layer.Transformer;
import io.fanin.model.layer.TransformerLayer;
import io.fanin.model.layer.TransformerStack;
import io.fanin.random.TorchGenerator;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/// What weights do that one layer's bits don't show: sharing, copies, names, and tensors of others.
class WeightsTest {
    private static final long WORDS_OF_2_TO_4 = 12;

    private final TorchGenerator generator = TorchGenerator.seed(42);

    private static Container twice(Linear linear) {
        return Container.sequential(linear, Stateless.relu(), linear);
    }

    @Test
    void aSharedLayerIsConstructedOnce() {
        Weights weights = Weights.construct(twice(new Linear(2, 4)), generator);
        assertThat(generator.position().words()).isEqualTo(WORDS_OF_2_TO_4);
        assertThat(weights.tensor("2.weight")).isSameAs(weights.tensor("0.weight"));
    }

    @Test
    void aSharedLayerIsAParameterOnceAndInTheStateAtEachPlace() {
        Weights weights = Weights.zeros(twice(new Linear(2, 4)));
        assertThat(weights.namedParameters()).containsOnlyKeys("0.weight", "0.bias");
        assertThat(weights.stateDict().keySet())
                .containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
    }

    @Test
    void aSharedLayerIsAppliedToAtEachPlace() {
        List<String> visited = new ArrayList<>();
        Weights weights = Weights.zeros(twice(new Linear(2, 4)));
        Weights returned =
                weights.apply(each -> {
                    visited.add(each.layer().type());
                    if (each.has("weight")) {
                        generator.fill(each.weight(), Initializers.uniform());
                    }
                });
        assertThat(visited).containsExactly("Linear", "ReLU", "Linear", "Sequential");
        assertThat(generator.position().words()).isEqualTo(16);
        assertThat(returned).isSameAs(weights);
    }

    @Test
    void equalLayersAreNotShared() {
        Weights weights =
                Weights.construct(
                        Container.sequential(new Linear(2, 4), new Linear(2, 4)), generator);
        assertThat(generator.position().words()).isEqualTo(2 * WORDS_OF_2_TO_4);
        assertThat(weights.namedParameters()).hasSize(4);
    }

    @Test
    void oneTensorGivenAtTwoPlacesIsOneParameter() {
        Tensor shared = Tensor.zeros(DType.F32, Shape.of(3, 3));
        Container tied = Container.sequential(new Linear(3, 3, false), new Linear(3, 3, false));
        Weights weights = Weights.of(tied, name -> shared);
        assertThat(weights.namedParameters()).containsOnlyKeys("0.weight");
        assertThat(weights.stateDict()).containsOnlyKeys("0.weight", "1.weight");
    }

    /// A head whose weight is the embedding's.
    private record Tied(List<Tie> ties) implements Layer {
        @Override
        public String type() {
            return "Tied";
        }

        @Override
        public SequencedMap<String, Layer> children() {
            SequencedMap<String, Layer> children = new LinkedHashMap<>();
            children.put("wte", new Embedding(5, 3));
            children.put("head", new Linear(3, 5));
            return children;
        }
    }

    @Test
    void aTiedParameterIsTheTensorOfItsSource() {
        Layer layer = Container.sequential(new Tied(List.of(new Tie("head.weight", "wte.weight"))));
        Map<String, Tensor> given = new HashMap<>();
        given.put("0.wte.weight", Tensor.zeros(DType.F32, Shape.of(5, 3)));
        given.put("0.head.bias", Tensor.zeros(DType.F32, Shape.of(5)));
        Weights weights = Weights.of(layer, name -> Objects.requireNonNull(given.get(name), name));
        assertThat(weights.namedParameters()).containsOnlyKeys("0.wte.weight", "0.head.bias");
        assertThat(weights.stateDict().keySet())
                .containsExactly("0.wte.weight", "0.head.weight", "0.head.bias");
        assertThat(weights.tensor("0.head.weight")).isSameAs(given.get("0.wte.weight"));
    }

    @Test
    void aTieToNothingOrToAnotherShapeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Weights.zeros(new Tied(List.of(new Tie("head.weight", "wpe.weight")))))
                .withMessage(
                        "tensor \"head.weight\" must be tied to one before it; got \"wpe.weight\"");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Weights.zeros(new Tied(List.of(new Tie("head.bias", "wte.weight")))))
                .withMessage(
                        "tensor \"head.bias\" must be float32 of shape [5]; got float32 of shape"
                                + " [5, 3]");
    }

    @Test
    void anEncodersLayersAreCopiesOfOne() {
        TransformerLayer layer = TransformerLayer.encoder(8, 2).withDimFeedforward(16);
        Weights.construct(layer, generator);
        long wordsOfOne = generator.position().words();

        generator.manualSeed(42);
        Weights weights = Weights.construct(new TransformerStack(layer, 3), generator);
        assertThat(generator.position().words()).isEqualTo(wordsOfOne);
        assertThat(weights.namedParameters()).hasSize(3 * 12);
        weights.child("layers.0")
                .stateDict()
                .forEach((name, tensor) -> {
                    Tensor copy = weights.tensor("layers.2." + name);
                    assertThat(copy).isNotSameAs(tensor);
                    assertThat(values(copy)).isEqualTo(values(tensor));
                });
    }

    @Test
    void aTransformersLayersAreDrawnApart() {
        TransformerLayer layer = TransformerLayer.encoder(8, 2).withDimFeedforward(16);
        Weights weights = Weights.construct(new Transformer(layer, 2, 1), generator);
        assertThat(values(weights.tensor("encoder.layers.1.linear1.weight")))
                .isNotEqualTo(values(weights.tensor("encoder.layers.0.linear1.weight")));
        assertThat(values(weights.tensor("encoder.layers.1.linear1.bias")))
                .isEqualTo(values(weights.tensor("encoder.layers.0.linear1.bias")));
    }

    @Test
    void childrenMadeAnewAtEachCallAreAskedForOnce() {
        MultiheadAttention attention = new MultiheadAttention(4, 2);
        assertThat(attention.children().get("out_proj"))
                .isNotSameAs(attention.children().get("out_proj"));
        Weights weights = Weights.zeros(attention);
        assertThat(weights.child("out_proj").weight()).isSameAs(weights.tensor("out_proj.weight"));
        assertThat(weights.stateDict())
                .containsEntry("out_proj.weight", weights.tensor("out_proj.weight"));
    }

    @Test
    void whatPythonsConstructorLeavesUnwrittenStays() {
        Convolution empty = Convolution.conv2d(0, 2, 3);
        Weights weights = Weights.zeros(empty);
        generator.fill(weights.bias(), Initializers.constant(7));
        assertThat(weights.construct(generator)).isSameAs(weights);
        assertThat(values(weights.bias())).containsExactly(7.0, 7.0);
        assertThat(generator.position().words()).isZero();
    }

    @Test
    void theTensorsOfOthersAreUsedAsTheyAre() {
        Map<String, Tensor> given = new HashMap<>();
        given.put("weight", Tensor.of(new float[] {1, 2}, 1, 2));
        given.put("bias", Tensor.of(new float[] {3}, 1));
        Weights weights =
                Weights.of(new Linear(2, 1), name -> Objects.requireNonNull(given.get(name)));
        assertThat(weights.weight()).isSameAs(given.get("weight"));
        assertThat(weights.bias()).isSameAs(given.get("bias"));
    }

    @Test
    void aTensorOfAnotherShapeOrDtypeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Weights.of(new Linear(2, 1), name -> Tensor.of(new float[2], 2, 1)))
                .withMessage(
                        "tensor \"weight\" must be float32 of shape [1, 2]; got float32 of shape"
                                + " [2, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Weights.of(new Linear(2, 1), name -> Tensor.of(new double[2], 1, 2)))
                .withMessage(
                        "tensor \"weight\" must be float32 of shape [1, 2]; got float64 of shape"
                                + " [1, 2]");
    }

    @Test
    void unknownNamesAreRefusedWithTheKnownOnes() {
        Weights weights =
                Weights.zeros(
                        Container.named("SimpleNN")
                                .with("fc1", new Linear(2, 4))
                                .with("fc2", new Linear(4, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weights.child("fc1.bn"))
                .withMessage("Linear has no child \"bn\" of \"fc1.bn\"; it has []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weights.tensor("fc3.weight"))
                .withMessage("SimpleNN has no child \"fc3\" of \"fc3\"; it has [fc1, fc2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weights.tensor("fc1.weights"))
                .withMessage(
                        "Linear(in_features=2, out_features=4, bias=True) has no tensor"
                                + " \"weights\"; it has [weight, bias]");
    }

    private static List<Double> values(Tensor tensor) {
        List<Double> values = new ArrayList<>();
        for (long i = 0; i < tensor.shape().count(); i++) {
            values.add(tensor.get(i));
        }
        return values;
    }
}
