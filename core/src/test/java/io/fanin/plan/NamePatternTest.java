package io.fanin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "*, layer1.0.conv1.weight, true",
        "*, '', true",
        "head.*, head.weight, true",
        "head.*, head.0.weight, true",
        "head.*, heads.weight, false",
        "head.*, a.head.weight, false",
        "*.bias, fc.bias, true",
        "*.bias, bias, false",
        "layer?.*, layer1.bn.weight, true",
        "layer?.*, layer10.bn.weight, false",
        "layer?.*, layer.bn.weight, false",
        "a.b, axb, false",
        "a+[b], a+[b], true",
        "fc.weight, FC.weight, false",
        "re:layer[0-9]+\\.weight, layer12.weight, true",
        "re:layer[0-9]+\\.weight, layer12xweight, false",
        "re:weight, fc.weight, false",
        "re:(fc|head)\\..*, head.bias, true"
    })
    void meansWholeNames(String pattern, String name, boolean matches) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(matches);
        assertThat(new NamePattern(pattern).predicate().test(name)).isEqualTo(matches);
    }

    @Test
    void printsAsItWasWritten() {
        assertThat(new NamePattern("re:a.b")).hasToString("re:a.b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | name pattern \"\" is empty; * matches every name",
                "re: | name pattern \"re:\" is empty; * matches every name",
                "re:layer[0-9 | name pattern \"re:layer[0-9\": Unclosed character class at column 12",
                "re:*x | name pattern \"re:*x\": Dangling meta character '*' at column 4"
            })
    void aWrongPatternIsRefused(String pattern, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NamePattern(pattern))
                .withMessage(message);
    }
}
