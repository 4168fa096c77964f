package io.fanin.checkpoint.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.init.Initializers;
import io.fanin.init.Nonlinearity;
import io.fanin.law.Eye;
import io.fanin.model.Layer;
import io.fanin.model.Role;
import io.fanin.model.architecture.Architectures;
import io.fanin.plan.NamePattern;
import io.fanin.plan.Pass;
import io.fanin.plan.Recipe;
import io.fanin.plan.Recipes;
import io.fanin.plan.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeFileTest {
    private static final String JSON =
            """
            {
              "format": "fanin-recipe",
              "version": 1,
              "name": "mine",
              "passes": [
                "construction",
                {
                  "name": "weights",
                  "rules": [
                    {"name": "head.*", "role": "weight", "initializer": "kaiming_uniform(relu)"},
                    {"layer": "GPT2MLP", "tensor": "c_proj.weight", "initializer": "normal(std=0.0041)"},
                    {"initializer": "constant(-0.0)"}
                  ]
                },
                {
                  "name": "nothing",
                  "rules": []
                }
              ]
            }
            """;

    private static final Recipe RECIPE =
            new Recipe(
                    "mine",
                    List.of(
                            new Pass.Construct(),
                            new Pass.Apply(
                                    "weights",
                                    List.of(
                                            new Rule(
                                                    NamePattern.ANY,
                                                    new NamePattern("head.*"),
                                                    NamePattern.ANY,
                                                    Optional.of(Role.WEIGHT),
                                                    Initializers.kaimingUniform(Nonlinearity.RELU)),
                                            Rule.within(
                                                    "GPT2MLP",
                                                    "c_proj.weight",
                                                    Initializers.normal(0, 0.0041)),
                                            Rule.named("*", Initializers.constant(-0.0)))),
                            new Pass.Apply("nothing", List.of())));

    private static Recipe read(String json) throws IOException {
        return RecipeFile.read(
                "r.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRecipeIsWrittenOneRuleALine() {
        assertThat(RecipeFile.write(RECIPE)).isEqualTo(JSON);
    }

    @Test
    void aRecipeReadBackIsTheSame(@TempDir Path folder) throws IOException {
        assertThat(read(JSON)).isEqualTo(RECIPE);
        Path file = folder.resolve("r.json");
        RecipeFile.write(RECIPE, file);
        assertThat(RecipeFile.read(file)).isEqualTo(RECIPE);
    }

    @Test
    void theRecipesThatAreBuiltInReadBackTheSame() throws IOException {
        for (String model : List.of("resnet18", "vit_b_16", "gpt2", "llama")) {
            Layer layer = Architectures.named(model);
            for (String name : Recipes.names()) {
                Recipe recipe;
                try {
                    recipe = Recipes.of(name, layer);
                } catch (IllegalArgumentException _) {
                    continue; // not meant for this model
                }
                assertThat(read(RecipeFile.write(recipe)))
                        .as("%s of %s", name, model)
                        .isEqualTo(recipe);
            }
        }
    }

    @Test
    void paddingRowsAreAPassWithoutRules() throws IOException {
        Recipe recipe = new Recipe("rows", List.of(new Pass.PaddingRows()));
        assertThat(RecipeFile.write(recipe)).contains("[\n    \"padding rows\"\n  ]");
        assertThat(read(RecipeFile.write(recipe))).isEqualTo(recipe);
    }

    @Test
    void anInitializerOfOnesOwnHasNoText() {
        Recipe own =
                new Recipe(
                        "own",
                        List.of(
                                new Pass.Apply(
                                        "own", List.of(Rule.named("*", shape -> new Eye())))));
        assertThatThrownBy(() -> RecipeFile.write(own))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("torch.nn.init has no function for ");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"fanin-recipe\" | \"fanin-plan\" | line 2, column 13: $.format: expected \"fanin-recipe\"; got \"fanin-plan\"",
                "\"version\": 1 | \"version\": 2 | line 3, column 14: $.version: expected 1, the version of fanin-recipe that this Fanin reads; got 2",
                "\"passes\" | \"pases\" | line 5, column 12: $.pases: is an unknown member; the nearest known is \"passes\"",
                "\"construction\" | \"build\" | line 6, column 5: $.passes[0]: expected \"construction\", \"padding rows\" or an object with name and rules; got \"build\"",
                "\"construction\" | 1 | line 6, column 5: $.passes[0]: expected \"construction\", \"padding rows\" or an object with name and rules; got 1",
                "\"rules\": [] | \"rules\": {} | line 17, column 16: $.passes[2].rules: expected an array; got an object",
                "\"name\": \"nothing\" | \"name\": \" \" | line 15, column 5: $.passes[2]: a pass must have a name",
                "\"role\": \"weight\" | \"role\": \"weights\" | line 10, column 36: $.passes[1].rules[0].role: expected one of weight, bias, scale, embedding; got \"weights\"; the nearest is \"weight\"",
                "\"tensor\": | \"tenor\": | line 11, column 39: $.passes[1].rules[1].tenor: is an unknown member; the nearest known is \"tensor\"",
                "\"head.*\" | \"re:(\" | line 10, column 18: $.passes[1].rules[0].name: name pattern \"re:(\": Unclosed group at column 5",
                "kaiming_uniform(relu) | kaming_uniform(relu) | line 10, column 61: $.passes[1].rules[0].initializer: initializer \"kaming_uniform(relu)\": column 1: torch.nn.init has no function \"kaming_uniform\"; the nearest is kaiming_uniform",
                "constant(-0.0) | constant | line 12, column 25: $.passes[1].rules[2].initializer: initializer \"constant\": column 1: constant needs the argument val",
                ", \"initializer\": \"normal(std=0.0041)\" | `` | line 11, column 9: $.passes[1].rules[1]: has no \"initializer\"",
                "\"constant(-0.0)\" | -0.0 | line 12, column 25: $.passes[1].rules[2].initializer: expected a string; got -0.0"
            })
    void aWrongRecipeIsRefusedWithItsPlace(String right, String wrong, String message) {
        assertThat(JSON).contains(right);
        ThrowingCallable reading = () -> read(JSON.replace(right, wrong));
        assertThatThrownBy(reading)
                .isInstanceOf(BadFileException.class)
                .hasMessage("r.json: " + message);
    }
}
