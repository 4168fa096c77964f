package io.fanin.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Report;
import io.fanin.check.report.Verdict;
import io.fanin.fill.PlanFiller;
import io.fanin.law.Normal;
import io.fanin.model.Layer;
import io.fanin.model.Role;
import io.fanin.model.architecture.GPT2Config;
import io.fanin.model.architecture.GPT2LMHeadModel;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Embedding;
import io.fanin.model.layer.Linear;
import io.fanin.model.layer.MultiheadAttention;
import io.fanin.plan.Pass;
import io.fanin.plan.Plan;
import io.fanin.plan.PlannedTensor;
import io.fanin.plan.Planner;
import io.fanin.plan.Recipe;
import io.fanin.plan.Recipes;
import io.fanin.plan.Region;
import io.fanin.plan.Rule;
import io.fanin.plan.Step;
import io.fanin.random.Position;
import io.fanin.random.TorchCpu;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files against plans. The laws are tested at 10⁻⁶ a file, so a right file fails by chance in none
/// of the seeds here; a wrong one is many deviations off.
class ContractTest {
    private static final Set<Kind> CONTRACT = EnumSet.range(Kind.MISSING, Kind.OTHER_SEED);
    private static final Layer MODEL =
            Container.named("Net")
                    .with("embedding", new Embedding(50, 64).withPaddingIdx(0L))
                    .with("attention", new MultiheadAttention(64, 4))
                    .with("head", new Linear(64, 40));
    private static final Planner PLANNER = Planner.of(TorchVersion.V1_13);
    private static final Plan PLAN =
            PLANNER.withSeed(3).plan("net", MODEL, Recipes.of("pytorch-default", MODEL));
    private static final Plan OPEN =
            PLANNER.plan("net", MODEL, Recipes.of("pytorch-default", MODEL));

    private static MemoryCheckpoint file(Plan plan) {
        MemoryCheckpoint file = MemoryCheckpoint.seed(17);
        PlanFiller filler = PlanFiller.of(plan);
        for (PlannedTensor each : plan.storages()) {
            Tensor tensor = Tensor.zeros(each.dtype(), each.shape());
            filler.fill(each.name(), Slice.all(each.shape()), tensor);
            file.with(each.name(), tensor);
        }
        return file;
    }

    private static List<Finding> findings(Check check) {
        return check.run().findings().stream()
                .filter(each -> CONTRACT.contains(each.kind()))
                .toList();
    }

    private static Verdict verdict(Report report, String name) {
        return report.tensors().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .verdict()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aFileOfTheSeedHasEveryBitAsPlannedOnAnyNumberOfThreads(int threads) {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            Report report = Check.of(file(PLAN)).against(PLAN).on(pool).run();
            assertThat(report.findings()).isEmpty();
            assertThat(report.tensors())
                    .hasSize(7)
                    .allSatisfy(each ->
                            assertThat(each.verdict())
                                    .contains(Verdict.exact(true, "every bit as planned")));
        }
    }

    @Test
    void aChangedValueIsShownWithItsPlaceAndBothValues() {
        MemoryCheckpoint file = file(PLAN);
        Tensor weight = file.tensor("head.weight");
        double before = weight.get(64 * 3 + 5);
        weight.set(64 * 3 + 5, 0.0625);
        assertThat(findings(Check.of(file).against(PLAN)))
                .containsExactly(
                        Finding.of(
                                Kind.DIFFERENT_BITS,
                                List.of("head.weight"),
                                "1 of 2,560 values differs, first at [3, 5]: 0.0625 where seed 3 gives "
                                        + (float) before,
                                "make the tensor anew, or find out who changed these values"));
    }

    @Test
    void anotherSeedIsOneFindingForAllTensorsThatFollowTheirLaws() {
        assertThat(findings(Check.of(file(OPEN.withSeed(4))).against(PLAN)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.OTHER_SEED);
                    assertThat(finding.tensors())
                            .containsExactly(
                                    "embedding.weight",
                                    "attention.in_proj_weight",
                                    "attention.out_proj.weight",
                                    "head.weight",
                                    "head.bias");
                    assertThat(finding.reason())
                            .matches(
                                    "5 tensors follow their laws but hold other values than seed 3 gives:"
                                            + " \"embedding.weight\", \"attention.in_proj_weight\","
                                            + " \"attention.out_proj.weight\" and 2 more; 3,136 of"
                                            + " 3,200 values differ, first at \\[1, 0]: [-.\\d]+ where"
                                            + " seed 3 gives [-.\\d]+");
                    assertThat(finding.mend())
                            .isEqualTo(
                                    "check with the seed that made the file, or with --law for the laws alone");
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lawsAreEnoughWithoutASeedOrOnRequest(boolean seed) {
        Check check = Check.of(file(OPEN.withSeed(4)));
        Report report = seed ? check.against(PLAN).byLaw().run() : check.against(OPEN).run();
        assertThat(report.findings()).isEmpty();
        Verdict verdict = verdict(report, "head.weight");
        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.text()).isEqualTo("follows U(-0.125, 0.125)");
        assertThat(verdict.pValue()).isBetween(1e-6, 1.0);
        assertThat(verdict.power())
                .matches("2,560 values: a standard deviation off by \\d+(\\.\\d+)? % or more");
        assertThat(verdict(report, "attention.out_proj.bias"))
                .isEqualTo(new Verdict(true, "follows 0", 1, ""));
    }

    @Test
    void aPaddingRowIsTestedForItselfAndTheOthersWithoutIt() {
        MemoryCheckpoint file = file(PLAN);
        assertThat(verdict(Check.of(file).against(OPEN).run(), "embedding.weight").text())
                .isEqualTo("follows 0, N(0, 1²)");
        file.tensor("embedding.weight").set(5, 0.5);
        assertThat(findings(Check.of(file).against(OPEN)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.WRONG_LAW);
                    assertThat(finding.tensors()).containsExactly("embedding.weight");
                    assertThat(finding.reason()).startsWith("rows 0 to 0: ");
                });
    }

    @Test
    void aWrongScaleIsSaidInTimesTheLaws() {
        MemoryCheckpoint file = file(PLAN).draw("head.weight", "uniform(-0.25, 0.25)", 40, 64);
        assertThat(findings(Check.of(file).against(OPEN)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.WRONG_LAW);
                    assertThat(finding.tensors()).containsExactly("head.weight");
                    assertThat(finding.reason())
                            .contains("; its standard deviation is ", " times the law's")
                            .contains(" where U(-0.125, 0.125) has ");
                    assertThat(finding.mend())
                            .isEqualTo(
                                    "make the tensor anew by the plan, or mend the plan if it is outdated");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "BF16", "F16"})
    void theLawIsThatOfThePairOfDrawnAndStored(DType stored) {
        Plan plan =
                PLANNER.withDrawn(DType.F32)
                        .withStored(stored)
                        .plan("net", MODEL, Recipes.of("he", MODEL));
        assertThat(findings(Check.of(file(plan.withSeed(1))).against(plan))).isEmpty();
    }

    /// The three parts of a packed weight, each of its own deviation.
    private static Plan packed(double... deviations) {
        Shape third = Shape.of(64, 64);
        TorchCpu sampler = new TorchCpu(TorchVersion.V1_13, 0);
        Position position = Position.START;
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < deviations.length; i++) {
            Normal law = new Normal(0, deviations[i]);
            Position after = sampler.after(law, third, DType.F32, position);
            steps.add(
                    new Step(
                            "all",
                            "qkv",
                            new Region.Rows(64L * i, 64L * (i + 1)),
                            "normal(std=" + deviations[i] + ")",
                            law,
                            DType.F32,
                            position,
                            after.words() - position.words(),
                            false));
            position = after;
        }
        PlannedTensor tensor =
                new PlannedTensor(
                        "qkv",
                        "qkv",
                        "Linear",
                        Optional.of(Role.WEIGHT),
                        DType.F32,
                        Shape.of(192, 64));
        return new Plan(
                "packed", "mine", TorchVersion.V1_13, OptionalLong.empty(), List.of(tensor), steps);
    }

    @Test
    void regionsThatStepsFillAloneAreTestedAlone() {
        MemoryCheckpoint file = file(packed(0.02, 0.02, 0.1).withSeed(1));
        assertThat(verdict(Check.of(file).against(packed(0.02, 0.02, 0.1)).run(), "qkv").text())
                .isEqualTo("follows N(0, 0.02²), N(0, 0.1²)");
        // The same laws at the wrong rows.
        assertThat(findings(Check.of(file).against(packed(0.02, 0.1, 0.1))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.WRONG_LAW);
                    assertThat(finding.reason())
                            .startsWith("rows 64 to 127: ")
                            .matches(
                                    ".*; its standard deviation is 0\\.(19|20)\\d* times the law's");
                });
    }

    @Test
    void orthogonalMatricesMayDifferByTheirRounding() {
        Layer model = Container.named("Net").with("fc", new Linear(48, 48));
        Recipe recipe =
                new Recipe(
                        "orthogonal",
                        List.of(
                                new Pass.Construct(),
                                new Pass.Apply(
                                        "orthogonal",
                                        List.of(Rule.parse("fc.weight=orthogonal(gain=2)")))));
        Plan plan = PLANNER.withSeed(8).plan("net", model, recipe);
        MemoryCheckpoint file = file(plan);
        Tensor weight = file.tensor("fc.weight");
        weight.set(7, weight.get(7) + 3e-5);
        assertThat(findings(Check.of(file).against(plan))).isEmpty();
        weight.set(7, weight.get(7) + 3e-5);
        assertThat(findings(Check.of(file).against(plan)))
                .extracting(Finding::kind)
                .containsExactly(Kind.DIFFERENT_BITS);
    }

    @Test
    void missingAndExtraTensorsAreOneFindingEach() {
        MemoryCheckpoint file = file(PLAN);
        file.without("head.bias").with("more", Tensor.of(new float[] {1, 2}, 2));
        assertThat(findings(Check.of(file).against(PLAN)))
                .containsExactly(
                        Finding.of(
                                Kind.MISSING,
                                List.of("head.bias"),
                                "the plan has 1 tensor that the file lacks: \"head.bias\"",
                                "add it with fanin init --like FILE --only-missing --plan PLAN"),
                        Finding.of(
                                Kind.EXTRA,
                                List.of("more"),
                                "the file has 1 tensor that the plan lacks: \"more\"",
                                "add it to the plan, or leave it out of the file"));
    }

    @Test
    void otherShapesAndDtypesAreFindingsAndAreNotCompared() {
        MemoryCheckpoint file =
                file(PLAN)
                        .draw("head.weight", "uniform(-0.125, 0.125)", 64, 40)
                        .draw("head.bias", DType.BF16, "uniform(-0.125, 0.125)", 40);
        Report report = Check.of(file).against(PLAN).run();
        assertThat(report.findings().stream().filter(each -> CONTRACT.contains(each.kind())))
                .containsExactly(
                        Finding.of(
                                Kind.WRONG_SHAPE,
                                List.of("head.weight"),
                                "the shape is [64, 40] where the plan says [40, 64]",
                                "make it anew in the plan's shape, or mend the plan"),
                        Finding.of(
                                Kind.WRONG_DTYPE,
                                List.of("head.bias"),
                                "the dtype is BF16 where the plan says F32",
                                "cast it, or mend the plan"));
        assertThat(report.tensors())
                .filteredOn(each -> each.verdict().isEmpty())
                .extracting(each -> each.name())
                .containsExactlyInAnyOrder("head.weight", "head.bias");
    }

    private static Plan gpt2(boolean tied) {
        GPT2Config config = new GPT2Config(100, 16, 32, 1, 2, 64, 1e-5, 0.02, tied);
        Layer model = new GPT2LMHeadModel(config);
        return PLANNER.plan("gpt2", model, Recipes.of("gpt2", model));
    }

    @Test
    void aTiedTensorMayBeThereOnceTwiceOrShared() {
        Plan plan = gpt2(true);
        MemoryCheckpoint file = file(plan.withSeed(2));
        Tensor table = file.tensor("transformer.wte.weight");
        assertThat(findings(Check.of(file).against(plan))).isEmpty();
        file.with("lm_head.weight", table);
        assertThat(findings(Check.of(file).against(plan))).isEmpty();
        file.tied("lm_head.weight", "transformer.wte.weight", table);
        assertThat(findings(Check.of(file).against(plan))).isEmpty();
    }

    @Test
    void tensorsThatThePlanTiesAndTheFileDoesNotAreNoticedThoughEachFollowsTheLaw() {
        MemoryCheckpoint file = file(gpt2(true).withSeed(2));
        file.draw("lm_head.weight", "normal(std=0.02)", 100, 32);
        assertThat(findings(Check.of(file).against(gpt2(true))))
                .containsExactly(
                        Finding.of(
                                Kind.WRONG_TIE,
                                List.of("lm_head.weight", "transformer.wte.weight"),
                                "the plan ties it to \"transformer.wte.weight\", but their values are not"
                                        + " the same",
                                "give both the same values, or leave the second one out of the file"));
    }

    @Test
    void tensorsThatTheFileTiesAndThePlanDoesNotAreNoticed() {
        MemoryCheckpoint file = file(gpt2(true).withSeed(2));
        file.tied(
                "lm_head.weight", "transformer.wte.weight", file.tensor("transformer.wte.weight"));
        assertThat(findings(Check.of(file).against(gpt2(false))))
                .containsExactly(
                        Finding.of(
                                Kind.WRONG_TIE,
                                List.of("lm_head.weight", "transformer.wte.weight"),
                                "it shares the memory of \"transformer.wte.weight\", which the plan does"
                                        + " not say",
                                "give it memory of its own, or tie it in the plan"));
    }

    @Test
    void whatNoStepFillsMustBeZero() {
        Layer model = Container.named("Net").with("fc", new Linear(64, 64));
        Plan plan =
                PLANNER.plan(
                        "net",
                        model,
                        new Recipe(
                                "weights alone",
                                List.of(
                                        new Pass.Apply(
                                                "all",
                                                List.of(
                                                        Rule.parse(
                                                                "fc.weight=normal(std=0.02)"))))));
        MemoryCheckpoint file = file(plan.withSeed(1));
        assertThat(findings(Check.of(file).against(plan))).isEmpty();
        file.with("fc.bias", Tensor.zeros(DType.F32, Shape.of(64)));
        file.tensor("fc.bias").set(63, 1);
        assertThat(findings(Check.of(file).against(plan)))
                .extracting(Finding::kind, Finding::tensors)
                .containsExactly(tuple(Kind.WRONG_LAW, List.of("fc.bias")));
    }

    @Test
    void progressCountsTheBitsAndTheReading() {
        long bytes = PLAN.bytes();
        long[] last = new long[2];
        Check.of(file(PLAN))
                .against(PLAN)
                .progress((done, total) -> {
                    last[0] = Math.max(last[0], done);
                    last[1] = total;
                })
                .run();
        assertThat(last).containsExactly(2 * bytes, 2 * bytes);
    }
}
