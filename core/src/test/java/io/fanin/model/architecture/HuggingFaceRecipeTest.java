package io.fanin.model.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.fill.PlanFiller;
import io.fanin.model.Layer;
import io.fanin.plan.Plan;
import io.fanin.plan.Planner;
import io.fanin.plan.Recipes;
import io.fanin.random.TorchVersion;
import io.fanin.reference.ReferenceJson;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import org.junit.jupiter.api.Test;

/// The recipe `gpt2` against Hugging Face's model with a tied head, bit for bit.
class HuggingFaceRecipeTest {
    @Test
    void givesTheBitsOfGpt2() {
        ReferenceJson expected = ReferenceJson.file("transformers.json").get("cases").at(0);
        Layer model = new GPT2LMHeadModel(new GPT2Config(61, 32, 24, 3, 4, 96, 1e-5, 0.02, true));
        expected.get("states")
                .members()
                .forEach((seed, digests) -> {
                    Plan plan =
                            Planner.of(TorchVersion.V2_10)
                                    .withSeed(Long.parseLong(seed))
                                    .plan("gpt2", model, Recipes.of("gpt2", model));
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
                            .containsExactlyElementsOf(digests.texts());
                });
    }
}
