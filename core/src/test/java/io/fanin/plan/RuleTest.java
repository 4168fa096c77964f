package io.fanin.plan;

import static io.fanin.init.Initializers.normal;
import static io.fanin.init.Initializers.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fanin.init.TorchInit;
import io.fanin.model.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "head.*=zeros | head.* | zeros",
                " head.* = normal(0, std=0.02) | head.* | normal(std=0.02)",
                "re:(?=x).*=ones | re:(?=x).* | ones",
                "a=b=zeros() | a=b | zeros"
            })
    void readsANameAndAnInitializer(String text, String name, String initializer) {
        assertThat(Rule.parse(text)).isEqualTo(Rule.named(name, TorchInit.parse(initializer)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "zeros | rule \"zeros\" must read NAME=INITIALIZER, as in head.*=normal(std=0.02)",
                "=zeros | name pattern \"\" is empty; * matches every name",
                "head.*=0.5 | initializer \"0.5\": column 1: expected the name of a function of torch.nn.init; found \"0\"",
                "head.*=normal(std=x=2) | initializer \"normal(std=x=2)\": column 12: expected a number for std; found \"x\""
            })
    void aWrongRuleIsRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.parse(text))
                .withMessage(message);
    }

    @Test
    void printsItsConditionsAndItsInitializer() {
        assertThat(Rule.role(Role.BIAS, zeros())).hasToString("bias: zeros");
        assertThat(Rule.layer("Linear", Role.WEIGHT, normal(0, 0.01)))
                .hasToString("Linear, weight: normal(std=0.01)");
        assertThat(Rule.within("GPT2MLP", "c_proj.weight", normal(0, 0.5)))
                .hasToString("GPT2MLP, c_proj.weight: normal(std=0.5)");
        assertThat(Rule.named("head.*", zeros())).hasToString("head.*: zeros");
        assertThat(
                        new Rule(
                                NamePattern.ANY,
                                NamePattern.ANY,
                                NamePattern.ANY,
                                Optional.empty(),
                                zeros()))
                .hasToString("every parameter: zeros");
    }

    @Test
    void recipesAndPassesHaveNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recipe(" ", List.of()))
                .withMessage("a recipe must have a name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pass.Apply("", List.of()))
                .withMessage("a pass must have a name");
    }
}
