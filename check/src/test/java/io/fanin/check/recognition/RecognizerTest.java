package io.fanin.check.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.law.LawTest;
import io.fanin.check.report.Recognition;
import io.fanin.check.scan.Scan;
import io.fanin.init.TorchInit;
import io.fanin.law.Constant;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.model.inference.LayerGuess;
import io.fanin.model.inference.LayerInference;
import io.fanin.random.TorchGenerator;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecognizerTest {
    private static final LayerGuess NOTHING =
            new LayerGuess("", List.of(), Optional.empty(), Optional.empty());

    private final Recognizer recognizer = new Recognizer(new LawTest(TorchVersion.V2_10));

    private static Tensor drawn(DType dtype, String scheme, long... dims) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(dims));
        TorchGenerator.seed(0).fill(tensor, TorchInit.parse(scheme));
        return tensor;
    }

    private static Tensor drawn(String scheme, long... dims) {
        return drawn(DType.F32, scheme, dims);
    }

    private static Tensor cast(DType dtype, Tensor tensor) {
        Tensor copy = Tensor.zeros(dtype, tensor.shape());
        copy.copy(tensor);
        return copy;
    }

    /// The guess for the first of some tensors.
    private static LayerGuess guess(Object... namesAndShapes) {
        SequencedMap<String, Shape> tensors = new LinkedHashMap<>();
        for (int i = 0; i < namesAndShapes.length; i += 2) {
            tensors.put((String) namesAndShapes[i], (Shape) namesAndShapes[i + 1]);
        }
        return Objects.requireNonNull(LayerInference.infer(tensors).get(namesAndShapes[0]));
    }

    private Recognition recognized(Tensor tensor, LayerGuess guess) {
        return recognizer.of(tensor, Scan.of(tensor), guess);
    }

    private Recognition recognized(Tensor tensor) {
        return recognized(tensor, NOTHING);
    }

    private static Recognition fresh(Law law, String note, String... schemes) {
        return new Recognition(Optional.of(law), List.of(schemes), true, note);
    }

    private static Uniform within(double bound) {
        return new Uniform(-bound, bound);
    }

    @Test
    void fourValuesSayWhatTheyCantTell() {
        Recognition found = recognized(drawn("kaiming_uniform(relu)", 1, 4));

        assertThat(found.law()).isEmpty();
        assertThat(found.fresh()).isFalse();
        assertThat(found.note())
                .isEqualTo(
                        "4 values: uniform or normal; a standard deviation between 0.45 and 2.2");
        assertThat(found.schemes())
                .startsWith("xavier_uniform", "kaiming_uniform(relu, fan_in)")
                .contains("kaiming_normal(relu, fan_in)");
    }

    @Test
    void namesOfOneLawAreAllSaid() {
        assertThat(recognized(drawn("xavier_uniform", 64, 64)))
                .isEqualTo(
                        fresh(
                                TorchInit.parse("xavier_uniform").law(Shape.of(64, 64)),
                                "",
                                "xavier_uniform",
                                "kaiming_uniform(linear, fan_in)",
                                "kaiming_uniform(linear, fan_out)",
                                "lecun_uniform"));
    }

    @Test
    void namesThatTheValuesCantTellApartAreSaidWithWhatIsKnownOfTheScale() {
        Recognition found = recognized(drawn("kaiming_normal(relu)", 8, 512));

        assertThat(found.schemes())
                .startsWith("xavier_normal", "kaiming_normal(relu, fan_in)")
                .doesNotContain("kaiming_normal(linear, fan_in)");
        assertThat(found.note())
                .isEqualTo("4,096 values: a standard deviation between 0.0608 and 0.0635");
        assertThat(found.fresh()).isTrue();
    }

    @Test
    void pytorchsDefaultOfAConvolutionHasItsName() {
        Tensor weight = drawn("kaiming_uniform(a=2.23606797749979)", 64, 32, 3, 3);

        assertThat(recognized(weight, guess("conv.weight", weight.shape())).schemes())
                .containsExactly(
                        "pytorch-default",
                        "kaiming_uniform(a=√5, fan_in)",
                        "xavier_uniform(gain=1/√2)");
    }

    @Test
    void biasTakesItsFanFromTheWeight() {
        Tensor bias = drawn("uniform(-0.0625, 0.0625)", 64);
        LayerGuess guess = guess("fc.bias", Shape.of(64), "fc.weight", Shape.of(64, 256));

        assertThat(recognized(bias, guess))
                .isEqualTo(fresh(within(0.0625), "", "pytorch-default", "uniform(±1/√fan_in)"));
    }

    @Test
    void packedAttentionWeightIsXaviersOfTheWhole() {
        Tensor weight = drawn("xavier_uniform", 192, 64);
        LayerGuess guess =
                guess(
                        "attn.in_proj_weight", Shape.of(192, 64),
                        "attn.in_proj_bias", Shape.of(192),
                        "attn.out_proj.weight", Shape.of(64, 64),
                        "attn.out_proj.bias", Shape.of(64));

        assertThat(recognized(weight, guess).schemes())
                .startsWith("pytorch-default", "xavier_uniform");
    }

    @Test
    void packedWeightMayBeXaviersOfEachThird() {
        double bound = Math.sqrt(6 / 128.0);

        assertThat(recognized(drawn("uniform(-" + bound + ", " + bound + ")", 192, 64)).schemes())
                .contains("xavier_uniform of each third")
                .doesNotContain("xavier_uniform");
    }

    @Test
    void fanOfATransposedWeightIsExplained() {
        LayerGuess guess = guess("c.weight", Shape.of(64, 192), "c.bias", Shape.of(192));
        Recognition found = recognized(drawn("kaiming_uniform(tanh, fan_out)", 64, 192), guess);

        assertThat(guess.type()).isEqualTo("Conv1D");
        assertThat(found.schemes()).startsWith("kaiming_uniform(tanh, fan_out)");
        assertThat(found.note()).endsWith("fan_out of Conv1D counts its inputs");
    }

    @Test
    void residualProjectionTellsTheDepthOfItsModel() {
        double std = 0.02 / Math.sqrt(24);

        assertThat(recognized(drawn("normal(std=" + std + ")", 768, 768)))
                .isEqualTo(fresh(new Normal(0, std), "", "normal(std=0.02/√(2·12))"));
    }

    @Test
    void normalOfKerasIsCutAtTwoDeviations() {
        double std = Math.sqrt(2 / 300.0) / 0.87962566103423978;
        String scheme = "trunc_normal(std=%s, a=%s, b=%s)".formatted(std, -2 * std, 2 * std);

        assertThat(recognized(drawn(scheme, 200, 300)).schemes())
                .containsExactly("he_normal of Keras and JAX");
    }

    @Test
    void rowOfThePaddingTokenIsLeftOut() {
        Tensor table = drawn("normal", 1000, 64);
        for (int i = 0; i < 64; i++) {
            table.set(i, 0);
        }

        assertThat(recognized(table, guess("embed.weight", table.shape())))
                .isEqualTo(fresh(new Normal(0, 1), "row 0 is 0", "pytorch-default", "normal"));
    }

    @Test
    void valueAtTheBoundIsWithinAndOneStepFurtherIsNot() {
        Tensor tensor = drawn("uniform(-0.1, 0.1)", 70, 150);
        tensor.set(5, 0.1f);
        assertThat(recognized(tensor).schemes()).containsExactly("uniform(-0.1, 0.1)");

        tensor.set(5, Math.nextUp(0.1f));
        assertThat(recognized(tensor).schemes()).isEmpty();
    }

    @Test
    void lawWithoutANameIsFreshIfTheValuesAreMany() {
        Recognition found = recognized(drawn("normal(std=0.01371)", 300, 500));

        assertThat(found.schemes()).isEmpty();
        assertThat(found.law().orElseThrow()).hasToString("N(0, 0.013714²)");
        assertThat(found.fresh()).isTrue();
    }

    @Test
    void vectorThatLooksNormalIsNotNamed() {
        assertThat(recognized(drawn("normal(mean=0.113, std=0.01371)", 500)))
                .isEqualTo(
                        new Recognition(
                                Optional.empty(),
                                List.of(),
                                false,
                                "500 values fit N(0.11389, 0.013876²)"));
    }

    @ParameterizedTest
    @CsvSource({
        "normal(std=0.02), normal(std=0.02)",
        "'uniform(-0.1, 0.1)', 'uniform(-0.1, 0.1)'",
        "kaiming_normal(relu), 'kaiming_normal(relu, fan_in)'"
    })
    void halfPrecisionTellsWhetherItWasDrawnSo(String scheme, String name) {
        for (DType half : List.of(DType.BF16, DType.F16)) {
            Recognition own = recognized(drawn(half, scheme, 300, 200));
            Recognition cast = recognized(cast(half, drawn(scheme, 300, 200)));

            assertThat(own.schemes()).startsWith(name);
            assertThat(own.note()).endsWith("drawn in " + half.torchName());
            assertThat(own.fresh()).isTrue();
            assertThat(cast.schemes()).startsWith(name);
            assertThat(cast.note()).doesNotContain("drawn in");
            assertThat(cast.fresh()).isTrue();
        }
    }

    @Test
    void truncatedNormalIsKnownByItsClippedValues() {
        Tensor tensor = drawn("normal(std=0.02)", 300, 200);
        tensor.set(77, -2);

        assertThat(recognized(tensor))
                .isEqualTo(
                        new Recognition(
                                Optional.of(new TruncatedNormal(0, 0.02, -2, 2)),
                                List.of("trunc_normal(std=0.02)"),
                                false,
                                "1 at a bound far out"));
        assertThat(recognized(drawn(DType.BF16, "trunc_normal(std=0.02)", 300, 200)).schemes())
                .containsExactly("trunc_normal(std=0.02)");
    }

    @Test
    void constantIsTheShortestDecimalThatItsDtypeRounds() {
        assertThat(recognized(drawn(DType.BF16, "constant(0.1)", 10)))
                .isEqualTo(
                        new Recognition(
                                Optional.of(new Constant(0.1)),
                                List.of("constant(0.1)"),
                                false,
                                ""));
        assertThat(
                        recognized(
                                drawn("ones", 16),
                                guess("norm.weight", Shape.of(16), "norm.bias", Shape.of(16))))
                .isEqualTo(
                        new Recognition(
                                Optional.of(new Constant(1)),
                                List.of("ones", "pytorch-default"),
                                false,
                                ""));
    }

    @Test
    void oneValueIsAConstantOnlyIfInitializationsLeaveIt() {
        assertThat(recognized(drawn("constant(0.2031)", 1)))
                .isEqualTo(Recognition.unknown("1 value"));
        assertThat(recognized(drawn("zeros", 1)))
                .isEqualTo(
                        new Recognition(
                                Optional.of(new Constant(0)), List.of("zeros"), false, "1 value"));
    }

    @Test
    void valuesThatNoInitializationHasAreUnknown() {
        assertThat(recognized(Tensor.zeros(DType.F32, Shape.of(0, 3))))
                .isEqualTo(Recognition.unknown("no values"));
        assertThat(recognized(Tensor.of(new float[] {1, Float.NaN, Float.NEGATIVE_INFINITY}, 3)))
                .isEqualTo(Recognition.unknown("2 of 3 values NaN or infinite"));
        assertThat(recognized(Tensor.of(new float[] {1, -2.5e35f}, 2)))
                .isEqualTo(Recognition.unknown("values up to 2.5E+35"));
        assertThat(recognized(cast(DType.I64, Tensor.of(new float[] {1, 2}, 2))))
                .isEqualTo(Recognition.unknown("integers"));
    }
}
