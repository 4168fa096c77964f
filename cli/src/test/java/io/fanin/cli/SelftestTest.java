package io.fanin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `fanin selftest`, with the file shipped and with good and damaged ones.
class SelftestTest {
    private static final String ALL_BITS = "PyTorch 1.13: every value is compared to the bit.\n";

    private static final String GOOD =
            """
            {"torch": "1.13.0a0", "cases": [
            {"id": "uniform", "seed": 0, "op": "uniform", "shape": [4, 2], "dtype": "f32",
             "args": {"a": -0.1, "b": 0.1},
             "tensors": {"0": {"shape": [4, 2],
              "sha256": "2cf4445c418e8087369709b2661437bd6599864ead9f3c24648eea559b0ecad8",
              "bits": ["ba444333", "3d5bba30", "bda88f45", "bd96b867", "bd1dc25d", "3cdbacad",
               "bb01d900", "3da2623f"]}},
             "next": "3ee94812"},
            {"id": "linear", "seed": 0, "op": "module", "args": "nn.Linear(2, 4)",
             "tensors": {"weight": {"shape": [4, 2],
              "sha256": "f3585d614c07f872a7156c792ed96b9464b45c9f437cdee879efa036d03ee58b",
              "bits": ["bbad7922", "3ec2369c", "bf14fcb1", "bf05381d", "be8b70d6", "3e422aab",
               "bc658a57", "3f0f8740"]},
              "bias": {"shape": [4],
              "sha256": "74106bb692165297b36ee169ad11815d51a148fa89a9843fc85da58d012116c4",
              "bits": ["bd8083de", "3e3f9997", "be5ad35d", "be0e541b"]}},
             "next": "3cb6e480"}]}
            """;

    @TempDir private Path folder;

    private Run replay(String text) throws IOException {
        return Run.of(
                "selftest",
                "--reference",
                Files.writeString(folder.resolve("cases.json"), text).toString());
    }

    private static String damaged(String from, String to) {
        assertThat(GOOD).containsOnlyOnce(from);
        return GOOD.replace(from, to);
    }

    @Test
    void all177CasesShippedPass() {
        Run run = Run.of("selftest");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .matches(
                        """
                        PyTorch 1\\.13: every value is compared to the bit; those of orthogonal are within \
                        \\d\\.\\de-\\d\\d \\(limit 1e-05\\)\\.
                        177 passed, 0 failed
                        """);
    }

    @Test
    void aGoodFilePasses() throws IOException {
        assertThat(replay(GOOD)).isEqualTo(new Run(0, ALL_BITS + "2 passed, 0 failed\n", ""));
    }

    @Test
    void viewsAreFilledAsPyTorchFillsThem() {
        Run run = Run.of("selftest", "--reference", "../reference/data/program-cases.json");
        assertThat(run.code()).isZero();
        assertThat(run.out()).endsWith("\n266 passed, 0 failed\n");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        "2cf4445c",
                        "2cf4445d",
                        "uniform: tensor 0: the SHA-256 differs, though the values that the file keeps"
                                + " are equal"),
                Arguments.of(
                        "\"next\": \"3ee94812\"",
                        "\"next\": \"3ee94813\"",
                        "uniform: the next draw is 0x3ee94812 instead of 0x3ee94813"),
                Arguments.of(
                        "\"weight\":",
                        "\"weights\":",
                        "linear: tensors [weight, bias] instead of [weights, bias]"),
                Arguments.of(
                        "\"tensors\": {\"weight\": {\"shape\": [4, 2]",
                        "\"tensors\": {\"weight\": {\"shape\": [2, 4]",
                        "linear: tensor weight: shape [4, 2] instead of [2, 4]"),
                Arguments.of(
                        "\"op\": \"uniform\"",
                        "\"op\": \"uniforn\"",
                        "uniform: refused: torch.nn.init has no function \"uniforn\"; it has uniform,"
                                + " normal, trunc_normal, constant, ones, zeros, eye, dirac, xavier_uniform,"
                                + " xavier_normal, kaiming_uniform, kaiming_normal, orthogonal, sparse"),
                Arguments.of(
                        "\"a\": -0.1",
                        "\"a\": 0.2",
                        "uniform: refused: lower must not exceed upper; got lower = 0.2, upper = 0.1"),
                Arguments.of(
                        "\"dtype\": \"f32\"",
                        "\"dtype\": \"f8\"",
                        "uniform: refused: dtype \"f8\" is unknown; use f32, f64, f16 or bf16"),
                Arguments.of(
                        "nn.Linear(2, 4)",
                        "nn.Liner(2, 4)",
                        "linear: refused: column 1: expected a layer such as nn.Linear(2, 4); found"
                                + " \"nn.Liner\"; the nearest known is \"nn.Linear\""));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("failures")
    void aCaseThatDiffersIsNamedWithWhatDiffers(String from, String to, String failure)
            throws IOException {
        assertThat(replay(damaged(from, to)))
                .isEqualTo(
                        new Run(
                                1,
                                "FAILED " + failure + "\n" + ALL_BITS + "1 passed, 1 failed\n",
                                ""));
    }

    @Test
    void theFirstValueThatDiffersIsShownInHexadecimal() throws IOException {
        String text =
                damaged("\"be8b70d6\"", "\"be8b70d7\"").replace("f3585d614c07", "f3585d614c08");
        assertThat(replay(text))
                .isEqualTo(
                        new Run(
                                1,
                                "FAILED linear: tensor weight: value 4 is 0xbe8b70d6 instead of 0xbe8b70d7\n"
                                        + ALL_BITS
                                        + "1 passed, 1 failed\n",
                                ""));
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                Arguments.of("", ": is empty; expected a JSON object"),
                Arguments.of("[1]", ": line 1, column 1: $: expected an object; got an array of 1"),
                Arguments.of(GOOD + "{}", ": line 18, column 1: expected the end of the file"),
                Arguments.of(
                        damaged(
                                "\"seed\": 0, \"op\": \"uniform\"",
                                "\"seed\": 0 \"op\": \"uniform\""),
                        ": line 2, column 29: Unexpected character ('\"' (code 34)): was expecting"
                                + " comma to separate Object entries"),
                Arguments.of(
                        damaged("1.13.0a0", "2.12.0"),
                        ": line 1, column 11: $.torch: PyTorch \"2.12.0\": only the bits of 1.13 and 2.10 are known; other versions"
                                + " draw other bits in places (from 2.12 on trunc_normal_ uses rejection"
                                + " sampling)"),
                Arguments.of(
                        damaged("\"torch\": \"1.13.0a0\", ", ""),
                        ": line 1, column 1: $: has no \"torch\""),
                Arguments.of(
                        damaged(" \"next\": \"3ee94812\"", " \"nxt\": \"3ee94812\""),
                        ": line 2, column 1: $.cases[0]: has no \"next\""),
                Arguments.of(
                        damaged(
                                "\"seed\": 0, \"op\": \"uniform\"",
                                "\"seed\": \"0\", \"op\": \"uniform\""),
                        ": line 2, column 27: $.cases[0].seed: expected a whole number of -2^63 to 2^64 - 1; got \"0\""),
                Arguments.of(
                        damaged("\"a\": -0.1", "\"a\": null"),
                        ": line 3, column 16: $.cases[0].args.a: expected a number, string or boolean; got null"),
                Arguments.of(
                        damaged(
                                "\"seed\": 0, \"op\": \"module\"",
                                "\"seed\": 18446744073709551616, \"op\": \"module\""),
                        ": line 9, column 26: $.cases[1].seed: expected a whole number of -2^63 to 2^64 - 1; got"
                                + " 18446744073709551616"),
                Arguments.of(
                        damaged("\"bd8083de\", ", ""),
                        ": line 16, column 11: $.cases[1].tensors.bias.bits: expected 4 values; got an array of 3"),
                Arguments.of(
                        damaged("\"bd8083de\"", "\"zz\""),
                        ": line 16, column 12: $.cases[1].tensors.bias.bits[0]: expected 4 to 16 hexadecimal digits; got"
                                + " \"zz\""),
                Arguments.of(
                        damaged("\"shape\": [4, 2], \"dtype\"", "\"shape\": [-4, 2], \"dtype\""),
                        ": line 2, column 56: $.cases[0].shape: shape [-4, 2]: size 0 must be at least 0; got -4"),
                Arguments.of(
                        damaged("\"dtype\": \"f32\"", "\"dtype\": \"f32\", \"columns\": 3"),
                        ": line 2, column 91: $.cases[0].columns: expected a number in [0, 2]; got 3"),
                Arguments.of(
                        "{\"torch\": \"1.13.1\", \"cases\": []}",
                        ": line 1, column 30: $.cases: expected at least one case; got an array of 0"));
    }

    @ParameterizedTest(name = "cases.json{1}")
    @MethodSource("badFiles")
    void aBadFileIsAnsweredWithOneLineAndExitCode3(String text, String complaint)
            throws IOException {
        Run run = replay(text);
        assertThat(run)
                .isEqualTo(
                        new Run(
                                3,
                                "",
                                "fanin: " + folder.resolve("cases.json") + complaint + "\n"));
    }

    @Test
    void aKeyThatStandsTwiceIsRefusedWithItsLine() throws IOException {
        Run run =
                replay(
                        damaged(
                                "{\"torch\": \"1.13.0a0\",",
                                "{\"torch\": \"1.13.0a0\",\n\"torch\": \"1.13.1\","));
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        "fanin: "
                                + folder.resolve("cases.json")
                                + ": line 2, column 1: $: \"torch\" stands twice\n");
    }

    @Test
    void aMissingFileIsAnsweredWithExitCode4() {
        String missing = folder.resolve("missing.json").toString();
        assertThat(Run.of("selftest", "--reference", missing))
                .isEqualTo(
                        new Run(
                                4,
                                "",
                                "fanin: " + missing + ": there is no such file or folder\n"));
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(Run.of("selftest", "--reference", folder.toString()))
                .isEqualTo(new Run(4, "", "fanin: " + folder + ": it is a folder, not a file\n"));
    }
}
