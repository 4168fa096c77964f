package io.fanin.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fanin.law.Uniform;
import io.fanin.reference.ReferenceJson;
import io.fanin.tensor.Shape;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Gains, fans and bounds of PyTorch 1.13.1, as the bits of Python floats.
class GainAndFanTest {
    static Stream<Arguments> gains() {
        return ReferenceJson.file("gains.json").get("gains").items().stream()
                .filter(c -> c.at(1).isNull() || c.at(1).value() instanceof Number)
                .map(c -> Arguments.of(c.at(0).text(), c.at(1), c.at(3).text()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("gains")
    void gainsArePyTorchsToTheBit(String nonlinearity, ReferenceJson slope, String bits) {
        Nonlinearity given = Nonlinearity.of(nonlinearity);
        double gain =
                slope.isNull()
                        ? Initializers.calculateGain(given)
                        : Initializers.calculateGain(given, slope.number());
        assertThat(hex(gain)).isEqualTo(bits);
    }

    static Stream<Arguments> fans() {
        return ReferenceJson.file("gains.json").get("fans").items().stream()
                .filter(c -> c.has("fan_in"))
                .map(c -> Arguments.of(c.get("shape").toString(), c));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fans")
    void fansAndScalesArePyTorchsToTheBit(String name, ReferenceJson c) {
        Shape shape = Shape.of(c.get("shape").integers());
        assertThat(FanMode.FAN_IN.of(shape)).isEqualTo(c.get("fan_in").integer());
        assertThat(FanMode.FAN_OUT.of(shape)).isEqualTo(c.get("fan_out").integer());
        if (shape.count() == 0) {
            return;
        }
        assertThat(hex(new XavierNormal(1).std(shape))).isEqualTo(c.get("xavier_std").text());
        assertThat(hex(new XavierUniform(1).bound(shape))).isEqualTo(c.get("xavier_bound").text());
        assertThat(hex(Initializers.kaimingNormal().std(shape)))
                .isEqualTo(c.get("kaiming_std").text());
        assertThat(hex(Initializers.kaimingUniform().bound(shape)))
                .isEqualTo(c.get("kaiming_bound").text());
    }

    @Test
    void kaimingBoundIsOneForFanSixAndRelu() {
        // √3 · √2 / √6
        assertThat(Initializers.kaimingUniform(Nonlinearity.RELU).bound(Shape.of(2, 6)))
                .isCloseTo(1, within(1e-15));
    }

    @Test
    void fanInAndFanOutAreToldApart() {
        Shape shape = Shape.of(12, 3, 2, 2);
        assertThat(FanMode.FAN_IN.of(shape)).isEqualTo(12);
        assertThat(FanMode.FAN_OUT.of(shape)).isEqualTo(48);
    }

    @Test
    void aLawPrintsItsBounds() {
        assertThat(Initializers.kaimingUniform(Nonlinearity.RELU).law(Shape.of(1, 4)))
                .hasToString("U(-1.2247, 1.2247)");
        assertThat(Initializers.normal(0, 0.02)).hasToString("N(0, 0.02²)");
        assertThat(Initializers.truncNormal(0, 0.02)).hasToString("N(0, 0.02²) on [-2, 2]");
        assertThat(Initializers.uniform(-1e-7, 12345.678)).hasToString("U(-1e-07, 12345.7)");
    }

    @Test
    void anInitializerKeepsTheNamesItWasGiven() {
        assertThat(Initializers.kaimingUniform(Nonlinearity.RELU))
                .hasToString("kaiming_uniform(relu)");
        assertThat(Initializers.kaimingNormal(0.2, FanMode.FAN_OUT, Nonlinearity.LEAKY_RELU))
                .hasToString("kaiming_normal(a=0.2, fan_out)");
        assertThat(Initializers.xavierUniform()).hasToString("xavier_uniform");
    }

    @Test
    void anEmptyWeightHasWidthZero() {
        assertThat(Initializers.kaimingUniform().law(Shape.of(3, 0)))
                .isEqualTo(new Uniform(-0.0, 0));
    }

    @Test
    void aFanOfOneDimensionIsRefused() {
        assertThatThrownBy(() -> Initializers.kaimingNormal().law(Shape.of(5)))
                .hasMessage(
                        "fan in and fan out need a shape of at least 2 dimensions; got [5]; a bias takes a constant"
                                + " or a uniform law of its own");
    }

    @Test
    void anUnknownNonlinearityIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Nonlinearity.of("gelu"))
                .hasMessage(
                        "nonlinearity \"gelu\" is unknown; PyTorch has linear, conv1d, conv2d, conv3d,"
                                + " conv_transpose1d, conv_transpose2d, conv_transpose3d, sigmoid, tanh, relu, leaky_relu, selu");
    }

    private static String hex(double value) {
        return HexFormat.of().toHexDigits(Double.doubleToRawLongBits(value));
    }
}
