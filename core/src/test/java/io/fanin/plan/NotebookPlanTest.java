package io.fanin.plan;

import static io.fanin.init.Initializers.constant;
import static io.fanin.init.Initializers.kaimingUniform;
import static io.fanin.init.Initializers.uniform;
import static io.fanin.init.Initializers.xavierUniform;
import static io.fanin.init.Initializers.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.fanin.fill.PlanFiller;
import io.fanin.init.Nonlinearity;
import io.fanin.law.Initializer;
import io.fanin.model.Role;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Linear;
import io.fanin.random.Position;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The notebook as one recipe: construction, then zero, random, Xavier and He on one stream.
class NotebookPlanTest {
    private static final long SEED = 1382657708;

    private static final Container MODEL =
            Container.named("SimpleNN").with("fc1", new Linear(2, 4)).with("fc2", new Linear(4, 1));

    private static Pass pass(String name, Initializer weight) {
        return new Pass.Apply(
                name,
                List.of(
                        Rule.layer("Linear", Role.WEIGHT, weight),
                        Rule.layer("Linear", Role.BIAS, zeros())));
    }

    private static final Recipe RECIPE =
            new Recipe(
                    "notebook",
                    List.of(
                            new Pass.Construct(),
                            pass("zero", constant(0)),
                            pass("random", uniform(-0.1, 0.1)),
                            pass("xavier", xavierUniform()),
                            pass("he", kaimingUniform(Nonlinearity.RELU))));

    private static final Plan PLAN =
            Planner.of(TorchVersion.V1_13).withSeed(SEED).plan("SimpleNN", MODEL, RECIPE);

    @Test
    void theFivePassesPrintTheNotebooksNumbers() {
        assertThat(filled("fc1.weight").toString())
                .isEqualTo(
                        """
                        tensor([[ 1.1865,  0.6319],
                                [ 0.4075, -0.7439],
                                [ 1.2187,  0.6133],
                                [ 1.6621, -0.8599]])\
                        """);
        assertThat(filled("fc2.weight")).hasToString("tensor([[0.7613, 0.5820, 1.0290, 0.5916]])");
        assertThat(filled("fc1.bias")).hasToString("tensor([0., 0., 0., 0.])");
        assertThat(filled("fc2.bias")).hasToString("tensor([0.])");
    }

    private static Tensor filled(String name) {
        PlannedTensor planned = PLAN.tensor(name);
        Tensor tensor = Tensor.zeros(planned.dtype(), planned.shape());
        PlanFiller.of(PLAN).fill(name, Slice.all(planned.shape()), tensor);
        return tensor;
    }

    @Test
    void heDrawsTheWords41To52() {
        assertThat(PLAN.steps().stream().filter(step -> step.pass().equals("he")))
                .extracting(Step::storage, step -> step.position().words(), Step::words)
                .containsExactly(
                        tuple("fc1.weight", 41L, 8L),
                        tuple("fc1.bias", 49L, 0L),
                        tuple("fc2.weight", 49L, 4L),
                        tuple("fc2.bias", 53L, 0L));
    }

    @Test
    void allButTheLastFillOfEachTensorIsDead() {
        assertThat(PLAN.steps()).hasSize(20);
        assertThat(PLAN.steps().stream().filter(step -> !step.dead()))
                .extracting(Step::pass)
                .containsOnly("he")
                .hasSize(4);
        assertThat(PLAN.words()).isEqualTo(53);
        assertThat(PLAN.deadWords()).isEqualTo(41);
        assertThat(PLAN.parameters()).isEqualTo(17);
        assertThat(PLAN.bytes()).isEqualTo(68);
        assertThat(PLAN.unfilled()).isEmpty();
    }

    @Test
    void withoutConstructionThePassesBeginAtTheStreamsStart() {
        Plan plan =
                Planner.of(TorchVersion.V1_13)
                        .plan("SimpleNN", MODEL, RECIPE.withoutConstruction());
        assertThat(plan.steps().getFirst().pass()).isEqualTo("zero");
        assertThat(plan.steps().getFirst().position()).isEqualTo(Position.START);
        assertThat(plan.words()).isEqualTo(36);
    }
}
