package io.fanin.checkpoint.write;

import static io.fanin.init.Initializers.kaimingUniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.init.Nonlinearity;
import io.fanin.law.Constant;
import io.fanin.law.Initializer;
import io.fanin.law.Normal;
import io.fanin.law.Uniform;
import io.fanin.plan.NamePattern;
import io.fanin.plan.Plan;
import io.fanin.plan.Rule;
import io.fanin.random.TorchGenerator;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionTest {
    @TempDir private Path folder;

    private static MemoryCheckpoint old() {
        return new MemoryCheckpoint()
                .add("body.weight", ElementType.F32, 20, 30)
                .add("body.steps", ElementType.I32, 3)
                .add("head.weight", ElementType.F32, 10, 20)
                .add("head.bias", ElementType.BF16, 10)
                .add("head.mask", ElementType.BOOL, 5);
    }

    private static Rule rule(String name, Initializer initializer) {
        return new Rule(
                NamePattern.ANY,
                new NamePattern(name),
                NamePattern.ANY,
                Optional.empty(),
                initializer);
    }

    private Written write(Revision revision) throws IOException {
        return CheckpointWriter.of(revision).write(folder.resolve("new.safetensors"));
    }

    private Checkpoint written() throws IOException {
        return Checkpoint.open(folder.resolve("new.safetensors"));
    }

    private static List<String> names(Written written, Origin origin) {
        return written.tensors(origin).stream().map(Written.Item::name).toList();
    }

    private static void assertKept(MemoryCheckpoint old, Checkpoint file, String... names) {
        for (String name : names) {
            StoredTensor found = Expected.stored(file, name);
            assertThat(found.type()).isEqualTo(Expected.stored(old, name).type());
            assertThat(found.shape()).isEqualTo(Expected.stored(old, name).shape());
            Expected.assertSameBytes(name, found.segment(), MemorySegment.ofArray(old.bytes(name)));
        }
    }

    @Test
    void aRuleReplacesWhatItMeansAndEveryOtherByteIsKept() throws IOException {
        MemoryCheckpoint old = old();
        Initializer he = kaimingUniform(Nonlinearity.RELU);
        Written written =
                write(
                        Revision.of(old)
                                .reinitialize(
                                        List.of(
                                                rule("head.weight", he),
                                                rule("head.*", new Uniform(-1, 1))),
                                        TorchVersion.V1_13,
                                        7));
        assertThat(names(written, Origin.KEPT))
                .containsExactly("body.weight", "body.steps", "head.mask");
        assertThat(names(written, Origin.CHANGED)).containsExactly("head.weight", "head.bias");
        Plan drawn =
                Plans.seed(7)
                        .add("head.weight", DType.F32, he, 10, 20)
                        .add("head.bias", DType.BF16, new Uniform(-1, 1), 10)
                        .plan();
        try (Checkpoint file = written()) {
            assertKept(old, file, "body.weight", "body.steps", "head.mask");
            Expected.assertHolds(file, "head.weight", Expected.whole(drawn, "head.weight"));
            Expected.assertHolds(file, "head.bias", Expected.whole(drawn, "head.bias"));
            assertThat(file.metadata())
                    .containsExactly(entry("author", "somebody"), entry("format", "pt"));
        }
    }

    @Test
    void valuesAreDrawnInTheDtypeThatIsSaid() throws IOException {
        MemoryCheckpoint old = new MemoryCheckpoint().add("a", ElementType.BF16, 100);
        write(
                Revision.of(old)
                        .reinitialize(
                                List.of(rule("a", new Normal(0, 1))),
                                TorchVersion.V1_13,
                                7,
                                Optional.of(DType.BF16)));
        Tensor expected = Tensor.zeros(DType.BF16, Shape.of(100));
        TorchGenerator.seed(7).fill(expected, new Normal(0, 1));
        try (Checkpoint file = written()) {
            Expected.assertHolds(file, "a", expected);
        }
    }

    @Test
    void whatThePlanHasAndTheFileLacksIsAdded() throws IOException {
        MemoryCheckpoint old = old();
        Plan plan =
                Plans.seed(9)
                        .add("body.weight", DType.F32, new Normal(0, 1), 20, 30)
                        .add("extra.weight", DType.F64, new Normal(0, 1), 5, 5)
                        .add("head.weight", DType.F32, new Normal(0, 1), 10, 20)
                        .tie("extra.tied", "extra.weight")
                        .tie("lm_head", "body.weight")
                        .plan();
        Written written =
                CheckpointWriter.of(Revision.of(old).complete(plan))
                        .ties(Ties.EACH_NAME)
                        .write(folder.resolve("new.safetensors"));
        assertThat(names(written, Origin.MADE))
                .containsExactly("extra.weight", "extra.tied", "lm_head");
        assertThat(names(written, Origin.CHANGED)).isEmpty();
        try (Checkpoint file = written()) {
            assertKept(
                    old,
                    file,
                    "body.weight",
                    "body.steps",
                    "head.weight",
                    "head.bias",
                    "head.mask");
            Tensor extra = Expected.whole(plan, "extra.weight");
            Expected.assertHolds(file, "extra.weight", extra);
            Expected.assertHolds(file, "extra.tied", extra);
            Expected.assertSameBytes(
                    "lm_head",
                    Expected.stored(file, "lm_head").segment(),
                    MemorySegment.ofArray(old.bytes("body.weight")));
        }
    }

    @Test
    void newRowsAreThoseThatThePlanHasThere() throws IOException {
        MemoryCheckpoint old = old();
        Plan plan = Plans.seed(9).add("head.weight", DType.F32, new Normal(0, 1), 14, 20).plan();
        Written written = write(Revision.of(old).complete(plan).resize("head.weight", 14));
        assertThat(names(written, Origin.CHANGED)).containsExactly("head.weight");
        assertNewRows(old, plan);
    }

    @Test
    void newRowsAreThoseThatARuleGivesTheLargerTensor() throws IOException {
        MemoryCheckpoint old = old();
        Initializer he = kaimingUniform(Nonlinearity.RELU);
        write(
                Revision.of(old)
                        .reinitialize(List.of(rule("head.weight", he)), TorchVersion.V1_13, 7)
                        .resize("head.weight", 14));
        assertNewRows(old, Plans.seed(7).add("head.weight", DType.F32, he, 14, 20).plan());
    }

    private void assertNewRows(MemoryCheckpoint old, Plan plan) throws IOException {
        try (Checkpoint file = written()) {
            StoredTensor found = Expected.stored(file, "head.weight");
            assertThat(found.shape()).isEqualTo(Shape.of(14, 20));
            long kept = Expected.stored(old, "head.weight").bytes();
            Expected.assertSameBytes(
                    "old rows",
                    found.segment().asSlice(0, kept),
                    MemorySegment.ofArray(old.bytes("head.weight")));
            Slice rows = Slice.rows(Shape.of(14, 20), 10, 14);
            Expected.assertSameBytes(
                    "new rows",
                    found.segment().asSlice(kept),
                    Expected.part(plan, "head.weight", rows).segment());
        }
    }

    @Test
    void tiedTensorsChangeTogetherAndAreWrittenOnce() throws IOException {
        MemoryCheckpoint old = old().tie("lm_head", "head.weight");
        Written written =
                write(
                        Revision.of(old)
                                .reinitialize(
                                        List.of(rule("lm_head", new Uniform(0, 1))),
                                        TorchVersion.V1_13,
                                        7));
        assertThat(names(written, Origin.CHANGED)).containsExactly("head.weight");
        assertThat(written.ties()).containsExactly(entry("lm_head", "head.weight"));
        Plan drawn = Plans.seed(7).add("a", DType.F32, new Uniform(0, 1), 10, 20).plan();
        try (Checkpoint file = written()) {
            Expected.assertHolds(file, "head.weight", Expected.whole(drawn, "a"));
        }
    }

    @Test
    void aViewIsWrittenRowMajorUnderItsOwnName() throws IOException {
        MemoryCheckpoint old = old().transposed("view", "body.weight");
        Written written = write(Revision.of(old));
        assertThat(written.ties()).isEmpty();
        try (Checkpoint file = written()) {
            assertThat(Expected.stored(file, "view").shape()).isEqualTo(Shape.of(30, 20));
            Tensor view = Tensor.zeros(DType.F32, Shape.of(30, 20));
            Tensor transposed = Expected.stored(old, "body.weight").tensor().transpose(0, 1);
            for (long i = 0; i < 600; i++) {
                view.setBits(i, transposed.bits(i)); // copy would quiet signalling NaNs
            }
            Expected.assertHolds(file, "view", view);
        }
    }

    @Test
    void aFileIsRevisedOverItself() throws IOException {
        Plan plan = Expected.plan();
        Path path = folder.resolve("new.safetensors");
        CheckpointWriter.of(plan).write(path);
        try (Checkpoint old = Checkpoint.open(path)) {
            Revision revision =
                    Revision.of(old)
                            .reinitialize(
                                    List.of(rule("conv.bias", new Constant(4))),
                                    TorchVersion.V1_13,
                                    0);
            CheckpointWriter.of(revision).force(true).write(path);
        }
        try (Checkpoint file = written()) {
            assertThat(Expected.stored(file, "conv.bias").tensor().get(7)).isEqualTo(4);
            for (String name : List.of("conv.weight", "fc.weight", "large", "empty", "batches")) {
                Expected.assertHolds(file, name, Expected.whole(plan, name));
            }
        }
    }

    @Test
    void changesThatCantBeAreRefusedWithTheirReason() {
        Plan plan = Plans.seed(9).add("head.weight", DType.F32, new Normal(0, 1), 14, 20).plan();
        Plan half = Plans.seed(9).add("head.weight", DType.F16, new Normal(0, 1), 14, 20).plan();
        Revision old = Revision.of(old());
        List<String> messages = new ArrayList<>();
        for (Revision revision :
                List.of(
                        old.complete(plan),
                        old.complete(plan).resize("head.weight", 15),
                        old.complete(half).resize("head.weight", 14),
                        old.resize("head.weight", 14),
                        old.resize("head.weight", 9),
                        old.resize("tail.weight", 9),
                        Revision.of(new MemoryCheckpoint().add("scalar", ElementType.F32))
                                .resize("scalar", 2),
                        old.reinitialize(
                                List.of(rule("body.steps", new Constant(0))),
                                TorchVersion.V1_13,
                                0),
                        Revision.of(new MemoryCheckpoint().add("a", ElementType.F32, 3))
                                .reinitialize(
                                        List.of(Rule.parse("*=xavier_uniform")),
                                        TorchVersion.V1_13,
                                        0))) {
            assertThatThrownBy(() -> CheckpointWriter.of(revision))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> messages.add(e.getMessage()));
        }
        assertThat(messages)
                .containsExactly(
                        "tensor \"head.weight\": the checkpoint has shape [10, 20], the plan"
                                + " [14, 20]",
                        "tensor \"head.weight\": the checkpoint has shape [10, 20], resized to"
                                + " [15, 20], the plan [14, 20]",
                        "resize \"head.weight\": the checkpoint holds F32, the plan F16",
                        "resize \"head.weight\": neither a rule nor the plan says what its new"
                                + " rows hold",
                        "resize \"head.weight\" to 9 rows: it has 10, and none is dropped",
                        "resize \"tail.weight\": the checkpoint has no such tensor",
                        "resize \"scalar\": a tensor of shape [] has no rows",
                        "rule \"body.steps\" means no tensor of floating-point numbers in the"
                                + " checkpoint",
                        "rule \"*\": tensor \"a\": fan in and fan out need a shape of at least 2"
                                + " dimensions; got [3]; a bias takes a constant or a uniform law of"
                                + " its own");
    }

    @Test
    void aRevisionIsNotResumed() {
        assertThatThrownBy(() -> CheckpointWriter.of(Revision.of(old())).resume(true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the revision: only what a plan makes can be resumed");
    }
}
