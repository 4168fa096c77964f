package io.fanin.plan;

import static io.fanin.init.Initializers.constant;
import static io.fanin.init.Initializers.kaimingUniform;
import static io.fanin.init.Initializers.normal;
import static io.fanin.init.Initializers.ones;
import static io.fanin.init.Initializers.orthogonal;
import static io.fanin.init.Initializers.uniform;
import static io.fanin.init.Initializers.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import io.fanin.init.Nonlinearity;
import io.fanin.model.Layer;
import io.fanin.model.Role;
import io.fanin.model.architecture.Architectures;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Embedding;
import io.fanin.model.layer.Linear;
import io.fanin.model.python.PythonConstructor;
import io.fanin.random.Position;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Planner PLANNER = Planner.of(TorchVersion.V1_13);

    private static final Layer TWO_LINEAR =
            Container.named("Net").with("fc", new Linear(2, 3)).with("head", new Linear(3, 2));

    private static Recipe apply(Rule... rules) {
        return new Recipe("mine", List.of(new Pass.Apply("mine", List.of(rules))));
    }

    private static Plan plan(Layer model, Recipe recipe) {
        return PLANNER.plan("net", model, recipe);
    }

    private static Stream<Step> steps(Plan plan) {
        return plan.steps().stream();
    }

    @Test
    void theFirstRuleThatMeansATensorFillsIt() {
        Plan plan =
                plan(
                        TWO_LINEAR,
                        apply(
                                Rule.named("head.weight", ones()),
                                Rule.role(Role.WEIGHT, uniform()),
                                Rule.named("*.bias", zeros())));
        assertThat(steps(plan))
                .extracting(Step::storage, Step::scheme)
                .containsExactly(
                        tuple("fc.weight", "uniform"),
                        tuple("fc.bias", "zeros"),
                        tuple("head.weight", "ones"),
                        tuple("head.bias", "zeros"));
    }

    @Test
    void aLayerIsVisitedAfterThoseWithinAndASharedOneOncePerPlace() {
        Linear shared = new Linear(1, 1, false);
        Layer model =
                Container.named("Net")
                        .with("a", Container.named("Block").with("fc", shared))
                        .with("b", shared);
        Plan plan = plan(model, apply(Rule.role(Role.WEIGHT, uniform())));
        assertThat(plan.tensors())
                .extracting(PlannedTensor::name, PlannedTensor::storage)
                .containsExactly(
                        tuple("a.fc.weight", "a.fc.weight"), tuple("b.weight", "a.fc.weight"));
        assertThat(steps(plan))
                .extracting(Step::storage, Step::position, Step::dead)
                .containsExactly(
                        tuple("a.fc.weight", Position.START, true),
                        tuple("a.fc.weight", new Position(1, Position.NONE), false));
        assertThat(plan.parameters()).isEqualTo(1);
        assertThat(plan.bytes()).isEqualTo(4);
    }

    @Test
    void aRuleWithADotMeansTensorsOfLayersWithin() {
        Layer model =
                Container.named("Net")
                        .with("mlp", Container.named("MLP").with("c_proj", new Linear(2, 2)))
                        .with("c_proj", new Linear(2, 2));
        Plan plan =
                plan(
                        model,
                        apply(
                                Rule.within("MLP", "c_proj.weight", uniform(0, 0.5)),
                                Rule.layer("Linear", Role.WEIGHT, uniform())));
        assertThat(steps(plan))
                .extracting(Step::storage, Step::scheme, Step::dead)
                .containsExactly(
                        tuple("mlp.c_proj.weight", "uniform", true),
                        tuple("mlp.c_proj.weight", "uniform(0, 0.5)", false),
                        tuple("c_proj.weight", "uniform", false));
    }

    @Test
    void rulesDontMeanBuffers() {
        Plan plan =
                plan(PythonConstructor.parse("nn.BatchNorm1d(2)"), apply(Rule.named("*", ones())));
        assertThat(steps(plan)).extracting(Step::storage).containsExactly("weight", "bias");
        assertThat(plan.unfilled())
                .extracting(PlannedTensor::name)
                .containsExactly("running_mean", "running_var", "num_batches_tracked");
    }

    @Test
    void aPaddingRowIsZeroedInTheRowAlone() {
        Plan plan =
                plan(
                        new Embedding(5, 3).withPaddingIdx(-1L),
                        Recipes.of("pytorch-default", TWO_LINEAR));
        assertThat(steps(plan))
                .extracting(Step::region, Step::scheme, Step::dead)
                .containsExactly(
                        tuple(new Region.Whole(), "normal", false),
                        tuple(new Region.Rows(4, 5), "zeros", false));
        Plan redrawn =
                plan(
                        new Embedding(5, 3).withPaddingIdx(-1L),
                        Recipes.of("pytorch-default", TWO_LINEAR)
                                .then(
                                        new Pass.Apply(
                                                "again",
                                                List.of(Rule.role(Role.EMBEDDING, normal())))));
        assertThat(steps(redrawn)).extracting(Step::dead).containsExactly(true, true, false);
    }

    @Test
    void theSecondNormalOfAPairWaitsForTheNextFill() {
        Layer model =
                Container.named("Net")
                        .with("a", new Linear(3, 1, false))
                        .with("b", new Linear(3, 1, false));
        Plan plan = plan(model, apply(Rule.role(Role.WEIGHT, normal())));
        assertThat(steps(plan))
                .extracting(Step::position, Step::words)
                .containsExactly(tuple(Position.START, 8L), tuple(new Position(8, 4), 4L));
    }

    @Test
    void copiesBeginWhereTheirOriginalsDidAndDrawNothing() {
        Layer model =
                PythonConstructor.parse(
                        "nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8), 2)");
        Plan plan = plan(model, Recipes.of("pytorch-default", model));
        List<Step> original = plan.liveSteps("layers.0.linear1.weight");
        assertThat(plan.liveSteps("layers.1.linear1.weight"))
                .extracting(Step::position, Step::law, Step::words)
                .containsExactly(
                        tuple(original.getFirst().position(), original.getFirst().law(), 0L));
        assertThat(original.getFirst().words()).isEqualTo(32);
        assertThat(plan.liveSteps("layers.1.self_attn.out_proj.bias"))
                .as("drawn, then zeroed")
                .extracting(Step::scheme)
                .containsExactly("zeros");
    }

    @Test
    void dtypesOfFloatingTensorsAreStoredAndDrawnAsAsked() {
        Layer norm = PythonConstructor.parse("nn.BatchNorm1d(2)");
        Plan plan =
                PLANNER.withStored(DType.BF16)
                        .plan("net", norm, Recipes.of("pytorch-default", norm));
        assertThat(plan.tensors())
                .extracting(PlannedTensor::dtype)
                .containsExactly(DType.BF16, DType.BF16, DType.BF16, DType.BF16, DType.I64);
        assertThat(steps(plan)).extracting(Step::drawn).containsOnly(DType.F32, DType.I64);
        Plan doubled =
                PLANNER.withDrawn(DType.F64)
                        .plan("net", TWO_LINEAR, Recipes.of("random", TWO_LINEAR));
        assertThat(doubled.words()).as("two words a value").isEqualTo(2 * (17 + 12));
        assertThat(doubled.tensors()).extracting(PlannedTensor::dtype).containsOnly(DType.F32);
    }

    @Test
    void integersAreNoDtypeOfWeights() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLANNER.withStored(DType.I64))
                .withMessage("stored must be a floating-point dtype; got int64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PLANNER.withDrawn(DType.I64))
                .withMessage("drawn must be a floating-point dtype; got int64");
    }

    @Test
    void aNameThatMeansNothingIsRefusedWithTheNearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(TWO_LINEAR, apply(Rule.named("head.wieght", ones()))))
                .withMessage(
                        "recipe mine, pass mine, rule \"head.wieght: ones\" means no parameter of net;"
                                + " the nearest name is \"head.weight\"");
    }

    @Test
    void aNameThatAnEarlierRuleTakesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        plan(
                                TWO_LINEAR,
                                apply(
                                        Rule.named("head.*", ones()),
                                        Rule.named("head.bias", zeros()))))
                .withMessage(
                        "recipe mine, pass mine, rule \"head.bias: zeros\" does nothing: an earlier"
                                + " rule takes every parameter that it means; put it before that");
    }

    @Test
    void aTiedNameIsRefusedWithTheOneItIsTiedTo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        plan(
                                Architectures.named("gpt2"),
                                apply(Rule.named("lm_head.weight", ones()))))
                .withMessage(
                        "recipe mine, pass mine, rule \"lm_head.weight: ones\" does nothing:"
                                + " \"lm_head.weight\" is tied to \"transformer.wte.weight\"; name that one");
    }

    @Test
    void aRuleForAnotherTypeOfLayerIsReported() {
        Recipe recipe =
                apply(
                        Rule.layer("Liner", Role.WEIGHT, ones()),
                        Rule.layer("Linear", Role.SCALE, ones()),
                        Rule.layer("Linear", Role.WEIGHT, ones()));
        assertThat(plan(TWO_LINEAR, recipe).steps()).hasSize(2);
        assertThat(PLANNER.idle(TWO_LINEAR, recipe))
                .extracting(IdleRule::toString)
                .containsExactly(
                        "pass mine, rule \"Liner, weight: ones\" means no parameter of Net;"
                                + " the nearest type of layer is Linear",
                        "pass mine, rule \"Linear, scale: ones\" means no parameter of Net");
    }

    @Test
    void anInitializerWithoutALawForTheShapeIsRefusedWithTheTensor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        plan(
                                TWO_LINEAR,
                                apply(Rule.named("head.*", kaimingUniform(Nonlinearity.RELU)))))
                .withMessage(
                        "net: pass mine: tensor \"head.bias\": kaiming_uniform(relu): fan in and fan out"
                                + " need a shape of at least 2 dimensions; got [2]; a bias takes a"
                                + " constant or a uniform law of its own");
    }

    @Test
    void aLawThatCantBeDrawnInTheDtypeIsRefusedWithTheTensor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PLANNER.withDrawn(DType.F16)
                                .plan(
                                        "net",
                                        TWO_LINEAR,
                                        apply(Rule.role(Role.WEIGHT, orthogonal()))))
                .withMessage(
                        "net: pass mine: tensor \"fc.weight\": orthogonal: orthogonal needs float32 or"
                                + " float64; got float16; draw in float32 and cast");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        PLANNER.withDrawn(DType.F16)
                                .plan(
                                        "net",
                                        TWO_LINEAR,
                                        apply(Rule.role(Role.BIAS, constant(1e6)))))
                .withMessage(
                        "net: pass mine: tensor \"fc.bias\": constant(1000000): value 1000000.0 can't be"
                                + " held in float16");
    }

    @Test
    void aLargeModelIsPlannedInMilliseconds() {
        Layer model = Architectures.named("vit_b_16");
        Recipe recipe = Recipes.of("torchvision", model);
        plan(model, recipe);
        long start = System.nanoTime();
        Plan plan = plan(model, recipe);
        assertThat(System.nanoTime() - start).isLessThan(500_000_000);
        assertThat(plan.parameters()).isEqualTo(86_567_656);
    }
}
