package io.fanin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    @TempDir private Path folder;

    @Test
    void theTableTellsEachStepOfEachPassThenTheTotals() {
        assertThat(Run.of("plan", "--arch", "mlp:2,4,1", "--recipe", "he", "--seed", "-1"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                mlp:2,4,1 by he, bits of PyTorch 2.10, seed 18446744073709551615

                                pass construction
                                tensor      shape   dtype    scheme                              law                   fan in  fan out    gain  words  from word
                                fc1.weight  [4, 2]  float32  kaiming_uniform(a=2.23606797749979)  U(-0.70711, 0.70711)       2        4  0.5774      8          0  overwritten
                                fc1.bias    [4]     float32  uniform                              U(-0.70711, 0.70711)                               4          8  overwritten
                                fc2.weight  [1, 4]  float32  kaiming_uniform(a=2.23606797749979)  U(-0.5, 0.5)               4        1  0.5774      4         12  overwritten
                                fc2.bias    [1]     float32  uniform                              U(-0.5, 0.5)                                       1         16  overwritten

                                pass he
                                tensor      shape   dtype    scheme                 law                 fan in  fan out    gain  words  from word
                                fc1.weight  [4, 2]  float32  kaiming_uniform(relu)  U(-1.7321, 1.7321)       2        4  1.4142      8         17
                                fc1.bias    [4]     float32  zeros                  0                                                0
                                fc2.weight  [1, 4]  float32  kaiming_uniform(relu)  U(-1.2247, 1.2247)       4        1  1.4142      4         25
                                fc2.bias    [1]     float32  zeros                  0                                                0

                                17 parameters in 4 tensors: 68 B
                                29 words of the stream, 17 of them skipped: a later pass overwrites what they draw
                                """
                                        .replace(
                                                "  law                   fan",
                                                "   law                   fan")
                                        .replace(
                                                "uniform                             U",
                                                "uniform                              U"),
                                ""));
    }

    @Test
    void withoutConstructionWhatIsNeverFilledIsZero() {
        Run run =
                Run.of(
                        "plan --arch lenet5 --no-construction --rule fc*.weight=normal(std=0.02)"
                                .split(" "));
        assertThat(run.out())
                .doesNotContain("pass construction")
                .contains("\n61,706 parameters in 10 tensors: 247 kB\n58,936 words of the stream\n")
                .endsWith(
                        "never filled, so 0: conv1.weight, conv1.bias, conv2.weight and 4 more\n");
    }

    @Test
    void aModelOfHalfPrecisionIsDrawnInItsOwnDtypeUnlessItIsSaid() {
        assertThat(Run.of("plan --arch mlp:2,1 --dtype bf16".split(" ")).out())
                .contains("bfloat16 from float32");
        assertThat(Run.of("plan --arch mlp:2,1 --dtype bf16 --draw-dtype bf16".split(" ")).out())
                .contains("  bfloat16  ")
                .doesNotContain("from float32");
    }

    @Test
    void tiesAreToldAndRulesThatDoNothing() {
        assertThat(Run.of("plan", "--arch", "gpt2", "--recipe", "gpt2").out())
                .contains(
                        "\n124,439,808 parameters in 149 tensors: 498 MB\n",
                        "\ntie: lm_head.weight is transformer.wte.weight\n",
                        "\nnote: pass gpt2, rule \"Linear, weight: normal(std=0.02)\" means no"
                                + " parameter of GPT2LMHeadModel\n");
    }

    @Test
    void theFileHoldsWhatJsonPrints() throws IOException {
        Path file = folder.resolve("plan.json");
        Run run = Run.of("plan", "--arch", "mlp:2,4,1", "--json", "-o", file.toString());
        assertThat(run.out()).startsWith("{\n  \"format\": \"fanin-plan\",\n  \"version\": 1,");
        assertThat(Files.readString(file)).isEqualTo(run.out());
    }

    @Test
    void theFileIsReplacedAsAWhole() throws IOException {
        Path file = folder.resolve("plan.json");
        Path linked = folder.resolve("linked.json");
        Files.createSymbolicLink(linked, file);
        Run.of("plan", "--arch", "mlp:2,1", "--recipe", "he", "-o", file.toString());
        Run run = Run.of("plan", "--arch", "mlp:2,1", "--json", "-o", linked.toString());
        assertThat(Files.readString(file)).isEqualTo(run.out());
        assertThat(linked).isSymbolicLink();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("plan.json", "linked.json");
    }

    @Test
    void aRecipeMayBeAFile() throws IOException {
        Path file = folder.resolve("mine.json");
        Files.writeString(
                file,
                """
                {"format": "fanin-recipe", "version": 1, "name": "mine", "passes": [
                  {"name": "all", "rules": [{"initializer": "zeros"}]}
                ]}
                """);
        assertThat(Run.of("plan", "--arch", "mlp:2,1", "--recipe", file.toString()).out())
                .startsWith("mlp:2,1 by mine, bits of PyTorch 2.10, no seed\n\npass all\n");
    }

    @Test
    void aCheckpointsPlanIsADraftWithoutASeed() {
        String file = folder.resolve("net.safetensors").toString();
        Run.of("init", "--arch", "mlp:2,4,1", "--seed", "1", "-o", file);
        Run run = Run.of("plan", "--like", file);
        assertThat(run.out())
                .startsWith("net.safetensors by ")
                .contains(", no seed\n", "fc1.weight  [4, 2]");
        assertThat(Run.of("plan", "--like", file, "--seed", "7"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "fanin: fanin plan can't use --seed: a draft has no seed, and is what"
                                        + " PyTorch's constructors leave in the tensors; edit its"
                                        + " file\n"));
    }

    @Test
    void plansThatDifferEndWithOne() {
        String he = folder.resolve("he.json").toString();
        String xavier = folder.resolve("xavier.json").toString();
        String seeded = folder.resolve("seeded.json").toString();
        Run.of("plan", "--arch", "mlp:2,4,1", "--recipe", "he", "-o", he);
        Run.of("plan", "--arch", "mlp:2,4,1", "--recipe", "xavier", "-o", xavier);
        Run.of("plan", "--arch", "mlp:2,4,1", "--recipe", "he", "--seed", "1", "-o", seeded);
        assertThat(Run.of("diff", he, he)).isEqualTo(new Run(0, "", ""));
        assertThat(Run.of("diff", he, xavier))
                .isEqualTo(
                        new Run(
                                1,
                                """
                                fc1.weight: law U(-1.7321, 1.7321) against U(-1., 1.)
                                fc2.weight: law U(-1.2247, 1.2247) against U(-1.0954, 1.0954)
                                """,
                                ""));
        assertThat(Run.of("diff", he, seeded)).isEqualTo(new Run(1, "seed none against 1\n", ""));
        assertThat(Run.of("diff", "--laws", he, seeded)).isEqualTo(new Run(0, "", ""));
    }
}
