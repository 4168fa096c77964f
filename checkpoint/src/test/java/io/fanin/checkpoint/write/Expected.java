package io.fanin.checkpoint.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.fill.PlanFiller;
import io.fanin.law.Constant;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.Uniform;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.tensor.DType;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Objects;

/// What files must hold.
final class Expected {
    private Expected() {}

    /// Every law and dtype, an empty tensor, a scalar, a tie, and a tensor of several stretches.
    static Plan plan() {
        return Plans.seed(7)
                .add("conv.weight", DType.F32, new Normal(0, 0.1), 8, 3, 3, 3)
                .add("conv.bias", DType.F32, new Uniform(-1, 1), 8)
                .add("batches", DType.I64, new Constant(3))
                .add("fc.weight", DType.BF16, new Normal(0, 1), 37, 29)
                .add("half", DType.F16, new Uniform(-2, 2), 5, 7, 3)
                .add("double", DType.F64, new Normal(1, 2), 33, 3)
                .add("orthogonal", DType.F32, new Orthogonal(2), 12, 20)
                .add("sparse", DType.F32, new Sparse(0.5, 0.01), 9, 4)
                .add("tiny", DType.F32, new Normal(0, 1), 3)
                .add("empty", DType.F32, new Uniform(0, 1), 0, 4)
                .tie("tied", "fc.weight")
                .add("large", DType.F32, new Normal(0, 0.02), 1501, 1003)
                .plan();
    }

    /// A tensor of a plan, drawn as a whole.
    static Tensor whole(Plan plan, String name) {
        return part(plan, name, Slice.all(plan.tensor(name).shape()));
    }

    static Tensor part(Plan plan, String name, Slice slice) {
        Tensor tensor = Tensor.zeros(plan.tensor(name).dtype(), slice.shape());
        PlanFiller.of(plan).on(null).fill(name, slice, tensor);
        return tensor;
    }

    /// A tensor that a checkpoint has.
    static StoredTensor stored(Checkpoint file, String name) {
        return Objects.requireNonNull(file.tensors().get(name), name);
    }

    /// Asserts that a file has the tensor, with these bytes.
    static void assertHolds(Checkpoint file, String name, Tensor expected) {
        StoredTensor found = stored(file, name);
        assertThat(found.type()).as(name).isEqualTo(ElementType.of(expected.dtype()));
        assertThat(found.shape()).as(name).isEqualTo(expected.shape());
        assertSameBytes(name, found.segment(), expected.segment());
    }

    static void assertSameBytes(String name, MemorySegment found, MemorySegment expected) {
        assertThat(found.byteSize()).as(name).isEqualTo(expected.byteSize());
        assertThat(found.mismatch(expected)).as("%s: first byte that differs", name).isEqualTo(-1);
    }

    /// Asserts that a checkpoint has the tensors of a plan, and nothing else.
    static void assertHolds(Path path, Plan plan, boolean tied) throws IOException {
        try (Checkpoint file = Checkpoint.open(path)) {
            assertThat(file.tensors().sequencedKeySet())
                    .containsExactlyInAnyOrderElementsOf(
                            plan.tensors().stream()
                                    .filter(each -> tied || each.name().equals(each.storage()))
                                    .map(PlannedTensor::name)
                                    .toList());
            for (String name : file.tensors().keySet()) {
                assertHolds(file, name, whole(plan, name));
            }
        }
    }
}
