package io.fanin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.init.Initializers;
import io.fanin.random.TorchGenerator;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `fanin seed`.
class SeedTest {
    private static final String HE = "1.1865 0.6319 0.4075 -0.7439 1.2187 0.6133 1.6621 -0.8599";

    private static Run seed(String... arguments) {
        return Run.of(
                Stream.concat(Stream.of("seed"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    private static Run he(String... more) {
        List<String> arguments =
                List.of(
                        "--values",
                        HE,
                        "--scheme",
                        "kaiming_uniform",
                        "--nonlinearity",
                        "relu",
                        "--shape",
                        "4,2");
        return seed(Stream.concat(arguments.stream(), Arrays.stream(more)).toArray(String[]::new));
    }

    @Test
    void theNotebooksNumbersGiveBackItsSeedAndPosition() {
        assertThat(he("--position", "41", "--seeds", "1382600000..1382700000"))
                .isEqualTo(new Run(0, "torch.manual_seed(1382657708), position 41\n", ""));
    }

    @Test
    void theSchemeMayHaveItsArgumentsInParentheses() {
        assertThat(
                        seed(
                                "--values",
                                HE,
                                "--scheme=kaiming_uniform(relu)",
                                "--shape=4,2",
                                "--seeds=1382657708"))
                .isEqualTo(new Run(0, "torch.manual_seed(1382657708), position 41\n", ""));
    }

    @Test
    void whereNoSeedFitsTheExitCodeIsOne() {
        assertThat(he("--position=40", "--seeds=1382657700..1382657800"))
                .isEqualTo(
                        new Run(
                                1,
                                "no seed of 1382657700 to 1382657800 gives these values of"
                                        + " U(-1.7321, 1.7321) at position 40\n",
                                ""));
    }

    @Test
    void aValueOutsideTheLawEndsTheSearchBeforeItBegins() {
        assertThat(
                        seed(
                                "--values=-0.05 1.1865",
                                "--scheme=uniform",
                                "--from",
                                "-0.1",
                                "--to",
                                "0.1",
                                "--shape=4,2"))
                .isEqualTo(
                        new Run(
                                1,
                                "no seed gives these values: value 2, about 1.1865, lies outside"
                                        + " U(-0.1, 0.1)\n",
                                ""));
    }

    @Test
    void fewValuesAreSearchedForWithAWordOfWarning() {
        Run run =
                seed(
                        "--values=0.25",
                        "--scheme=uniform",
                        "--shape=1",
                        "--position=0",
                        "--seeds=0..299");
        assertThat(run.err())
                .isEqualTo(
                        "fanin: these values are few or have few digits: 3.0 seeds and positions"
                                + " give them by chance alone\n");
        assertThat(run.out()).startsWith("torch.manual_seed(");
    }

    @Test
    void aTensorOfAFileGivesBackItsSeed(@TempDir Path folder) throws IOException {
        Tensor weight = Tensor.zeros(DType.F32, Shape.of(4, 4));
        TorchGenerator generator = TorchGenerator.seed(1234);
        generator.fill(Tensor.zeros(DType.F32, Shape.of(5)), Initializers.uniform());
        generator.fill(weight, Initializers.normal(0, 0.02));
        Path file = folder.resolve("model.safetensors");
        String header =
                "{\"fc.weight\":{\"dtype\":\"F32\",\"shape\":[4,4],\"data_offsets\":[0,64]}}";
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + header.length() + 64).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
        bytes.put(weight.segment().asByteBuffer());
        Files.write(file, bytes.array());
        assertThat(
                        seed(
                                "--file",
                                file.toString(),
                                "--tensor=fc.weight",
                                "--scheme=normal(std=0.02)",
                                "--seeds=0..9999"))
                .isEqualTo(new Run(0, "torch.manual_seed(1234), position 5\n", ""));
        assertThat(seed("--file", file.toString(), "--tensor=fc", "--scheme=normal"))
                .isEqualTo(new Run(2, "", "fanin: " + file + " has no tensor \"fc\"\n"));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("--values=1", "Missing required option: '--scheme=SCHEME'"),
                Arguments.of(
                        "--values=1 --scheme=uniform",
                        "fanin seed takes --values and --shape, or --file and --tensor"),
                Arguments.of(
                        "--values=1 --shape=4,x --scheme=uniform",
                        "Invalid value for option '--shape': must be whole numbers with commas"
                                + " between them, as in 4,2; got \"4,x\""),
                Arguments.of(
                        "--values=1,a --shape=4 --scheme=uniform",
                        "values must be numbers; got \"a\" among them"),
                Arguments.of(
                        "--values=0.1 --shape=4 --scheme=normal --from=1",
                        "--from and --to are the ends of scheme uniform; got scheme normal"),
                Arguments.of(
                        "--values=0.1 --shape=4 --scheme=uniform --position=0-3",
                        "Invalid value for option '--position': must be a whole number, or two as"
                                + " in 0..63; got \"0-3\""),
                Arguments.of(
                        "--values=0.1234 --shape=4 --scheme=uniform",
                        "these values are few or have few digits: 2.8e+07 seeds and positions give"
                                + " them by chance alone; give more of them"),
                Arguments.of(
                        "--values=0.1234 --shape=4 --scheme=uniform --seeds=5..4",
                        "first seed must be at most 4; got 5"));
    }

    @ParameterizedTest(name = "fanin seed {0}")
    @MethodSource("wrong")
    void aWrongCommandLineIsAnsweredWithOneLine(String line, String message) {
        assertThat(seed(line.split(" "))).isEqualTo(new Run(2, "", "fanin: " + message + "\n"));
    }
}
