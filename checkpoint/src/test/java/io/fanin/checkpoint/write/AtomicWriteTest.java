package io.fanin.checkpoint.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.law.Normal;
import io.fanin.plan.Plan;
import io.fanin.tensor.DType;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file is there as a whole or not at all.
class AtomicWriteTest {
    private static final Plan PLAN = Expected.plan();

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("model.safetensors");
    }

    @Test
    void aFileThatIsThereIsNotReplacedWithoutForce() throws IOException {
        Files.writeString(file, "mine");
        assertThatThrownBy(() -> CheckpointWriter.of(PLAN).write(file))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(file + ": is there already; --force replaces it");
        assertThat(file).hasContent("mine");
        CheckpointWriter.of(PLAN).force(true).write(file);
        Expected.assertHolds(file, PLAN, false);
    }

    @Test
    void nothingIsWrittenIfOneOfTheShardsIsThere() throws IOException {
        Path shard = folder.resolve("model-00002-of-00002.safetensors");
        Files.writeString(shard, "mine");
        assertThatThrownBy(() -> CheckpointWriter.of(PLAN).shardSize(100_000).write(file))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(shard + ": is there already; --force replaces it");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void shardsDoNotLieBesideASingleFileOfTheirName() throws IOException {
        CheckpointWriter.of(PLAN).write(file);
        CheckpointWriter shards = CheckpointWriter.of(PLAN).shardSize(100_000);
        assertThatThrownBy(() -> shards.write(file))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(file + ": would be taken for the same checkpoint; --force deletes it");
        shards.force(true).write(file);
        assertThat(file).doesNotExist();
        Expected.assertHolds(folder, PLAN, false);
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path missing = folder.resolve("a").resolve("b").resolve("model.safetensors");
        assertThatThrownBy(() -> CheckpointWriter.of(PLAN).write(missing))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(missing + ": there is no folder " + missing.getParent());
    }

    @Test
    void aFileInPlaceOfTheFolderIsNamed() throws IOException {
        Files.writeString(folder.resolve("a"), "mine");
        assertThatThrownBy(() -> CheckpointWriter.of(PLAN).write(folder.resolve("a/m.safetensors")))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(folder.resolve("a") + ": is not a folder");
    }

    @Test
    void aDiskThatIsTooSmallIsToldBeforeAnythingIsWritten() throws IOException {
        long usable = Files.getFileStore(folder).getUsableSpace();
        Plan plan =
                Plans.seed(1)
                        .add("a", DType.F32, new Normal(0, 1), usable / 4000 + 1000, 1000)
                        .plan();
        assertThatThrownBy(() -> CheckpointWriter.of(plan).write(file))
                .isInstanceOf(FileSystemException.class)
                .message()
                .matches(file + ": needs [0-9,]+ bytes, its folder has [0-9,]+ left");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anInterruptLeavesNothing() {
        CheckpointWriter writer =
                CheckpointWriter.of(PLAN)
                        .progress((done, total) -> {
                            if (done > total / 2) {
                                Thread.currentThread().interrupt();
                            }
                        });
        assertThatThrownBy(() -> writer.on(null).write(file))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage(file + ": writing was interrupted; nothing of it is left");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFailureOfAnyThreadLeavesNothingAndIsThrown() {
        IllegalStateException failure = new IllegalStateException("the listener fails");
        try (ForkJoinPool pool = new ForkJoinPool(4)) {
            CheckpointWriter writer =
                    CheckpointWriter.of(PLAN)
                            .on(pool)
                            .progress((done, total) -> {
                                if (done > total / 2) {
                                    throw failure;
                                }
                            });
            assertThatThrownBy(() -> writer.write(file)).isSameAs(failure);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatAKilledRunLeftIsOverwritten() throws IOException {
        Files.write(folder.resolve("model.safetensors.part"), new byte[20_000_000]);
        CheckpointWriter.of(PLAN).write(file);
        Expected.assertHolds(file, PLAN, false);
        assertThat(folder.toFile().list()).containsExactly("model.safetensors");
    }

    @Test
    void twoRunsDoNotWriteTheSameFile() throws IOException {
        Path part = folder.resolve("model.safetensors.part");
        try (FileChannel channel =
                        FileChannel.open(
                                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            assertThatThrownBy(() -> CheckpointWriter.of(PLAN).write(file))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessage(file + ": another run is writing it to " + part);
        }
        assertThat(part).exists();
    }

    @Test
    void aRunIsResumedAfterItsLastFinishedShard() throws IOException {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        CheckpointWriter writer = CheckpointWriter.of(PLAN).shardSize(2000);
        Written written = writer.write(whole);
        Path half = Files.createDirectory(folder.resolve("half"));
        for (Path shard : written.files().subList(0, 2)) {
            Files.copy(shard, half.resolve(shard.getFileName()));
        }
        Written resumed = writer.resume(true).write(half);
        assertThat(resumed.resumed()).isEqualTo(resumed.files().subList(0, 2));
        for (Path shard : written.files()) {
            assertThat(Files.mismatch(shard, half.resolve(shard.getFileName()))).isEqualTo(-1);
        }
        assertThat(writer.resume(true).write(half).resumed()).hasSize(4);
    }

    @Test
    void anotherPlansFileIsNotResumed() throws IOException {
        CheckpointWriter.of(PLAN).write(file);
        Plan other = Plans.seed(8).add("a", DType.F32, new Normal(0, 1), 4, 4).plan();
        assertThatThrownBy(() -> CheckpointWriter.of(other).resume(true).write(file))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(
                        file
                                + ": does not come from this plan, so it can't be resumed; --force"
                                + " replaces it");
        CheckpointWriter.of(other).resume(true).force(true).write(file);
        Expected.assertHolds(file, other, false);
    }

    @Test
    void anotherPartOfThePlanIsNotResumed() throws IOException {
        CheckpointWriter.of(PLAN, Part.of(0, 2, Cut.ROWS)).write(file);
        assertThatThrownBy(() ->
                        CheckpointWriter.of(PLAN, Part.of(1, 2, Cut.ROWS)).resume(true).write(file))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(
                        file
                                + ": was cut into other shards or parts, so it can't be resumed;"
                                + " --force replaces it");
    }

    @Test
    void aNumPyFileIsNotResumed() throws IOException {
        Path npy = folder.resolve("a.npy");
        Plan plan = Plans.seed(8).add("a", DType.F32, new Normal(0, 1), 4, 4).plan();
        CheckpointWriter.of(plan).write(npy);
        assertThatThrownBy(() -> CheckpointWriter.of(plan).resume(true).write(npy))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(
                        npy
                                + ": does not tell which plan it comes from, so it can't be"
                                + " resumed; --force replaces it");
    }
}
