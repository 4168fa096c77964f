package io.fanin.checkpoint.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.law.Normal;
import io.fanin.law.Uniform;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.tensor.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointWriterTest {
    private static final Plan PLAN = Expected.plan();

    @TempDir private Path folder;

    @Test
    void aFileHoldsThePlansTensors() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Written written = CheckpointWriter.of(PLAN).write(file);
        Expected.assertHolds(file, PLAN, false);
        assertThat(written.files()).containsExactly(file);
        assertThat(written.resumed()).isEmpty();
        assertThat(written.tensors(Origin.MADE)).hasSize(11).isEqualTo(written.tensors());
        assertThat(written.ties()).containsExactly(entry("tied", "fc.weight"));
        assertThat(folder.toFile().list()).containsExactly("model.safetensors");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7})
    void theBytesAreTheSameForAnyNumberOfThreads(int threads) throws IOException {
        Path expected = folder.resolve("expected.safetensors");
        Path file = folder.resolve("model.safetensors");
        CheckpointWriter.of(PLAN).write(expected);
        try (ForkJoinPool pool = new ForkJoinPool(Math.max(threads, 1))) {
            CheckpointWriter.of(PLAN).on(threads == 0 ? null : pool).write(file);
        }
        assertThat(Files.mismatch(expected, file)).isEqualTo(-1);
    }

    @Test
    void theHeaderListsTensorsInThePlansOrderAndTheirBytesAreAligned() throws IOException {
        Path file = folder.resolve("model.safetensors");
        CheckpointWriter.of(PLAN).ties(Ties.EACH_NAME).write(file);
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(checkpoint.tensors().sequencedKeySet())
                    .containsExactlyElementsOf(
                            PLAN.tensors().stream().map(PlannedTensor::name).toList());
            checkpoint
                    .tensors()
                    .values()
                    .forEach(tensor ->
                            assertThat(tensor.segment().address() % tensor.type().bytes())
                                    .as(tensor.name())
                                    .isEqualTo(0));
        }
        Expected.assertHolds(file, PLAN, true);
    }

    @Test
    void metadataTellThePlanAndTheTies() throws IOException {
        Path file = folder.resolve("model.safetensors");
        CheckpointWriter.of(PLAN).write(file);
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(checkpoint.metadata())
                    .containsExactly(
                            entry("format", "pt"),
                            entry("fanin.plan", Fingerprint.of(PLAN)),
                            entry("tied", "fc.weight"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 11", "2000, 4", "100000, 2", "10000000, 1"})
    void shardsHoldThePlansTensors(long size, int count) throws IOException {
        Written written = CheckpointWriter.of(PLAN).shardSize(size).write(folder);
        assertThat(written.files()).hasSize(count == 1 ? 1 : count + 1);
        assertThat(written.files().getFirst().getFileName())
                .hasToString(
                        count == 1
                                ? "model.safetensors"
                                : "model-00001-of-%05d.safetensors".formatted(count));
        Expected.assertHolds(folder, PLAN, false);
    }

    @Test
    void theIndexNamesTheShardOfEachTensor() throws IOException {
        Plan plan =
                Plans.seed(1)
                        .add("b", DType.F32, new Uniform(0, 1), 10)
                        .add("large", DType.F32, new Uniform(0, 1), 20)
                        .add("a", DType.F32, new Uniform(0, 1), 4)
                        .add("c", DType.F32, new Uniform(0, 1), 1)
                        .plan();
        CheckpointWriter.of(plan).shardSize(56).write(folder.resolve("tiny.safetensors"));
        assertThat(folder.resolve("tiny.safetensors.index.json"))
                .hasContent(
                        """
                        {
                          "metadata" : {
                            "total_size" : 140
                          },
                          "weight_map" : {
                            "a" : "tiny-00002-of-00003.safetensors",
                            "b" : "tiny-00002-of-00003.safetensors",
                            "c" : "tiny-00003-of-00003.safetensors",
                            "large" : "tiny-00001-of-00003.safetensors"
                          }
                        }
                        """);
    }

    @Test
    void aNameWithoutDotsIsAFolderThatIsMade() throws IOException {
        CheckpointWriter.of(PLAN).write(folder.resolve("new"));
        Expected.assertHolds(folder.resolve("new"), PLAN, false);
        assertThat(folder.resolve("new").resolve("model.safetensors")).exists();
    }

    @Test
    void progressGrowsToTheBytesOfTheFiles() throws IOException {
        List<Long> seen = new ArrayList<>();
        Path file = folder.resolve("model.safetensors");
        CheckpointWriter.of(PLAN)
                .progress((done, total) -> {
                    assertThat(total).isGreaterThanOrEqualTo(done);
                    seen.add(done);
                })
                .write(file);
        assertThat(seen).isSorted().endsWith(Files.size(file)).hasSizeGreaterThan(10);
    }

    @Test
    void aPlanWithoutASeedIsRefused() {
        Plan plan =
                new Plan(
                        "gpt2",
                        PLAN.recipe(),
                        PLAN.version(),
                        OptionalLong.empty(),
                        PLAN.tensors(),
                        PLAN.steps());
        assertThatThrownBy(() -> CheckpointWriter.of(plan))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("plan \"gpt2\" has no seed: it does not say every bit");
    }

    @ParameterizedTest
    @CsvSource({
        "model.pt,   9223372036854775807, 'can write .safetensors, .npy and .npz files, and folders'",
        "model.npz,  10, only safetensors files are cut into shards",
        "model.npy,  9223372036854775807, 'a .npy file holds one tensor, plan \"model\" has 12; write .npz'",
        "model.npz,  9223372036854775807,"
                + " 'tensor \"fc.weight\": NumPy has no type for BF16; write .safetensors, or store F32'",
    })
    void whatAFormatCantHoldIsRefused(String name, long shardSize, String message) {
        Path file = folder.resolve(name);
        assertThatThrownBy(() -> CheckpointWriter.of(PLAN).shardSize(shardSize).write(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": " + message);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theFingerprintIsThatOfTheValuesAlone() {
        Plan plan = Plans.seed(1).add("a", DType.F32, new Normal(0, 1), 16).plan();
        Plan named =
                new Plan(
                        "other",
                        "names",
                        plan.version(),
                        plan.seed(),
                        plan.tensors(),
                        plan.steps());
        assertThat(Fingerprint.of(named)).isEqualTo(Fingerprint.of(plan)).matches("[0-9a-f]{64}");
        assertThat(
                        List.of(
                                Plans.seed(2).add("a", DType.F32, new Normal(0, 1), 16).plan(),
                                Plans.seed(1).add("b", DType.F32, new Normal(0, 1), 16).plan(),
                                Plans.seed(1).add("a", DType.F16, new Normal(0, 1), 16).plan(),
                                Plans.seed(1).add("a", DType.F32, new Normal(0, 1), 4, 4).plan(),
                                Plans.seed(1)
                                        .add("a", DType.F32, new Normal(0, Math.nextUp(1.0)), 16)
                                        .plan()))
                .extracting(Fingerprint::of)
                .doesNotHaveDuplicates()
                .doesNotContain(Fingerprint.of(plan));
    }
}
