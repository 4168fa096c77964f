package io.fanin.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Initializer;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.tensor.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Initializers as text.
class InitializerTextTest {
    static final List<Arguments> TEXTS =
            List.of(
                    Arguments.of("zeros", new Constant(0)),
                    Arguments.of("ones", new Constant(1)),
                    Arguments.of("constant(-0.0)", new Constant(-0.0)),
                    Arguments.of("constant(-0.5)", new Constant(-0.5)),
                    Arguments.of("constant(nan)", new Constant(Double.NaN)),
                    Arguments.of("constant(-inf)", new Constant(Double.NEGATIVE_INFINITY)),
                    Arguments.of("uniform", new Uniform(0, 1)),
                    Arguments.of("uniform(-0.1, 0.1)", new Uniform(-0.1, 0.1)),
                    Arguments.of("uniform(-0.0, 1)", new Uniform(-0.0, 1)),
                    Arguments.of("normal", new Normal(0, 1)),
                    Arguments.of("normal(std=0.02)", new Normal(0, 0.02)),
                    Arguments.of("normal(mean=3, std=1e-06)", new Normal(3, 1e-6)),
                    Arguments.of("trunc_normal", new TruncatedNormal(0, 1, -2, 2)),
                    Arguments.of("trunc_normal(std=0.02)", new TruncatedNormal(0, 0.02, -2, 2)),
                    Arguments.of(
                            "trunc_normal(std=0.02, a=-0.04, b=0.04)",
                            new TruncatedNormal(0, 0.02, -0.04, 0.04)),
                    Arguments.of("eye", new Eye()),
                    Arguments.of("dirac", new Dirac(1)),
                    Arguments.of("dirac(9007199254740993)", new Dirac((1L << 53) + 1)),
                    Arguments.of("orthogonal", new Orthogonal(1)),
                    Arguments.of("orthogonal(gain=0.5)", new Orthogonal(0.5)),
                    Arguments.of("sparse(0.1)", new Sparse(0.1, 0.01)),
                    Arguments.of("sparse(0.1, std=1)", new Sparse(0.1, 1)),
                    Arguments.of("xavier_uniform", new XavierUniform(1)),
                    Arguments.of(
                            "xavier_normal(gain=1.6666666666666667)", new XavierNormal(5 / 3.0)),
                    Arguments.of(
                            "kaiming_uniform(relu)",
                            new KaimingUniform(0, FanMode.FAN_IN, Nonlinearity.RELU)),
                    Arguments.of(
                            "kaiming_uniform(a=2.23606797749979)",
                            new KaimingUniform(
                                    Math.sqrt(5), FanMode.FAN_IN, Nonlinearity.LEAKY_RELU)),
                    Arguments.of(
                            "kaiming_normal(tanh, a=0.1, fan_out)",
                            new KaimingNormal(0.1, FanMode.FAN_OUT, Nonlinearity.TANH)));

    @ParameterizedTest(name = "{0}")
    @FieldSource("TEXTS")
    void anInitializersTextReadsAsIt(String text, Initializer initializer) {
        assertThat(TorchInit.text(initializer)).isEqualTo(text);
        assertThat(TorchInit.parse(text)).isEqualTo(initializer);
        assertThat(TorchInit.has(initializer)).isTrue();
    }

    @Test
    void numbersKeepTheirLastBit() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            Constant constant = new Constant(value);
            assertThat(TorchInit.parse(TorchInit.text(constant)))
                    .as("%s", value)
                    .isEqualTo(constant);
            double std = random.nextDouble() / (1 + random.nextInt(1000));
            Normal normal = new Normal(random.nextGaussian(), std);
            assertThat(TorchInit.parse(TorchInit.text(normal))).as("%s", normal).isEqualTo(normal);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " kaiming_normal ( fan_out , relu ) | kaiming_normal(relu, fan_out)",
                "kaiming_normal(0.2, fan_out, leaky_relu) | kaiming_normal(a=0.2, fan_out)",
                "kaiming_normal(mode=fan_out, nonlinearity=relu) | kaiming_normal(relu, fan_out)",
                "kaiming_normal(a=0.1, relu) | kaiming_normal(relu, a=0.1)",
                "normal(0, 0.02) | normal(std=0.02)",
                "normal(std = 2E-2) | normal(std=0.02)",
                "uniform(b=0.5) | uniform(0, 0.5)",
                "uniform(-.5, +5e-1) | uniform(-0.5, 0.5)",
                "zeros() | zeros",
                "constant(1) | ones",
                "constant(0.0) | zeros"
            })
    void whatIsWrittenOtherwiseMeansTheSame(String text, String expected) {
        assertThat(TorchInit.text(TorchInit.parse(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "kaiming_unifrom(relu) | column 1: torch.nn.init has no function \"kaiming_unifrom\"; the nearest is kaiming_uniform",
                "kaiming_uniform(rellu) | column 17: \"rellu\" is neither a nonlinearity nor a fan mode; the nearest is relu",
                "kaiming_uniform(nonlinearity=rellu) | column 30: expected a nonlinearity; found \"rellu\"; the nearest is relu",
                "kaiming_uniform(mode=out) | column 22: expected a fan mode; found \"out\"; the nearest is fan_out",
                "kaiming_uniform(mode=3) | column 22: expected a fan mode; found \"3\"",
                "normal(sdt=1) | column 8: normal has no argument sdt; the nearest is std",
                "ones(val=1) | column 6: ones has no argument val; it has none",
                "normal(0, 1, 2) | column 14: normal has no more arguments; it has [mean, std]",
                "normal(std=1, std=2) | column 15: argument std is given twice",
                "normal(0, mean=1) | column 11: argument mean is given twice",
                "normal(std=1, 0) | column 15: a number without a name can't follow a named argument",
                "normal(relu) | column 8: normal takes numbers; found \"relu\"",
                "normal(std=relu) | column 12: expected a number for std; found \"r\"",
                "normal(0, | column 10: expected an argument; found the end",
                "normal(0 1) | column 10: expected \")\"; found \"1\"",
                "normal(0 | column 9: expected \")\"; found the end",
                "normal(0) x | column 11: expected the end; found \"x\"",
                "normal(std=-1) | column 1: std must be at least 0; got -1.0",
                "dirac(1.5) | column 1: dirac: groups must be a whole number; got 1.5",
                "constant | column 1: constant needs the argument val",
                "0.5 | column 1: expected the name of a function of torch.nn.init; found \"0\""
            })
    void aWrongTextIsRefusedWithItsColumn(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorchInit.parse(text))
                .withMessage("initializer \"" + text + "\": " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyTextIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorchInit.parse(text))
                .withMessage(
                        "initializer \"%s\": column %d: expected the name of a function of torch.nn.init; found the end",
                        text, text.length() + 1);
    }

    @Test
    void anInitializerOfOnesOwnHasNoText() {
        Initializer mine =
                new Initializer() {
                    @Override
                    public Normal law(Shape shape) {
                        return new Normal(0, 1);
                    }

                    @Override
                    public String toString() {
                        return "mine";
                    }
                };
        assertThat(TorchInit.has(mine)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorchInit.text(mine))
                .withMessage(
                        "torch.nn.init has no function for mine; it has uniform, normal, trunc_normal, constant, ones, zeros, eye, dirac, xavier_uniform, xavier_normal, kaiming_uniform, kaiming_normal, orthogonal, sparse");
    }
}
