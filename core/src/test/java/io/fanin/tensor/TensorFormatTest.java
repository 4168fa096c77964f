package io.fanin.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.reference.ReferenceJson;
import io.fanin.reference.ReferenceTensor;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TensorFormatTest {
    static Stream<Arguments> cases() {
        return ReferenceJson.file("tensor-printing.json").get("cases").items().stream()
                .map(c -> Arguments.of(c.get("id").text(), c));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void printsAsPyTorchDoes(String id, ReferenceJson c) {
        Tensor tensor = ReferenceTensor.of(c);
        boolean transposed = c.has("transposed") && c.get("transposed").flag();
        assertThat(transposed ? tensor.transpose(0, 1) : tensor)
                .hasToString(c.get("expected").text());
    }
}
