package io.fanin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.fill.PlanFiller;
import io.fanin.model.Layer;
import io.fanin.model.ModuleCases;
import io.fanin.model.Weights;
import io.fanin.model.python.PythonConstructor;
import io.fanin.random.TorchGenerator;
import io.fanin.random.TorchVersion;
import io.fanin.reference.ReferenceJson;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Plans of every layer, filled, against [Weights#construct], whose bits are PyTorch's.
class ConstructionPlanTest {
    static Stream<Arguments> calls() {
        return ModuleCases.drawn()
                .map(each -> Arguments.of(each.get("args").text(), each.get("seed")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void aFilledPlanHoldsWhatConstructionDraws(String call, ReferenceJson seed) {
        Layer layer = PythonConstructor.parse(call);
        TorchGenerator generator = TorchGenerator.seed(TorchVersion.V1_13, seed.integer());
        Map<String, byte[]> expected = new LinkedHashMap<>();
        Weights.construct(layer, generator)
                .stateDict()
                .forEach((name, tensor) -> expected.put(name, bytes(tensor)));

        Plan plan =
                Planner.of(TorchVersion.V1_13)
                        .withSeed(seed.integer())
                        .plan("model", layer, Recipes.of("pytorch-default", layer));
        PlanFiller filler = PlanFiller.of(plan);
        Map<String, byte[]> filled = new LinkedHashMap<>();
        plan.tensors()
                .forEach(each -> {
                    Tensor target = Tensor.zeros(each.dtype(), each.shape());
                    filler.fill(each.name(), Slice.all(each.shape()), target);
                    filled.put(each.name(), bytes(target));
                });

        assertThat(filled.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((name, bytes) -> assertThat(filled.get(name)).as(name).isEqualTo(bytes));
        assertThat(plan.words()).isEqualTo(generator.position().words());
    }

    private static byte[] bytes(Tensor tensor) {
        long size = tensor.shape().count() * tensor.dtype().bytes();
        return tensor.segment().asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
    }
}
