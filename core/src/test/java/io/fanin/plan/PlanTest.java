package io.fanin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fanin.law.Law;
import io.fanin.law.Orthogonal;
import io.fanin.law.Uniform;
import io.fanin.model.Role;
import io.fanin.random.Position;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What a plan refuses, whoever made it, and what it tells.
class PlanTest {
    private static PlannedTensor tensor(String name, String storage, DType dtype, long... shape) {
        return new PlannedTensor(
                name, storage, "Linear", Optional.of(Role.WEIGHT), dtype, Shape.of(shape));
    }

    private static final PlannedTensor WEIGHT = tensor("weight", "weight", DType.F32, 4, 2);

    private static Step step(String storage, Region region, Law law, DType drawn, long words) {
        return new Step(
                "pass", storage, region, "scheme", law, drawn, Position.START, words, false);
    }

    private static Plan plan(List<PlannedTensor> tensors, Step... steps) {
        return new Plan(
                "net", "mine", TorchVersion.V1_13, OptionalLong.empty(), tensors, List.of(steps));
    }

    private static void assertRefused(String message, List<PlannedTensor> tensors, Step... steps) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(tensors, steps))
                .withMessage(message);
    }

    @Test
    void twoTensorsOfOneNameAreRefused() {
        assertRefused("tensor \"weight\" is there twice", List.of(WEIGHT, WEIGHT));
    }

    @Test
    void aTieToWhatIsNotThereIsRefused() {
        String message =
                "tensor \"b\" shares the memory of \"%s\", which is no tensor before it with memory"
                        + " of its own";
        assertRefused(message.formatted("x"), List.of(WEIGHT, tensor("b", "x", DType.F32, 4, 2)));
        assertRefused(
                message.formatted("a"),
                List.of(
                        WEIGHT,
                        tensor("a", "weight", DType.F32, 4, 2),
                        tensor("b", "a", DType.F32, 4, 2)));
    }

    @Test
    void aTieToAnotherShapeOrDtypeIsRefused() {
        assertRefused(
                "tensor \"b\" is float32 of shape [8], but shares the memory of \"weight\", float32 of"
                        + " shape [4, 2]",
                List.of(WEIGHT, tensor("b", "weight", DType.F32, 8)));
        assertRefused(
                "tensor \"b\" is bfloat16 of shape [4, 2], but shares the memory of \"weight\","
                        + " float32 of shape [4, 2]",
                List.of(WEIGHT, tensor("b", "weight", DType.BF16, 4, 2)));
    }

    @Test
    void aStepThatFillsNothingThereIsRefused() {
        Uniform law = new Uniform(0, 1);
        assertRefused(
                "step 0, scheme of \"bias\": no tensor has its memory under that name",
                List.of(WEIGHT),
                step("bias", new Region.Whole(), law, DType.F32, 8));
        assertRefused(
                "step 0, scheme of \"b\": no tensor has its memory under that name",
                List.of(WEIGHT, tensor("b", "weight", DType.F32, 4, 2)),
                step("b", new Region.Whole(), law, DType.F32, 8));
        assertRefused(
                "step 0, scheme of \"weight\": range [3, 5) lies outside dimension 0 of shape [4, 2]",
                List.of(WEIGHT),
                step("weight", new Region.Rows(3, 5), law, DType.F32, 4));
    }

    @Test
    void aStepThatCantBeDrawnOrCastIsRefused() {
        assertRefused(
                "step 0, scheme of \"weight\": orthogonal needs float32 or float64; got bfloat16; draw"
                        + " in float32 and cast",
                List.of(WEIGHT),
                step("weight", new Region.Whole(), new Orthogonal(1), DType.BF16, 8));
        assertRefused(
                "step 0, scheme of \"weight\": is drawn in int64, which can't be cast to float32",
                List.of(WEIGHT),
                step("weight", new Region.Whole(), new Uniform(0, 1), DType.I64, 8));
    }

    @Test
    void aStepThatMovesTheStreamOtherwiseThanItSaysIsRefused() {
        assertRefused(
                "step 1, scheme of \"weight\": takes 8 words; got 7",
                List.of(WEIGHT),
                step("weight", new Region.Whole(), new Uniform(0, 1), DType.F32, 8),
                step("weight", new Region.Whole(), new Uniform(0, 1), DType.F32, 7));
    }

    @Test
    void aDeadStepThatNothingOverwritesIsRefused() {
        Law law = new Uniform(0, 1);
        Step dead = step("weight", new Region.Whole(), law, DType.F32, 8).asDead();
        Step upper = step("weight", new Region.Rows(0, 2), law, DType.F32, 4);
        Step lower = step("weight", new Region.Rows(2, 4), law, DType.F32, 4);
        assertThat(plan(List.of(WEIGHT), dead, lower, upper).deadWords()).isEqualTo(8);
        assertRefused(
                "step 1, scheme of \"weight\": is dead, but no later step overwrites all of it",
                List.of(WEIGHT),
                upper,
                dead,
                lower);
    }

    @Test
    void rowsAreCountedFromZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Region.Rows(-1, 2))
                .withMessage("from must be at least 0; got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Region.Rows(3, 2))
                .withMessage("to must be at least 3; got 2");
        assertThat(new Region.Rows(3, 4)).hasToString("row 3");
        assertThat(new Region.Rows(3, 6)).hasToString("rows [3, 6)");
        assertThat(new Region.Whole()).hasToString("all");
    }

    @Test
    void anUnknownTensorIsRefusedWithTheNearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(List.of(WEIGHT)).tensor("wieght"))
                .withMessage("plan of net has no tensor \"wieght\"; the nearest is \"weight\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(List.of()).liveSteps("weight"))
                .withMessage("plan of net has no tensor \"weight\"; it has none");
    }

    @Test
    void aSeedIsGivenLater() {
        Plan plan = plan(List.of(WEIGHT));
        assertThatIllegalStateException()
                .isThrownBy(plan::requireSeed)
                .withMessage("plan of net by mine has no seed; give it one with withSeed");
        assertThat(plan.withSeed(-1).requireSeed()).isEqualTo(-1);
    }

    @Test
    void aTiedTensorsStepsAndBytesAreItsStoragesOwn() {
        Step step = step("weight", new Region.Whole(), new Uniform(0, 1), DType.F32, 8);
        Plan plan = plan(List.of(WEIGHT, tensor("b", "weight", DType.F32, 4, 2)), step);
        assertThat(plan.liveSteps("b")).containsExactly(step);
        assertThat(plan.parameters()).isEqualTo(8);
        assertThat(plan.bytes()).isEqualTo(32);
        assertThat(plan.storages()).containsExactly(WEIGHT);
    }
}
