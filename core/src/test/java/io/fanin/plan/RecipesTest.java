package io.fanin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import io.fanin.model.Layer;
import io.fanin.model.architecture.Architectures;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Linear;
import io.fanin.model.python.PythonConstructor;
import io.fanin.random.TorchVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The built-in recipes. `ArchitectureBitsTest` has their bits.
class RecipesTest {
    private static final Layer NET =
            PythonConstructor.parse(
                    "nn.Sequential(nn.Embedding(5, 4), nn.LayerNorm(4), nn.Linear(4, 2))");

    private static Plan plan(String recipe, Layer model) {
        return Planner.of(TorchVersion.V2_10).plan("net", model, Recipes.of(recipe, model));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zero | zeros",
                "random | uniform(-0.1, 0.1)",
                "xavier | xavier_uniform",
                "he | kaiming_uniform(relu)"
            })
    void theNotebooksRecipesFillWeightsAndBiasesAfterConstruction(String recipe, String scheme) {
        List<Step> steps = plan(recipe, NET).steps();
        assertThat(steps.stream().filter(step -> step.pass().equals(recipe)))
                .extracting(Step::storage, Step::scheme)
                .containsExactly(
                        tuple("1.bias", "zeros"),
                        tuple("2.weight", scheme),
                        tuple("2.bias", "zeros"));
        assertThat(steps.stream().filter(step -> !step.dead()))
                .extracting(Step::storage, Step::scheme)
                .contains(tuple("0.weight", "normal"), tuple("1.weight", "ones"));
        assertThat(steps.getFirst().pass()).isEqualTo("construction");
    }

    @Test
    void pytorchDefaultConstructs() {
        assertThat(plan("pytorch-default", NET).steps())
                .extracting(Step::pass)
                .containsOnly("construction");
    }

    static List<String> builtIn() {
        return Recipes.names();
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void everyRecipePlansAModelItIsFor(String recipe) {
        Layer model =
                Architectures.named(
                        switch (recipe) {
                            case "torchvision" -> "vit_b_16";
                            case "gpt2", "llama" -> recipe;
                            default -> "resnet18";
                        });
        Plan plan = plan(recipe, model);
        assertThat(plan.recipe()).isEqualTo(recipe);
        assertThat(plan.unfilled()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "resnet18 | layer1.0.conv1.weight | kaiming_normal(relu, fan_out)",
                "resnet18 | fc.weight | kaiming_uniform(a=2.23606797749979)",
                "vgg11 | features.0.bias | zeros",
                "vgg11_bn | features.1.weight | ones",
                "vgg11 | classifier.0.weight | normal(std=0.01)",
                "mobilenet_v2 | features.0.0.weight | kaiming_normal(fan_out)",
                "vit_b_16 | conv_proj.weight | trunc_normal(std=0.03608439182435161)",
                "vit_b_16 | heads.head.weight | zeros",
                "vit_b_16 | encoder.layers.encoder_layer_0.mlp.0.bias | normal(std=1e-06)",
                "vit_b_16 | class_token | zeros",
                "alexnet | classifier.1.weight | kaiming_uniform(a=2.23606797749979)"
            })
    void torchvisionsRecipeDependsOnTheModel(String model, String tensor, String scheme) {
        assertThat(plan("torchvision", Architectures.named(model)).liveSteps(tensor))
                .extracting(Step::scheme)
                .containsExactly(scheme);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transformer.wte.weight | normal(std=0.02)",
                "transformer.wpe.weight | normal(std=0.02)",
                "transformer.h.0.ln_1.weight | ones",
                "transformer.h.0.attn.c_attn.weight | normal(std=0.02)",
                "transformer.h.0.attn.c_attn.bias | zeros",
                "transformer.h.11.attn.c_proj.weight | normal(std=0.004082482904638631)",
                "transformer.h.11.mlp.c_proj.weight | normal(std=0.004082482904638631)",
                "transformer.h.11.mlp.c_fc.weight | normal(std=0.02)",
                "lm_head.weight | normal(std=0.02)"
            })
    void gpt2sResidualProjectionsAreNarrower(String tensor, String scheme) {
        assertThat(plan("gpt2", Architectures.named("gpt2")).liveSteps(tensor))
                .extracting(Step::scheme)
                .containsExactly(scheme);
    }

    @Test
    void anUnknownRecipeIsRefusedWithTheNearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipes.of("xaver", NET))
                .withMessage(
                        "recipe \"xaver\" is unknown; the nearest is xavier; there are pytorch-default,"
                                + " zero, random, xavier, he, torchvision, gpt2, llama");
    }

    @Test
    void aRecipeForOtherModelsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipes.of("torchvision", NET))
                .withMessage(
                        "recipe torchvision is for AlexNet, VGG, ResNet, MobileNetV2 and"
                                + " VisionTransformer; the model is Sequential; pytorch-default"
                                + " constructs any model");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipes.of("gpt2", NET))
                .withMessage(
                        "recipe gpt2 needs a model with layers of the type GPT2Block; Sequential has"
                                + " none");
    }

    @Test
    void aVisionTransformerWithoutItsLayersIsRefused() {
        Layer model = Container.named("VisionTransformer").with("conv_proj", new Linear(2, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipes.of("torchvision", model))
                .withMessage(
                        "recipe torchvision needs the layer \"heads\" in VisionTransformer; it has"
                                + " [conv_proj]");
    }
}
