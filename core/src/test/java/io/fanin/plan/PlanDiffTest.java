package io.fanin.plan;

import static io.fanin.init.Initializers.normal;
import static io.fanin.init.Initializers.uniform;
import static io.fanin.init.Initializers.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.model.Layer;
import io.fanin.model.Role;
import io.fanin.model.architecture.Architectures;
import io.fanin.model.architecture.GPT2Config;
import io.fanin.model.architecture.GPT2LMHeadModel;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Embedding;
import io.fanin.model.layer.Linear;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanDiffTest {
    private static final Planner PLANNER = Planner.of(TorchVersion.V2_10);

    private static Plan plan(Layer model, Rule... rules) {
        return PLANNER.plan(
                "net", model, new Recipe("mine", List.of(new Pass.Apply("mine", List.of(rules)))));
    }

    private static final Layer NET =
            Container.named("Net").with("fc", new Linear(8, 4)).with("head", new Linear(4, 2));

    private static final Plan FIRST =
            plan(NET, Rule.role(Role.WEIGHT, normal(0, 0.02)), Rule.role(Role.BIAS, zeros()));

    @Test
    void aPlanDoesntDifferFromItself() {
        PlanDiff diff = PlanDiff.of(FIRST, FIRST);
        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.lawsAgree()).isTrue();
        assertThat(diff).hasToString("");
    }

    @Test
    void aRefactoringThatLosesGpt2sResidualLawShows() {
        Layer model = new GPT2LMHeadModel(new GPT2Config(61, 32, 24, 12, 4, 96, 1e-5, 0.02, true));
        Recipe recipe = Recipes.of("gpt2", model);
        Recipe lost =
                new Recipe(
                        "gpt2",
                        List.of(
                                recipe.passes().getFirst(),
                                new Pass.Apply(
                                        "gpt2",
                                        ((Pass.Apply) recipe.passes().getLast())
                                                .rules()
                                                .subList(0, 7))));
        PlanDiff diff =
                PlanDiff.of(PLANNER.plan("gpt2", model, recipe), PLANNER.plan("gpt2", model, lost));
        assertThat(diff.lawsAgree()).isFalse();
        assertThat(diff.differences().stream().filter(each -> each.kind() == PlanDiff.Kind.LAW))
                .hasSize(24)
                .allSatisfy(each -> assertThat(each.tensor()).endsWith("c_proj.weight"))
                .first()
                .hasToString(
                        "transformer.h.0.attn.c_proj.weight: law N(0, 0.0040825²) against N(0, 0.02²)");
    }

    @Test
    void lawsThatPrintAlikeAreToldApart() {
        Plan second =
                plan(
                        NET,
                        Rule.role(Role.WEIGHT, normal(0, 0.020000001)),
                        Rule.role(Role.BIAS, zeros()));
        assertThat(PlanDiff.of(FIRST, second).toString())
                .isEqualTo(
                        """
                        fc.weight: law normal(std=0.02) against normal(std=0.020000001)
                        head.weight: law normal(std=0.02) against normal(std=0.020000001)\
                        """);
    }

    @Test
    void otherWordsForTheSameLawShowOnlyWhereTheyCount() {
        Plan second =
                plan(
                        NET,
                        Rule.named("fc.bias", uniform()),
                        Rule.role(Role.WEIGHT, normal(0, 0.02)),
                        Rule.role(Role.BIAS, zeros()));
        assertThat(PlanDiff.of(FIRST, second).toString())
                .isEqualTo(
                        """
                        fc.bias: law 0 against U(0, 1)
                        head.weight: position word 32 against word 36\
                        """);
    }

    @Test
    void tensorsThatOneOfThemHasAreShown() {
        Layer more =
                Container.named("Net")
                        .with("fc", new Linear(8, 4))
                        .with("top", new Linear(4, 2, false));
        Plan second = plan(more, Rule.named("fc.*", zeros()), Rule.role(Role.WEIGHT, zeros()));
        assertThat(PlanDiff.of(FIRST, second).toString())
                .isEqualTo(
                        """
                        fc.weight: law N(0, 0.02²) against 0
                        head.weight: only in the first, float32 [2, 4], N(0, 0.02²)
                        head.bias: only in the first, float32 [2], 0
                        top.weight: only in the second, float32 [2, 4], 0\
                        """);
    }

    @Test
    void shapesDtypesAndWhatIsDrawnInAreShown() {
        Layer wider =
                Container.named("Net").with("fc", new Linear(9, 4)).with("head", new Linear(4, 2));
        Recipe random = Recipes.of("random", NET);
        Plan first = PLANNER.plan("net", NET, random);
        assertThat(PlanDiff.of(first, PLANNER.plan("net", wider, random)).toString())
                .startsWith("fc.weight: shape [4, 8] against [4, 9]\n");
        assertThat(
                        PlanDiff.of(first, PLANNER.withStored(DType.BF16).plan("net", NET, random))
                                .differences())
                .hasSize(4)
                .first()
                .hasToString("fc.weight: dtype float32 against bfloat16");
        PlanDiff drawn = PlanDiff.of(first, PLANNER.withDrawn(DType.BF16).plan("net", NET, random));
        assertThat(drawn.lawsAgree()).isTrue();
        assertThat(drawn.differences())
                .first()
                .hasToString("fc.weight: drawn float32 against bfloat16");
    }

    @Test
    void seedsAndVersionsAreShown() {
        Recipe random = Recipes.of("random", NET);
        PlanDiff diff =
                PlanDiff.of(
                        PLANNER.withSeed(-1).plan("net", NET, random),
                        Planner.of(TorchVersion.V1_13).plan("net", NET, random));
        assertThat(diff.toString())
                .isEqualTo("version 2.10 against 1.13\nseed 18446744073709551615 against none");
        assertThat(diff.lawsAgree()).isTrue();
    }

    @Test
    void tiesAndFilledRowsAreShown() {
        Linear shared = new Linear(2, 2, false);
        Layer tied = Container.named("Net").with("a", shared).with("b", shared);
        Layer apart =
                Container.named("Net")
                        .with("a", new Linear(2, 2, false))
                        .with("b", new Linear(2, 2, false));
        assertThat(
                        PlanDiff.of(
                                        plan(tied, Rule.role(Role.WEIGHT, zeros())),
                                        plan(apart, Rule.role(Role.WEIGHT, zeros())))
                                .toString())
                .isEqualTo("b.weight: tie a.weight against none");
        Embedding padded = new Embedding(5, 3).withPaddingIdx(2L);
        Recipe recipe = Recipes.of("pytorch-default", padded);
        assertThat(
                        PlanDiff.of(
                                        PLANNER.plan("net", padded, recipe),
                                        PLANNER.plan("net", new Embedding(5, 3), recipe))
                                .toString())
                .isEqualTo("weight: law N(0, 1²), then 0 in row 2 against N(0, 1²)");
    }

    @Test
    void twoRecipesOfOneModelDiffer() {
        Layer model = Architectures.named("vgg11");
        PlanDiff diff =
                PlanDiff.of(
                        PLANNER.plan("vgg11", model, Recipes.of("torchvision", model)),
                        PLANNER.plan("vgg11", model, Recipes.of("he", model)));
        assertThat(diff.differences())
                .first()
                .hasToString("features.0.weight: law N(0, 0.058926²) against U(-0.4714, 0.4714)");
        assertThat(diff.differences()).hasSize(11);
    }
}
