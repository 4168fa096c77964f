package io.fanin.model.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.fill.PlanFiller;
import io.fanin.model.Layer;
import io.fanin.plan.Pass;
import io.fanin.plan.Plan;
import io.fanin.plan.Planner;
import io.fanin.plan.Recipe;
import io.fanin.plan.Recipes;
import io.fanin.random.TorchVersion;
import io.fanin.reference.ReferenceJson;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The recipes `gpt2` and `llama` against Hugging Face's models, bit for bit.
class HuggingFaceRecipeTest {
    @ParameterizedTest
    @CsvSource({
        "gpt2, 0, head tied",
        "gpt2, 1, head of its own",
        "llama, 2, head of its own",
        "llama, 3, head tied and a padding row"
    })
    void givesTheBitsOfHuggingFacesModel(String recipe, int number, String what) {
        ReferenceJson expected = ReferenceJson.file("transformers.json").get("cases").at(number);
        Layer model = TransformersTest.MODELS.get(number);
        expected.get("states")
                .members()
                .forEach((seed, digests) -> {
                    Plan plan =
                            Planner.of(TorchVersion.V2_10)
                                    .withSeed(Long.parseLong(seed))
                                    .plan(recipe, model, Recipes.of(recipe, model));
                    PlanFiller filler = PlanFiller.of(plan);
                    assertThat(
                                    plan.tensors().stream()
                                            .map(each -> {
                                                Tensor tensor =
                                                        Tensor.zeros(each.dtype(), each.shape());
                                                filler.fill(
                                                        each.name(),
                                                        Slice.all(each.shape()),
                                                        tensor);
                                                return ModelTensors.digest(tensor);
                                            }))
                            .as(what)
                            .containsExactlyElementsOf(digests.texts());
                });
    }

    @Test
    void aPartIsALayerOfTheModel() {
        Recipe recipe = new Recipe("mine", List.of(new Pass.Construct(Optional.of("head"))));
        assertThatThrownBy(() ->
                        Planner.of(TorchVersion.V2_10)
                                .plan("net", TransformersTest.MODELS.get(1), recipe))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("net has no layer \"head\"; it has transformer, lm_head");
    }
}
