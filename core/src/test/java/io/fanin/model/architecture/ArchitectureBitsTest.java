package io.fanin.model.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.model.Weights;
import io.fanin.random.TorchGenerator;
import io.fanin.reference.ReferenceJson;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Models' weights against torchvision 0.14.1, bit for bit.
class ArchitectureBitsTest {
    static Stream<String> models() {
        return ReferenceJson.file("architectures.json").get("models").members().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void constructorsDrawAsTorchvisionsDo(String name) {
        ReferenceJson expected = ReferenceJson.file("architectures.json").get("models").get(name);
        expected.get("constructed")
                .members()
                .forEach((seed, digests) -> {
                    Weights weights =
                            Weights.construct(
                                    Architectures.named(name),
                                    TorchGenerator.seed(Long.parseLong(seed)));
                    assertThat(weights.stateDict().values().stream().map(ModelTensors::digest))
                            .isEqualTo(digests.texts());
                });
    }
}
