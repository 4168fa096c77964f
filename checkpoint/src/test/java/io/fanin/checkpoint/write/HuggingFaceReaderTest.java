package io.fanin.checkpoint.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.checkpoint.ElementType;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Files read by Hugging Face's own reader, `@huggingface/hub`, which npm installs. Runs with
/// `./build -Preaders`.
@EnabledIfSystemProperty(named = "fanin.readers", matches = "true")
class HuggingFaceReaderTest {
    private static final Path SOURCES = Path.of("src/test/readers");
    private static final Path INSTALLED = Path.of("target/readers");
    private static final Plan PLAN = Expected.plan();

    @TempDir private Path folder;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        for (String name : List.of("package.json", "package-lock.json", "read.mjs")) {
            Files.write(INSTALLED.resolve(name), Files.readAllBytes(SOURCES.resolve(name)));
        }
        run("npm", "ci", "--omit=optional", "--prefer-offline");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(INSTALLED.toFile())
                        .redirectErrorStream(true)
                        .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), printed).isZero();
        return printed;
    }

    /// What is read of a file or an index in the folder.
    private List<String> read(String name) throws IOException, InterruptedException {
        return run("node", "read.mjs", folder.toString(), name).lines().toList();
    }

    /// As the script prints a tensor.
    private static String line(PlannedTensor planned) {
        Tensor tensor = Expected.whole(PLAN, planned.name());
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(tensor.segment().asByteBuffer());
            return String.join(
                    "\t",
                    planned.name(),
                    ElementType.of(planned.dtype()).name(),
                    planned.shape().toString().replace(" ", ""),
                    HexFormat.of().formatHex(sha256.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> lines() {
        return PLAN.tensors().stream()
                .filter(each -> !each.isTied())
                .map(HuggingFaceReaderTest::line)
                .toList();
    }

    @Test
    void aFileHoldsThePlansTensors() throws IOException, InterruptedException {
        CheckpointWriter.of(PLAN).write(folder.resolve("model.safetensors"));
        assertThat(read("model.safetensors")).containsExactlyElementsOf(lines());
    }

    @Test
    void shardsAndTheirIndexHoldThePlansTensors() throws IOException, InterruptedException {
        CheckpointWriter.of(PLAN).shardSize(2000).write(folder);
        assertThat(folder.toFile().list()).hasSizeGreaterThan(2);
        assertThat(read("model.safetensors.index.json"))
                .containsExactlyInAnyOrderElementsOf(lines());
    }
}
