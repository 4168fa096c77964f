package io.fanin.model.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fanin.model.Layer;
import io.fanin.reference.ReferenceJson;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Names, shapes and order of tensors, and the printed models, against torchvision 0.14.1.
class ArchitecturesTest {
    private static final ReferenceJson FILE = ReferenceJson.file("architectures.json");

    static Stream<String> listed() {
        return FILE.get("models").members().keySet().stream();
    }

    static Stream<String> summed() {
        return FILE.get("shapes").members().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("listed")
    void holdsAndPrintsWhatTorchvisionsModelDoes(String name) {
        ReferenceJson expected = FILE.get("models").get(name);
        Layer model = Architectures.named(name);
        assertThat(ModelTensors.of(model)).isEqualTo(ModelTensors.of(expected.get("tensors")));
        assertThat(ModelTensors.digest(model.representation()))
                .isEqualTo(expected.get("repr").text());
    }

    @ParameterizedTest
    @MethodSource("summed")
    void theOtherSizesDoSoToo(String name) {
        ReferenceJson expected = FILE.get("shapes").get(name);
        Layer model = Architectures.named(name);
        List<String> tensors = ModelTensors.of(model);
        assertThat(tensors).hasSize((int) expected.get("count").integer());
        String lines = tensors.stream().map(each -> each + "\n").collect(Collectors.joining());
        assertThat(ModelTensors.digest(lines)).isEqualTo(expected.get("tensors").text());
        assertThat(ModelTensors.digest(model.representation()))
                .isEqualTo(expected.get("repr").text());
    }

    @Test
    void aMultilayerPerceptronHasTheNotebooksNames() {
        Layer model = Architectures.named("mlp:2,4,1");
        assertThat(model)
                .hasToString(
                        """
                        MLP(
                          (fc1): Linear(in_features=2, out_features=4, bias=True)
                          (fc2): Linear(in_features=4, out_features=1, bias=True)
                        )\
                        """);
        assertThat(ModelTensors.of(Architectures.mlp(2, 4, 1))).isEqualTo(ModelTensors.of(model));
    }

    @Test
    void leNetHasFiveLayers() {
        Layer model = Architectures.named("lenet5");
        assertThat(model.type()).isEqualTo("LeNet5");
        assertThat(ModelTensors.of(model))
                .containsExactly(
                        "conv1.weight f32 [6, 1, 5, 5]",
                        "conv1.bias f32 [6]",
                        "conv2.weight f32 [16, 6, 5, 5]",
                        "conv2.bias f32 [16]",
                        "fc1.weight f32 [120, 400]",
                        "fc1.bias f32 [120]",
                        "fc2.weight f32 [84, 120]",
                        "fc2.bias f32 [84]",
                        "fc3.weight f32 [10, 84]",
                        "fc3.bias f32 [10]");
    }

    @Test
    void everyNameGivesAModelOrAsksForSizes() {
        assertThat(Architectures.names()).hasSize(20).doesNotHaveDuplicates();
        Architectures.names().stream()
                .filter(name -> !name.equals("mlp"))
                .forEach(name -> assertThat(Architectures.named(name)).isNotNull());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resnet17 | unknown architecture \"resnet17\"; the nearest is \"resnet18\"",
                "ViT-B-16 | unknown architecture \"ViT-B-16\"; the nearest is \"vit_b_16\"",
                "mlp | architecture \"mlp\" needs its sizes, such as \"mlp:2,4,1\"",
                "mlp:2,x | architecture \"mlp:2,x\" must list sizes, as in \"mlp:2,4,1\"; got \"x\"",
                "mlp:7 | an mlp must have at least 2 sizes, as in \"mlp:2,4,1\"; got 1",
                "mlp:7,-1 | outFeatures must be at least 0; got -1"
            })
    void anotherNameIsRefused(String name, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architectures.named(name))
                .withMessage(message);
    }
}
