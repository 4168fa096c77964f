package io.fanin.checkpoint.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What processes of their own leave behind.
class KilledProcessTest {
    private static final long COUNT = 1 << 20;
    private static final long SHARD = 1 << 20;
    private static final int MOMENTS = 50;
    private static final long SEED = 20261124;

    @TempDir private Path folder;

    private static Process start(List<String> options, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(classPath());
        command.add(WriteProcess.class.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Modules of the test are packages of the process.
    private static String classPath() {
        return Stream.of(
                        System.getProperty("java.class.path", ""),
                        System.getProperty("jdk.module.path", ""),
                        WriteProcess.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath(),
                        System.getProperty("fanin.test.classes", "target/test-classes"))
                .filter(path -> !path.isEmpty())
                .reduce((a, b) -> a + File.pathSeparator + b)
                .get();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aKilledRunLeavesWholeFilesAndIsResumed() throws Exception {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        long begin = System.nanoTime();
        assertThat(start(List.of(), whole, COUNT, SHARD).waitFor()).isZero();
        long time = System.nanoTime() - begin;
        assertThat(files(whole)).hasSize(5);
        SplittableRandom random = new SplittableRandom(SEED);
        int unfinished = 0;
        for (int moment = 0; moment < MOMENTS; moment++) {
            Path run = Files.createDirectory(folder.resolve("run" + moment));
            Process process = start(List.of(), run, COUNT, SHARD);
            process.waitFor(random.nextLong(time), TimeUnit.NANOSECONDS);
            process.destroyForcibly().waitFor();
            for (Path file : files(run)) {
                if (!file.toString().endsWith(".part")) {
                    assertThat(Files.mismatch(file, whole.resolve(file.getFileName())))
                            .as("%s, moment %d of seed %d", file, moment, SEED)
                            .isEqualTo(-1);
                }
            }
            if (!Files.exists(run.resolve("model.safetensors.index.json"))) {
                unfinished++;
            }
            if (moment % 10 == 0) {
                resume(run, whole);
            }
        }
        assertThat(unfinished).isGreaterThan(MOMENTS / 4);
    }

    private static void resume(Path run, Path whole) throws Exception {
        assertThat(start(List.of(), run, COUNT, SHARD, "resume").waitFor()).isZero();
        assertThat(files(run))
                .extracting(Path::getFileName)
                .isEqualTo(files(whole).stream().map(Path::getFileName).toList());
        for (Path file : files(run)) {
            assertThat(Files.mismatch(file, whole.resolve(file.getFileName()))).isEqualTo(-1);
        }
    }

    @Test
    void aRunThatIsToldToEndDeletesWhatIsNotWhole() throws Exception {
        Path file = folder.resolve("model.safetensors");
        Process process = start(List.of(), file, 1L << 26, Long.MAX_VALUE);
        Path part = folder.resolve("model.safetensors.part");
        while (process.isAlive() && !Files.exists(part)) {
            Thread.sleep(1);
        }
        assertThat(part).exists();
        process.destroy();
        process.waitFor();
        assertThat(folder).isEmptyDirectory();
    }

    /// 128 MB in a heap of 16 MB, with as much other memory as each thread's buffer of 1 MB takes.
    @Test
    void memoryDoesNotGrowWithTheModel() throws Exception {
        Path file = folder.resolve("model.safetensors");
        Process process =
                start(
                        List.of(
                                "-Xmx16m",
                                "-XX:MaxDirectMemorySize="
                                        + (Runtime.getRuntime().availableProcessors() + 2)
                                        + "m"),
                        file,
                        1L << 25,
                        Long.MAX_VALUE);
        assertThat(process.waitFor()).isZero();
        assertThat(Files.size(file)).isGreaterThan(1L << 27);
    }
}
