package io.fanin.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.init.Initializers;
import io.fanin.init.TorchInit;
import io.fanin.reference.ReferenceJson;
import io.fanin.reference.ReferenceTensor;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// States of `torch.get_rng_state` of PyTorch 1.13.1 (`reference/make_states.py`).
class TorchStateTest {
    static Stream<Arguments> states() {
        return ReferenceJson.file("generator-states.json").get("cases").items().stream()
                .map(c -> Arguments.of(c.get("id").text(), c));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void theStateAfterTheSameDrawsHasPyTorchsBytes(String id, ReferenceJson c) {
        TorchGenerator generator = TorchGenerator.seed(TorchVersion.V1_13, c.get("seed").integer());
        for (ReferenceJson op : c.get("ops").items()) {
            Tensor tensor =
                    Tensor.zeros(
                            ReferenceTensor.dtype(op.get("dtype").text()),
                            Shape.of(op.get("shape").integers()));
            generator.fill(tensor, TorchInit.call(op.get("op").text(), Map.of()));
        }
        assertThat(generator.state()).isEqualTo(state(c));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void aLoadedStateGoesOnAsPyTorchDoesAndIsSavedUnchanged(String id, ReferenceJson c) {
        TorchGenerator uniforms = TorchGenerator.seed(TorchVersion.V1_13, 7);
        uniforms.state(state(c));
        assertThat(uniforms.state()).isEqualTo(state(c));
        assertThat(
                        bits(
                                uniforms.fill(
                                        Tensor.zeros(DType.F32, Shape.of(8)),
                                        Initializers.uniform())))
                .isEqualTo(c.get("next").texts());
        TorchGenerator normals = TorchGenerator.seed(TorchVersion.V1_13, 7);
        normals.state(state(c));
        assertThat(bits(normals.fill(Tensor.zeros(DType.F32, Shape.of(3)), Initializers.normal())))
                .isEqualTo(c.get("next_normal").texts());
    }

    @Test
    void seedingAgainForgetsTheWaitingNormal() {
        TorchGenerator generator = TorchGenerator.seed(42);
        generator.fill(Tensor.zeros(DType.F32, Shape.of(3)), Initializers.normal());
        generator.manualSeed(42);
        assertThat(generator.state()).isEqualTo(TorchGenerator.seed(42).state());
    }

    @Test
    void aStateOfTheWrongSizeIsRefused() {
        assertThatThrownBy(() -> TorchGenerator.seed(0).state(new byte[5048]))
                .hasMessage("a PyTorch CPU generator's state has 5056 bytes; got 5048");
    }

    @Test
    void aDamagedStateIsRefusedAndTheGeneratorIsAsBefore() {
        TorchGenerator generator = TorchGenerator.seed(3);
        byte[] damaged = generator.state();
        damaged[8] = 0;
        assertThatThrownBy(() -> generator.state(damaged))
                .hasMessage("not a PyTorch CPU generator's state: seeded = 1, left = 0, next = 0");
        assertThat(generator.state()).isEqualTo(TorchGenerator.seed(3).state());
    }

    @Test
    void thePositionIsUnknownOnceAStateWasLoaded() {
        TorchGenerator generator = TorchGenerator.seed(3);
        generator.state(TorchGenerator.seed(4).state());
        assertThatThrownBy(generator::position)
                .hasMessage(
                        "the position is not known once a state was loaded; seed the generator to count from its"
                                + " start");
        generator.manualSeed(3);
        assertThat(generator.position()).isEqualTo(Position.START);
    }

    private static byte[] state(ReferenceJson c) {
        return Base64.getDecoder().decode(c.get("state").text());
    }

    private static List<String> bits(Tensor tensor) {
        return LongStream.range(0, tensor.shape().count())
                .mapToObj(i -> HexFormat.of().toHexDigits(tensor.bits(i), 8))
                .toList();
    }
}
