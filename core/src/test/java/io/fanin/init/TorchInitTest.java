package io.fanin.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Initializer;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TorchInitTest {
    static Stream<Arguments> defaults() {
        return Stream.of(
                Arguments.of("uniform", Map.of(), new Uniform(0, 1)),
                Arguments.of("normal", Map.of(), new Normal(0, 1)),
                Arguments.of("trunc_normal", Map.of(), new TruncatedNormal(0, 1, -2, 2)),
                Arguments.of("constant", Map.of("val", 3), new Constant(3)),
                Arguments.of("ones", Map.of(), new Constant(1)),
                Arguments.of("zeros", Map.of(), new Constant(0)),
                Arguments.of("dirac", Map.of("groups", 2), new Dirac(2)),
                Arguments.of("orthogonal", Map.of(), new Orthogonal(1)),
                Arguments.of("sparse", Map.of("sparsity", 0.5), new Sparse(0.5, 0.01)),
                Arguments.of("xavier_normal", Map.of("gain", 2), new XavierNormal(2)),
                Arguments.of("kaiming_uniform", Map.of(), Initializers.kaimingUniform()),
                Arguments.of(
                        "kaiming_normal",
                        Map.of("a", 0.2, "mode", "FAN_OUT", "nonlinearity", "relu"),
                        new KaimingNormal(0.2, FanMode.FAN_OUT, Nonlinearity.RELU)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("defaults")
    void whatACallLeavesOutHasPyTorchsDefault(
            String function, Map<String, ?> arguments, Initializer expected) {
        assertThat(TorchInit.call(function, arguments)).isEqualTo(expected);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "he_uniform",
                        Map.of(),
                        "torch.nn.init has no function \"he_uniform\"; it has uniform, normal,"
                                + " trunc_normal, constant, ones, zeros, eye, dirac, xavier_uniform,"
                                + " xavier_normal, kaiming_uniform, kaiming_normal, orthogonal, sparse"),
                Arguments.of(
                        "uniform", Map.of("std", 1), "uniform has no argument std; it has a, b"),
                Arguments.of("eye", Map.of("gain", 1), "eye has no argument gain; it has none"),
                Arguments.of(
                        "kaiming_normal",
                        Map.of("gain", 1),
                        "kaiming_normal has no argument gain; it has a, mode, nonlinearity"),
                Arguments.of("constant", Map.of(), "constant needs the argument val"),
                Arguments.of("sparse", Map.of("std", 1), "sparse needs the argument sparsity"),
                Arguments.of("normal", Map.of("std", "1"), "normal: std must be a number; got 1"),
                Arguments.of(
                        "normal", Map.of("std", true), "normal: std must be a number; got true"),
                Arguments.of(
                        "dirac",
                        Map.of("groups", 1.5),
                        "dirac: groups must be a whole number; got 1.5"),
                Arguments.of(
                        "kaiming_normal",
                        Map.of("mode", "fan_avg"),
                        "mode must be fan_in or fan_out; got \"fan_avg\""),
                Arguments.of(
                        "kaiming_normal",
                        Map.of("nonlinearity", "gelu"),
                        "nonlinearity \"gelu\" is unknown; PyTorch has linear, conv1d, conv2d,"
                                + " conv3d, conv_transpose1d, conv_transpose2d, conv_transpose3d,"
                                + " sigmoid, tanh, relu, leaky_relu, selu"),
                Arguments.of(
                        "kaiming_uniform", Map.of("a", Double.NaN), "a must be finite; got NaN"),
                Arguments.of(
                        "xavier_uniform", Map.of("gain", -1), "gain must be at least 0; got -1.0"),
                Arguments.of(
                        "sparse", Map.of("sparsity", 1.2), "sparsity must lie in [0, 1]; got 1.2"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("refusals")
    void aWrongCallIsRefused(String function, Map<String, ?> arguments, String message) {
        assertThatThrownBy(() -> TorchInit.call(function, arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void theArgumentsOfTheCallerStayAsTheyAre() {
        Map<String, Double> arguments = new java.util.HashMap<>(Map.of("a", -1.0, "b", 1.0));
        TorchInit.call("uniform", arguments);
        assertThat(arguments).isEqualTo(Map.of("a", -1.0, "b", 1.0));
    }
}
