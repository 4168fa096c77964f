package io.fanin.checkpoint.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.plan.NamePattern;
import io.fanin.plan.Plan;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartTest {
    private static final Plan PLAN = Expected.plan();

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "ROWS, 1",
        "ROWS, 3",
        "ROWS, 8",
        "COLUMNS, 2",
        "COLUMNS, 5",
        "FLAT, 1",
        "FLAT, 4",
        "FLAT, 13",
        "WHOLE, 2"
    })
    void partsPutTogetherAreTheWholeByteForByte(Cut cut, int count) throws IOException {
        List<Checkpoint> parts = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Path file = folder.resolve("rank" + i + ".safetensors");
                CheckpointWriter.of(PLAN, Part.of(i, count, cut)).write(file);
                parts.add(Checkpoint.open(file));
            }
            for (String name : parts.getFirst().tensors().keySet()) {
                List<StoredTensor> pieces =
                        parts.stream().map(part -> part.tensors().get(name)).toList();
                Expected.assertSameBytes(
                        name,
                        joined(cut, pieces, PLAN.tensor(name).shape()).segment(),
                        Expected.whole(PLAN, name).segment());
            }
        } finally {
            parts.forEach(Checkpoint::close);
        }
    }

    /// Puts parts together as `torch.cat` does.
    static Tensor joined(Cut cut, List<StoredTensor> parts, Shape shape) {
        int dim = cut == Cut.COLUMNS ? 1 : 0;
        if (cut == Cut.WHOLE || (shape.rank() <= dim && cut != Cut.FLAT)) {
            for (StoredTensor part : parts) {
                assertThat(part.shape()).isEqualTo(shape);
                Expected.assertSameBytes(part.name(), part.segment(), parts.getLast().segment());
            }
            return parts.getLast().tensor();
        }
        Shape whole = cut == Cut.FLAT ? Shape.of(shape.count()) : shape;
        Tensor joined = Tensor.zeros(parts.getFirst().type().dtype().get(), whole);
        long at = 0;
        for (StoredTensor part : parts) {
            long size = part.shape().dim(dim);
            joined.narrow(dim, at, size).copy(part.tensor());
            at += size;
        }
        assertThat(at).isEqualTo(whole.dim(dim));
        return joined;
    }

    @Test
    void aTensorIsCutByTheFirstRuleThatMeansIt() {
        Part part =
                new Part(
                        1,
                        2,
                        List.of(
                                new PartRule(new NamePattern("*.attn.*"), Cut.COLUMNS),
                                new PartRule(new NamePattern("*.weight"), Cut.FLAT)),
                        Cut.ROWS);
        Shape shape = Shape.of(3, 4);
        assertThat(part.slice("h.attn.weight", shape).shape()).isEqualTo(Shape.of(3, 2));
        assertThat(part.slice("h.mlp.weight", shape)).isEqualTo(Slice.flat(shape, 6, 12));
        assertThat(part.slice("h.mlp.bias", shape).shape()).isEqualTo(Shape.of(1, 4));
        assertThat(part.slice("h.attn.bias", Shape.of(5)).shape()).isEqualTo(Shape.of(5));
    }

    @Test
    void metadataTellThePart() throws IOException {
        Part part =
                new Part(
                        3,
                        8,
                        List.of(new PartRule(new NamePattern("fc.*"), Cut.COLUMNS)),
                        Cut.ROWS);
        Path file = folder.resolve("part.safetensors");
        CheckpointWriter.of(PLAN, part).write(file);
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(checkpoint.metadata())
                    .containsEntry("fanin.part", "3/8 by columns of fc.*, by rows");
        }
    }

    @Test
    void anIndexBeyondTheCountIsRefused() {
        assertThatThrownBy(() -> Part.of(8, 8, Cut.ROWS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("index must lie in [0, 8); got 8");
        assertThatThrownBy(() -> Part.of(0, 0, Cut.ROWS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count must be at least 1; got 0");
    }
}
