package io.fanin.checkpoint.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.model.Layer;
import io.fanin.model.architecture.Architectures;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Planner;
import io.fanin.plan.Recipes;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTest {
    /// A checkpoint that is only described.
    private static final class Described implements Checkpoint {
        private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();

        Described add(String name, ElementType type, long... dims) {
            return put(StoredTensor.contiguous(name, type, Shape.of(dims), MemorySegment.NULL));
        }

        Described put(StoredTensor tensor) {
            tensors.put(tensor.name(), tensor);
            return this;
        }

        @Override
        public String format() {
            return "described";
        }

        @Override
        public SequencedMap<String, StoredTensor> tensors() {
            return tensors;
        }

        @Override
        public SequencedMap<String, String> metadata() {
            return new LinkedHashMap<>();
        }

        @Override
        public void close() {}

        Draft draft() {
            return Draft.of("m", TorchVersion.V2_10, this);
        }
    }

    private static List<String> steps(Draft draft) {
        return draft.plan().steps().stream()
                .map(step ->
                        step.storage()
                                + " "
                                + step.scheme()
                                + " "
                                + step.law()
                                + " "
                                + step.drawn().torchName()
                                + " at "
                                + step.position().words())
                .toList();
    }

    @Test
    void aFileThatPyTorchWroteIsDraftedAsItsLayersAreConstructed(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("notebook.pt");
        try (var stream =
                Objects.requireNonNull(
                        DraftTest.class.getResourceAsStream(
                                "/reference/torch-files/notebook.pt"))) {
            Files.copy(stream, file);
        }
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            Draft draft = Draft.of("notebook", TorchVersion.V1_13, checkpoint);
            assertThat(draft.notes()).isEmpty();
            assertThat(draft.plan())
                    .isEqualTo(
                            new Plan(
                                    "notebook",
                                    "draft",
                                    TorchVersion.V1_13,
                                    OptionalLong.empty(),
                                    constructed().tensors(),
                                    constructed().steps()));
        }
    }

    private static Plan constructed() {
        Layer model = Architectures.named("mlp:2,4,1");
        return Planner.of(TorchVersion.V1_13)
                .plan("mlp", model, Recipes.of("pytorch-default", model));
    }

    @Test
    void aDraftIsReadBackFromTheFormToEdit() throws IOException {
        Plan plan =
                new Described()
                        .add("conv.weight", ElementType.F16, 8, 3, 3, 3)
                        .add("conv.bias", ElementType.F16, 8)
                        .add("emb.weight", ElementType.F32, 5, 3)
                        .draft()
                        .plan();
        String text = PlanFile.writeWithoutPositions(plan);
        assertThat(text).doesNotContain("position", "words");
        assertThat(
                        PlanFile.read(
                                "p.json",
                                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(plan);
    }

    @Test
    void halfPrecisionIsDrawnInSingle() {
        Draft draft =
                new Described()
                        .add("fc.weight", ElementType.BF16, 8, 4)
                        .add("fc.bias", ElementType.F64, 8)
                        .draft();
        assertThat(steps(draft))
                .containsExactly(
                        "fc.weight kaiming_uniform(a=2.23606797749979) U(-0.5, 0.5) float32 at 0",
                        "fc.bias uniform(-0.5, 0.5) U(-0.5, 0.5) float64 at 32");
    }

    @Test
    void buffersOfANormalizationAreFilledToo() {
        Draft draft =
                new Described()
                        .add("conv.weight", ElementType.F32, 8, 3, 3, 3)
                        .add("bn.weight", ElementType.F32, 8)
                        .add("bn.bias", ElementType.F32, 8)
                        .add("bn.running_mean", ElementType.F32, 8)
                        .add("bn.running_var", ElementType.F32, 8)
                        .add("bn.num_batches_tracked", ElementType.I64)
                        .draft();
        assertThat(draft.notes()).isEmpty();
        assertThat(steps(draft))
                .contains(
                        "bn.weight ones 1 float32 at 216",
                        "bn.running_var ones 1 float32 at 216",
                        "bn.num_batches_tracked zeros 0 int64 at 216");
    }

    @Test
    void whatIsOpenIsNotedOnceForEachKind() {
        Draft draft =
                new Described()
                        .add("a.weight", ElementType.F32, 8, 8, 3, 3)
                        .add("b.weight", ElementType.F32, 8, 8, 3, 3)
                        .add("c.weight", ElementType.F32, 8, 8, 3, 3)
                        .add("d.weight", ElementType.F32, 8, 8, 3, 3)
                        .add("class_token", ElementType.F32, 1, 1, 8)
                        .add("norm\n.weight", ElementType.F32, 8)
                        .add("mask", ElementType.BOOL, 4)
                        .add("wte.weight", ElementType.I64, 9, 4)
                        .draft();
        assertThat(draft.notes())
                .containsExactly(
                        "\"a.weight\", \"b.weight\", \"c.weight\" and 1 more: taken for Conv2d, but"
                                + " may be ConvTranspose2d",
                        "\"class_token\": not filled, since no layer is known that has such a tensor",
                        "\"norm\\u000a.weight\": taken for RMSNorm, but may be LayerNorm",
                        "\"mask\": left out, since a plan can't say what BOOL holds",
                        "\"wte.weight\": not filled: N(0, 1²) needs a floating-point dtype; got"
                                + " int64");
        assertThat(draft.plan().tensors())
                .extracting(PlannedTensor::name)
                .containsExactly(
                        "a.weight",
                        "b.weight",
                        "c.weight",
                        "d.weight",
                        "class_token",
                        "norm\n.weight",
                        "wte.weight");
    }

    @Test
    void aTiedTensorIsFilledAsTheFirst() {
        Described tied = new Described().add("wte.weight", ElementType.F32, 9, 4);
        StoredTensor first = Objects.requireNonNull(tied.tensors().get("wte.weight"));
        Draft draft =
                tied.put(named("lm_head.weight", first, first.strides(), first.segment()))
                        .put(named("half.weight", first, List.of(1L, 9L), first.segment()))
                        .draft();
        assertThat(draft.plan().tensors())
                .extracting(PlannedTensor::storage)
                .containsExactly("wte.weight", "wte.weight", "half.weight");
        assertThat(draft.notes())
                .containsExactly(
                        "\"lm_head.weight\": tied to \"wte.weight\", of Embedding, and so filled as"
                                + " that one, though of Linear",
                        "\"half.weight\": planned apart, though a part of the memory of"
                                + " \"wte.weight\" is the same",
                        "\"half.weight\": taken for Linear, but may be Embedding");
        assertThat(steps(draft))
                .containsExactly(
                        "wte.weight normal N(0, 1²) float32 at 0",
                        "half.weight kaiming_uniform(a=2.23606797749979) U(-0.5, 0.5) float32 at"
                                + " 52");
    }

    private static StoredTensor named(
            String name, StoredTensor first, List<Long> strides, MemorySegment segment) {
        return new StoredTensor(name, first.name(), first.type(), first.shape(), strides, segment);
    }

    @Test
    void sizesThatNoStreamHasWordsForAreNoted() {
        StoredTensor huge =
                new StoredTensor(
                        "fc.weight",
                        "fc.weight",
                        ElementType.F64,
                        Shape.of(1L << 32, 1L << 30),
                        List.of(0L, 0L),
                        MemorySegment.NULL);
        Draft draft = new Described().put(huge).draft();
        assertThat(draft.plan().steps()).isEmpty();
        assertThat(draft.notes())
                .containsExactly("\"fc.weight\": not filled: takes words beyond 2^63 - 1");
    }
}
