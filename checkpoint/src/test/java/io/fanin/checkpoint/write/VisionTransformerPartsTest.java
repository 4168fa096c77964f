package io.fanin.checkpoint.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.model.Layer;
import io.fanin.model.architecture.Architectures;
import io.fanin.plan.Plan;
import io.fanin.plan.Planner;
import io.fanin.plan.Recipes;
import io.fanin.random.TorchVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A model of 86,567,656 parameters, whole and in parts.
class VisionTransformerPartsTest {
    private static final int COUNT = 8;
    private static final Plan PLAN = plan();

    @TempDir private static Path folder;
    private static Checkpoint whole;

    private static Plan plan() {
        Layer model = Architectures.named("vit_b_16");
        return new Planner(
                        TorchVersion.V1_13, OptionalLong.of(7), Optional.empty(), Optional.empty())
                .plan("vit_b_16", model, Recipes.of("torchvision", model));
    }

    @BeforeAll
    static void writeTheWhole() throws IOException {
        Path file = folder.resolve("whole.safetensors");
        CheckpointWriter.of(PLAN).write(file);
        whole = Checkpoint.open(file);
    }

    @AfterAll
    static void close() {
        whole.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ROWS", "COLUMNS", "FLAT"})
    void eightPartsPutTogetherAreTheWholeFileByteForByte(Cut cut) throws IOException {
        List<Checkpoint> parts = new ArrayList<>();
        try {
            for (int i = 0; i < COUNT; i++) {
                Path file = folder.resolve("rank" + i + ".safetensors");
                CheckpointWriter.of(PLAN, Part.of(i, COUNT, cut)).force(true).write(file);
                parts.add(Checkpoint.open(file));
            }
            assertThat(parts.getFirst().tensors()).hasSameSizeAs(whole.tensors());
            for (StoredTensor each : whole.tensors().values()) {
                List<StoredTensor> pieces =
                        parts.stream().map(part -> Expected.stored(part, each.name())).toList();
                Expected.assertSameBytes(
                        each.name(),
                        PartTest.joined(cut, pieces, each.shape()).segment(),
                        each.segment());
            }
        } finally {
            parts.forEach(Checkpoint::close);
        }
    }
}
