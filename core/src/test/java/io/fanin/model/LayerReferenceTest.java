package io.fanin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fanin.init.Initializers;
import io.fanin.model.python.PythonConstructor;
import io.fanin.random.TorchGenerator;
import io.fanin.random.TorchVersion;
import io.fanin.reference.Expected;
import io.fanin.reference.ReferenceJson;
import io.fanin.reference.ReferenceTensor;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Layers against PyTorch 1.13.1, call by call.
class LayerReferenceTest {
    static Stream<Arguments> printed() {
        return ModuleCases.printed().map(LayerReferenceTest::named);
    }

    static Stream<Arguments> drawn() {
        return ModuleCases.drawn().map(LayerReferenceTest::named);
    }

    private static Arguments named(ReferenceJson each) {
        return Arguments.of(each.get("args").text(), each);
    }

    static Stream<Arguments> stateless() {
        return pairs("stateless");
    }

    static Stream<Arguments> refused() {
        return pairs("refused");
    }

    private static Stream<Arguments> pairs(String member) {
        return ModuleCases.FILE.get(member).items().stream()
                .map(pair -> Arguments.of(pair.at(0).text(), pair.at(1).text()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printed")
    void printsAsInPython(String call, ReferenceJson expected) {
        Layer layer = PythonConstructor.parse(call);
        assertThat(layer.representation()).isEqualTo(expected.get("repr").text());
        assertThat(layer).hasToString(expected.get("repr").text());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stateless")
    void printsAsInPythonAndDrawsNothing(String call, String expected) {
        Layer layer = PythonConstructor.parse(call);
        assertThat(layer).hasToString(expected);
        TorchGenerator generator = TorchGenerator.seed(TorchVersion.V1_13, 0);
        assertThat(Weights.construct(layer, generator).stateDict()).isEmpty();
        assertThat(generator.position().words()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printed")
    void holdsPythonsTensorsInPythonsOrder(String call, ReferenceJson expected) {
        List<String> found = new ArrayList<>();
        Weights.zeros(PythonConstructor.parse(call))
                .stateDict()
                .forEach((name, tensor) ->
                        found.add(name + " " + tensor.dtype() + " " + tensor.shape()));
        assertThat(found)
                .containsExactlyElementsOf(
                        expected.get("state_dict").items().stream()
                                .map(entry ->
                                        entry.at(0).text()
                                                + " "
                                                + ReferenceTensor.dtype(entry.at(1).text())
                                                + " "
                                                + Arrays.toString(entry.at(2).integers()))
                                .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drawn")
    void constructsPythonsBits(String call, ReferenceJson expected) {
        TorchGenerator generator =
                TorchGenerator.seed(TorchVersion.V1_13, expected.get("seed").integer());
        Weights weights = Weights.construct(PythonConstructor.parse(call), generator);
        SequencedMap<String, Tensor> parameters = weights.namedParameters();
        Map<String, ReferenceJson> tensors = expected.get("tensors").members();

        assertThat(parameters.keySet()).containsExactlyElementsOf(tensors.keySet());
        tensors.forEach((name, tensor) -> Expected.of(tensor).assertBits(weights.tensor(name)));
        Tensor next = Tensor.zeros(DType.F32, Shape.of(1));
        generator.fill(next, Initializers.uniform());
        assertThat(HexFormat.of().toHexDigits(next.bits(0), 8))
                .as("the next uniform")
                .isEqualTo(expected.get("next").text());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("printed")
    void constructsBuffersAsConstants(String call, ReferenceJson expected) {
        TorchGenerator generator =
                TorchGenerator.seed(TorchVersion.V1_13, expected.get("seed").integer());
        Weights weights = Weights.construct(PythonConstructor.parse(call), generator);
        weights.apply(each -> {
            for (Buffer buffer : each.layer().buffers()) {
                Tensor tensor = each.tensor(buffer.name());
                double value = buffer.name().equals("running_var") ? 1 : 0;
                for (long i = 0; i < tensor.shape().count(); i++) {
                    assertThat(tensor.get(i)).as(buffer.name()).isEqualTo(value);
                }
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesWhatPythonRefuses(String call, String error) {
        assertThatIllegalArgumentException()
                .as(error)
                .isThrownBy(() -> PythonConstructor.parse(call))
                .withMessageStartingWith("column ");
    }

    @Test
    void refusesCallsThatPythonsConstructorWronglyLetsPass() {
        assertThat(ModuleCases.NONSENSE)
                .allSatisfy(call ->
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> PythonConstructor.parse(call)));
    }
}
