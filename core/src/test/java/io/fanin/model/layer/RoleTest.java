package io.fanin.model.layer;

import static io.fanin.model.Role.BIAS;
import static io.fanin.model.Role.EMBEDDING;
import static io.fanin.model.Role.SCALE;
import static io.fanin.model.Role.WEIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.model.Parameter;
import io.fanin.model.Role;
import io.fanin.model.python.PythonConstructor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/// What each kind of layer's parameters do in it.
class RoleTest {
    static final List<Arguments> LAYERS =
            List.of(
                    Arguments.of("nn.Linear(2, 4)", List.of(WEIGHT, BIAS)),
                    Arguments.of("nn.Conv2d(4, 8, 3)", List.of(WEIGHT, BIAS)),
                    Arguments.of("nn.GRUCell(4, 8)", List.of(WEIGHT, WEIGHT, BIAS, BIAS)),
                    Arguments.of(
                            "nn.MultiheadAttention(4, 2, add_bias_kv=True)",
                            List.of(WEIGHT, BIAS, BIAS, BIAS)),
                    Arguments.of("nn.BatchNorm2d(3)", List.of(SCALE, BIAS)),
                    Arguments.of("nn.InstanceNorm1d(3, affine=True)", List.of(SCALE, BIAS)),
                    Arguments.of("nn.GroupNorm(1, 3)", List.of(SCALE, BIAS)),
                    Arguments.of("nn.LayerNorm(3)", List.of(SCALE, BIAS)),
                    Arguments.of("nn.PReLU()", List.of(SCALE)),
                    Arguments.of("nn.Embedding(5, 3)", List.of(EMBEDDING)),
                    Arguments.of("nn.EmbeddingBag(5, 3)", List.of(EMBEDDING)));

    @ParameterizedTest(name = "{0}")
    @FieldSource("LAYERS")
    void parametersKnowTheirRoles(String call, List<Role> roles) {
        assertThat(PythonConstructor.parse(call).parameters())
                .extracting(Parameter::role)
                .containsExactlyElementsOf(roles);
    }
}
