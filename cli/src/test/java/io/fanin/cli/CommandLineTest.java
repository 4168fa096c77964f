package io.fanin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Help, version, and command lines that are wrong.
class CommandLineTest {
    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("", "no command is given; fanin --help lists them"),
                Arguments.of(
                        "walktrough",
                        "fanin has no command \"walktrough\"; did you mean \"walkthrough\"? (fanin"
                                + " --help lists all commands)"),
                Arguments.of(
                        "selftest --refrence x",
                        "fanin selftest has no option \"--refrence\"; did you mean \"--reference\"?"
                                + " (fanin selftest --help lists all options)"),
                Arguments.of(
                        "--cells",
                        "fanin has no option \"--cells\" (fanin --help lists all options)"),
                Arguments.of(
                        "walkthrough extra",
                        "fanin walkthrough has no argument \"extra\" (fanin walkthrough --help lists"
                                + " what it takes)"),
                Arguments.of(
                        "walkthrough --seed x",
                        "Invalid value for option '--seed': must be a whole number; got \"x\""),
                Arguments.of(
                        "walkthrough --seed 18446744073709551616",
                        "Invalid value for option '--seed': must lie in -2^63 to 2^64 - 1; got"
                                + " 18446744073709551616"),
                Arguments.of(
                        "walkthrough --seed -9223372036854775809",
                        "Invalid value for option '--seed': must lie in -2^63 to 2^64 - 1; got"
                                + " -9223372036854775809"),
                Arguments.of(
                        "walkthrough --seed",
                        "Missing required parameter for option '--seed' (SEED)"),
                Arguments.of(
                        "selftest --reference",
                        "Missing required parameter for option '--reference' (FILE)"),
                Arguments.of(
                        "walkthrough --cells --cells",
                        "option '--cells' should be specified only once"));
    }

    @ParameterizedTest(name = "fanin {0}")
    @MethodSource("wrong")
    void aWrongCommandLineIsAnsweredWithOneLineAndExitCode2(String line, String message) {
        Run run = Run.of(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(run).isEqualTo(new Run(2, "", "fanin: " + message + "\n"));
    }

    @Test
    void helpTellsTheCommandsAndTheExitCodes() {
        assertThat(Run.of("--help"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                Usage: fanin [-hV] COMMAND
                                Weight initialization with PyTorch's own bits.
                                  -h, --help      Show this help message and exit.
                                  -V, --version   Print version information and exit.
                                Commands:
                                  plan         Tells what every tensor of a model will hold, and where in the
                                                 stream of random words it is drawn.
                                  init         Writes the initialized checkpoint of a model or a plan, one
                                                 rank's part of it, or an old checkpoint with tensors drawn
                                                 anew or added.
                                  show         Lists what checkpoints hold: safetensors (one file, an index or
                                                 a folder), .pt, .npy, .npz or .onnx.
                                  diff         Tells what two plans say differently, tensor by tensor. Ends
                                                 with 1 if anything is, as diff does.
                                  check        Tells whether checkpoints hold what they should: against a plan,
                                                 against another file, or by themselves. Ends with 1 if a
                                                 finding is as bad as --fail-on.
                                  seed         Finds the torch.manual_seed and position that gave values.
                                  walkthrough  Runs the weight-initialization notebook, and measures what it
                                                 concludes.
                                  selftest     Proves on this machine that the bits are PyTorch's, by replaying
                                                 what the real one drew.

                                Exit codes:
                                  0    ok
                                  1    a check failed, or plans differ
                                  2    wrong usage
                                  3    a file's content is wrong
                                  4    a file can't be read or written
                                  70   a defect of fanin
                                """,
                                ""));
    }

    @Test
    void helpOfACommandTellsItsOptions() {
        assertThat(Run.of("walkthrough", "--help"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                Usage: fanin walkthrough [-hV] [--cells] [--seed=SEED]
                                Runs the weight-initialization notebook, and measures what it concludes.
                                      --cells       print what the notebook prints in its cells 4 to 8, and
                                                      nothing else
                                  -h, --help        Show this help message and exit.
                                      --seed=SEED   what torch.manual_seed takes; the notebook's own is
                                                      1382657708
                                  -V, --version     Print version information and exit.
                                """,
                                ""));
        assertThat(Run.of("selftest", "-h"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                Usage: fanin selftest [-hV] [--reference=FILE]
                                Proves on this machine that the bits are PyTorch's, by replaying what the real
                                one drew.
                                  -h, --help             Show this help message and exit.
                                      --reference=FILE   replay this file, as reference/make_reference.py
                                                           writes it, instead of the one shipped
                                  -V, --version          Print version information and exit.
                                """,
                                ""));
    }

    @ParameterizedTest(name = "fanin {0} --help")
    @ValueSource(strings = {"plan", "init", "show", "diff", "check"})
    void helpIsTheTextThatIsKept(String command) throws IOException {
        try (InputStream kept =
                CommandLineTest.class.getResourceAsStream("/help/" + command + ".txt")) {
            assertThat(Run.of(command, "--help"))
                    .isEqualTo(
                            new Run(
                                    0,
                                    new String(
                                            Objects.requireNonNull(kept).readAllBytes(),
                                            StandardCharsets.UTF_8),
                                    ""));
        }
    }

    @Test
    void theVersionNamesTheBitsThatAreKnownAndTheKernels() {
        Run run = Run.of("--version");
        assertThat(run.code()).isZero();
        assertThat(run.out().lines().toList())
                .hasSize(3)
                .satisfies(lines -> {
                    assertThat(lines.get(0)).startsWith("fanin ");
                    assertThat(lines.get(1))
                            .isEqualTo("Bits of PyTorch 1.13, 2.10; Java " + Runtime.version());
                    assertThat(lines.get(2)).startsWith("Kernels: vector, ");
                });
    }
}
