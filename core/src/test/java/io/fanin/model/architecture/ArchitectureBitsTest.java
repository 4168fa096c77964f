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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plans of models, filled, against torchvision 0.14.1, bit for bit.
class ArchitectureBitsTest {
    private static final ReferenceJson MODELS =
            ReferenceJson.file("architectures.json").get("models");

    static Stream<String> models() {
        return MODELS.members().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void givesTheBitsOfTorchvisionsModel(String name) {
        assertBits(name, "torchvision", MODELS.get(name).get("states"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void givesTheBitsOfItsLayersConstructors(String name) {
        assertBits(name, "pytorch-default", MODELS.get(name).get("constructed"));
    }

    private static void assertBits(String name, String recipe, ReferenceJson states) {
        Layer model = Architectures.named(name);
        states.members()
                .forEach((seed, digests) -> {
                    Plan plan =
                            Planner.of(TorchVersion.V1_13)
                                    .withSeed(Long.parseLong(seed))
                                    .plan(name, model, Recipes.of(recipe, model));
                    assertThat(digests(plan)).as("seed %s", seed).isEqualTo(digests.texts());
                });
    }

    /// One tensor in memory at a time.
    private static List<String> digests(Plan plan) {
        PlanFiller filler = PlanFiller.of(plan);
        return plan.tensors().stream()
                .map(each -> {
                    Tensor tensor = Tensor.zeros(each.dtype(), each.shape());
                    filler.fill(each.name(), Slice.all(each.shape()), tensor);
                    return ModelTensors.digest(tensor);
                })
                .toList();
    }
}
