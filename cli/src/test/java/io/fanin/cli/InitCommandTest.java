package io.fanin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InitCommandTest {
    private static final int DIGEST = 16;

    @TempDir private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Run init(String line) {
        return Run.of(("init " + line.replace("@", folder + "/")).split(" "));
    }

    /// Each tensor's bytes as the start of their SHA-256.
    private static SequencedMap<String, String> digests(String file) throws IOException {
        SequencedMap<String, String> digests = new LinkedHashMap<>();
        try (Checkpoint checkpoint = Checkpoint.open(Path.of(file))) {
            for (StoredTensor each : checkpoint.tensors().values()) {
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                sha256.update(each.segment().asSlice(0, each.bytes()).asByteBuffer());
                digests.put(
                        each.name(),
                        HexFormat.of().formatHex(sha256.digest()).substring(0, DIGEST));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
        return digests;
    }

    @Test
    void writesTheBytesOfTorchvisionsResnet18() throws IOException {
        JsonValue model;
        try (InputStream stream =
                InitCommandTest.class.getResourceAsStream("/reference/architectures.json")) {
            model =
                    JsonValue.read("architectures.json", Objects.requireNonNull(stream))
                            .get("models")
                            .get("resnet18");
        }
        Map.Entry<String, JsonValue> state = model.get("states").members().firstEntry();
        List<String> expected = new ArrayList<>();
        for (JsonValue each : state.getValue().items()) {
            expected.add(each.text());
        }
        Run run =
                init(
                        "--arch resnet18 --recipe torchvision -o @r.safetensors --seed "
                                + state.getKey());
        assertThat(run)
                .isEqualTo(
                        new Run(
                                0,
                                "wrote "
                                        + path("r.safetensors")
                                        + ": 122 tensors, 46.8 MB\n"
                                        + "made 122 tensors, 46.8 MB: conv1.weight, bn1.weight,"
                                        + " bn1.bias and 119 more\n",
                                ""));
        assertThat(digests(path("r.safetensors")).values()).containsExactlyElementsOf(expected);
    }

    @Test
    void aPlanGivesTheBytesOfTheCommandThatMadeIt() throws IOException {
        init("--arch lenet5 --recipe he --seed 5 -o @a.safetensors");
        Run.of("plan", "--arch", "lenet5", "--recipe", "he", "-o", path("plan.json"));
        assertThat(init("--plan @plan.json -o @b.safetensors"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "fanin: fanin init needs --seed: the bits follow from it\n"));
        assertThat(init("--plan @plan.json --seed 5 --threads 1 -o @b.safetensors").code())
                .isZero();
        assertThat(Path.of(path("b.safetensors")))
                .hasSameBinaryContentAs(Path.of(path("a.safetensors")));
    }

    @Test
    void shardsGetAnIndexAndCanBeResumed() throws IOException {
        assertThat(init("--arch mlp:100,100,10 --seed 1 --shard-size 5kB -o @m").out())
                .startsWith(
                        "wrote 3 files, the last "
                                + path("m/model.safetensors.index.json")
                                + ": 4 tensors, 44.4 kB\n");
        Files.delete(Path.of(path("m/model-00002-of-00002.safetensors")));
        assertThat(init("--arch mlp:100,100,10 --seed 1 --shard-size 5kB --resume -o @m").out())
                .contains("\n1 of them an earlier run had finished\n");
        init("--arch mlp:100,100,10 --seed 1 -o @one.safetensors");
        assertThat(digests(path("m"))).containsAllEntriesOf(digests(path("one.safetensors")));
    }

    @Test
    void aRankHoldsItsPartOfWhatIsCut() throws IOException {
        init("--arch mlp:6,4 --seed 1 --shard 1/3 --by fc1.weight=columns -o @p.safetensors");
        try (Checkpoint part = Checkpoint.open(Path.of(path("p.safetensors")))) {
            assertThat(part.tensors().values().stream().map(t -> t.name() + t.shape()))
                    .containsExactly("fc1.weight[4, 2]", "fc1.bias[4]");
        }
    }

    @Test
    void aRevisionTellsWhatItKeptAndChanged() throws IOException {
        init("--arch mlp:2,4,1 --seed 1 -o @old.safetensors");
        Run run = init("--like @old.safetensors --rule fc2.*=ones --seed 3 -v -o @new.safetensors");
        assertThat(run.out())
                .isEqualTo(
                        "wrote "
                                + path("new.safetensors")
                                + """
                                : 4 tensors, 68 B
                                kept 2 tensors, 48 B:
                                  fc1.weight F32 [4, 2]
                                  fc1.bias F32 [4]
                                changed 2 tensors, 20 B:
                                  fc2.weight F32 [1, 4]
                                  fc2.bias F32 [1]
                                """);
    }

    @Test
    void onlyWhatIsMissingIsAdded() throws IOException {
        init("--arch mlp:2,4 --seed 1 -o @old.safetensors");
        Run.of("plan", "--arch", "mlp:2,4,3", "--seed", "9", "-o", path("plan.json"));
        Run run =
                init(
                        "--like @old.safetensors --only-missing --plan @plan.json --resize"
                                + " fc1.weight=6 -o @new.safetensors");
        assertThat(run)
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "fanin: tensor \"fc1.weight\": the checkpoint has shape [4, 2],"
                                        + " resized to [6, 2], the plan [4, 2]\n"));
        run = init("--like @old.safetensors --only-missing --plan @plan.json -o @new.safetensors");
        assertThat(run.out())
                .endsWith(
                        """
                        made 2 tensors, 60 B: fc2.weight, fc2.bias
                        kept 2 tensors, 48 B: fc1.weight, fc1.bias
                        """);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        "-o x.safetensors", "fanin init needs one of --arch, --config, --plan"),
                Arguments.of(
                        "--arch vgg11 --plan p -o x.safetensors",
                        "fanin init takes only one of --arch, --config, --plan; got --arch and"
                                + " --plan"),
                Arguments.of(
                        "--arch vgg11 --seed 1", "Missing required option: '--output=FILE|FOLDER'"),
                Arguments.of(
                        "--arch vgg12 --seed 1 -o x.safetensors",
                        "unknown architecture \"vgg12\"; the nearest is \"vgg11\""),
                Arguments.of(
                        "--arch vgg11 --recipe hee --seed 1 -o x.safetensors",
                        "recipe \"hee\" is unknown; the nearest is he; there are pytorch-default,"
                                + " zero, random, xavier, he, torchvision, gpt2, llama"),
                Arguments.of(
                        "--arch vgg11 --dtype f46 --seed 1 -o x.safetensors",
                        "Invalid value for option '--dtype': dtype \"f46\" is unknown; the nearest"
                                + " is f16; there are f32, float32, f64, float64, f16, float16,"
                                + " bf16, bfloat16"),
                Arguments.of(
                        "--arch vgg11 --torch 1.12 --seed 1 -o x.safetensors",
                        "Invalid value for option '--torch': PyTorch \"1.12\": only the bits of 1.13"
                                + " and 2.10 are known; other versions draw other bits in places"
                                + " (from 2.12 on trunc_normal_ uses rejection sampling)"),
                Arguments.of(
                        "--arch vgg11 -o x.safetensors",
                        "fanin init needs --seed: the bits follow from it"),
                Arguments.of(
                        "--arch vgg11 --seed 1 --shard 8/8 --by rows -o x.safetensors",
                        "Invalid value for option '--shard': ranks of 8 are 0 to 7; got \"8/8\""),
                Arguments.of(
                        "--arch vgg11 --seed 1 --shard 0/8 -o x.safetensors",
                        "fanin init --shard needs --by"),
                Arguments.of(
                        "--arch vgg11 --seed 1 --shard 0/8 --by colums -o x.safetensors",
                        "Invalid value for option '--by' ([PATTERN=]CUT): must be rows, columns,"
                                + " flat, whole or PATTERN=CUT; got \"colums\"; the nearest is"
                                + " columns"),
                Arguments.of(
                        "--arch vgg11 --seed 1 --shard-size 5XB -o x.safetensors",
                        "Invalid value for option '--shard-size': must be a size such as 5GB, 512MiB"
                                + " or 1000000; got \"5XB\""),
                Arguments.of(
                        "--arch vgg11 --seed 1 --resize wte.weight=5 -o x.safetensors",
                        "fanin init --resize needs --like"),
                Arguments.of(
                        "--like y --seed 1 -o x.safetensors",
                        "fanin init --like needs --rule or --only-missing --plan: nothing says what"
                                + " changes"),
                Arguments.of(
                        "--like y --resize wte.weight=5 --seed 1 -o x.safetensors",
                        "fanin init --resize needs --rule or --only-missing --plan: nothing says what"
                                + " the new rows hold"),
                Arguments.of(
                        "--like y --rule a=zeros -o x.safetensors",
                        "fanin init --rule needs --seed"),
                Arguments.of(
                        "--like y --arch vgg11 --only-missing -o x.safetensors",
                        "fanin init can't use --arch: with --like, the old checkpoint says which"
                                + " model it is; --plan says what is missing"),
                Arguments.of(
                        "--plan p --dtype bf16 -o x.safetensors",
                        "fanin init can't use --dtype: a plan is complete; with --plan, only --seed"
                                + " may change"),
                Arguments.of(
                        "--arch vgg11 --seed 1 -o x.bin",
                        "x.bin: can write .safetensors, .npy and .npz files, and folders"));
    }

    @ParameterizedTest(name = "fanin init {0}")
    @MethodSource("wrong")
    void whatDoesNotGoTogetherIsAnsweredWithOneLineAndExitCode2(String line, String message) {
        assertThat(Run.of(("init " + line).split(" ")))
                .isEqualTo(new Run(2, "", "fanin: " + message + "\n"));
    }

    @Test
    void anExistingFileAMissingFolderAndAMissingPlanEndWith4() throws IOException {
        Files.createFile(Path.of(path("x.safetensors")));
        assertThat(init("--arch mlp:2,1 --seed 1 -o @x.safetensors"))
                .isEqualTo(
                        new Run(
                                4,
                                "",
                                "fanin: "
                                        + path("x.safetensors")
                                        + ": is there already; --force replaces it\n"));
        assertThat(init("--arch mlp:2,1 --seed 1 -o @none/deep/x.safetensors"))
                .isEqualTo(
                        new Run(
                                4,
                                "",
                                "fanin: "
                                        + path("none/deep/x.safetensors")
                                        + ": there is no folder "
                                        + path("none/deep")
                                        + "\n"));
        assertThat(init("--plan @none.json --seed 1 -o @y.safetensors"))
                .isEqualTo(
                        new Run(
                                4,
                                "",
                                "fanin: "
                                        + path("none.json")
                                        + ": there is no such file or folder\n"));
        assertThat(init("--arch mlp:2,1 --seed 1 --force -o @x.safetensors").code()).isZero();
    }

    @Test
    void aBadPlanEndsWith3() throws IOException {
        Files.writeString(
                Path.of(path("plan.json")), "{\"format\": \"fanin-plan\", \"version\": 9}");
        assertThat(init("--plan @plan.json --seed 1 -o @y.safetensors").code()).isEqualTo(3);
    }
}
