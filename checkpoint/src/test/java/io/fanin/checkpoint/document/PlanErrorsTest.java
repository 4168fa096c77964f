package io.fanin.checkpoint.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.plan.Plan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Plans that don't hold together. The plan of the test has, from line 8 on, three tensors and,
/// from line 13 on, five steps.
class PlanErrorsTest {
    private static final String JSON =
            """
            {
              "format": "fanin-plan",
              "version": 1,
              "model": "m",
              "recipe": "r",
              "torch": "1.13",
              "tensors": [
                {"name": "w", "dtype": "float32", "shape": [2, 3], "layer": "Linear", "role": "weight"},
                {"name": "tied", "storage": "w", "dtype": "float32", "shape": [2, 3], "layer": "Linear", "role": "weight"},
                {"name": "v", "dtype": "float16", "shape": [2, 3], "layer": "Linear"}
              ],
              "steps": [
                {"pass": "a", "storage": "w", "scheme": "s", "law": {"law": "normal", "mean": 0, "std": 1}, "position": 0, "words": 12, "dead": true},
                {"pass": "a", "storage": "v", "rows": [1, 2], "scheme": "s", "law": {"law": "normal", "mean": 0, "std": 1}, "drawn": "float64", "position": 12, "words": 8},
                {"pass": "b", "storage": "w", "scheme": "s", "law": {"law": "uniform", "lower": -1, "upper": 1}, "position": 20, "waiting": 16, "words": 6},
                {"pass": "b", "storage": "v", "scheme": "s", "law": {"law": "constant", "value": 0}, "position": 26, "waiting": 16, "words": 0},
                {"pass": "b", "storage": "v", "scheme": "s", "law": {"law": "normal", "mean": 0, "std": 1}, "drawn": "float32", "position": 0, "words": 0}
              ]
            }
            """;

    private static Plan read(String json) throws IOException {
        return PlanFile.read(
                "p.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void thePlanOfTheTestHoldsTogether() throws IOException {
        assertThat(PlanFile.write(read(JSON))).isEqualTo(JSON);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"fanin-plan\" | \"fanin-recipe\" | line 2, column 13: $.format: expected \"fanin-plan\"; got \"fanin-recipe\"",
                "\"version\": 1 | \"version\": 2 | line 3, column 14: $.version: expected 1, the version of fanin-plan that this Fanin reads; got 2",
                "\"torch\": \"1.13\" | \"torch\": \"2.12\" | line 6, column 12: $.torch: PyTorch \"2.12\": only the bits of 1.13 and 2.10 are known; other versions draw other bits in places (from 2.12 on trunc_normal_ uses rejection sampling)",
                "\"recipe\": \"r\" | \"recipy\": \"r\" | line 5, column 13: $.recipy: is an unknown member; the nearest known is \"recipe\"",
                "\"model\": \"m\" | \"model\": \"m\", \"seed\": 0.5 | line 4, column 25: $.seed: expected a whole number of -2^63 to 2^64 - 1; got 0.5",
                "\"name\": \"v\" | \"name\": \"tied\" | line 10, column 14: $.tensors[2].name: tensor \"tied\" is there twice",
                "\"dtype\": \"float16\" | \"dtype\": \"flaot16\" | line 10, column 28: $.tensors[2].dtype: expected one of float32, float64, float16, bfloat16, int64; got \"flaot16\"; the nearest is \"float16\"",
                "\"storage\": \"w\", \"dtype\": \"float32\" | \"storage\": \"w\", \"dtype\": \"float64\" | line 1, column 1: $: tensor \"tied\" is float64 of shape [2, 3], but shares the memory of \"w\", float32 of shape [2, 3]",
                "\"storage\": \"v\", \"rows\" | \"storage\": \"x\", \"rows\" | line 14, column 30: $.steps[1].storage: no tensor is called \"x\"; the nearest is \"w\"",
                "\"storage\": \"v\", \"rows\" | \"storage\": \"tied\", \"rows\" | line 14, column 30: $.steps[1].storage: \"tied\" is tied to \"w\"; fill that one",
                "[1, 2] | [1, 3] | line 14, column 43: $.steps[1].rows: range [1, 3) lies outside dimension 0 of shape [2, 3]",
                "[1, 2] | [2, 1] | line 14, column 43: $.steps[1].rows: to must be at least 2; got 1",
                "[1, 2] | [1] | line 14, column 43: $.steps[1].rows: expected the numbers of the first row and of the one after the last; got an array of 1",
                "\"std\": 1}, \"drawn\": \"float64\" | \"std\": -1}, \"drawn\": \"float64\" | line 14, column 73: $.steps[1].law: std must be at least 0; got -1.0",
                "\"std\": 1}, \"drawn\": \"float64\" | \"std\": 1e999}, \"drawn\": \"float64\" | line 14, column 109: $.steps[1].law.std: expected a finite number; got Infinity",
                "\"law\": \"uniform\" | \"law\": \"unifrom\" | line 15, column 65: $.steps[2].law.law: expected one of constant, uniform, normal, truncated_normal, orthogonal, sparse, eye, dirac; got \"unifrom\"; the nearest is \"uniform\"",
                "\"lower\": -1 | \"lowest\": -1 | line 15, column 86: $.steps[2].law.lowest: is an unknown member; the nearest known is \"lower\"",
                "\"value\": 0 | \"value\": \"in\" | line 16, column 86: $.steps[3].law.value: expected one of inf, -inf, nan; got \"in\"; the nearest is \"inf\"",
                "\"value\": 0 | \"value\": 1e5 | line 16, column 57: $.steps[3].law: value 100000.0 can't be held in float16",
                "\"law\": \"constant\", \"value\": 0 | \"law\": \"dirac\", \"groups\": 1 | line 16, column 57: $.steps[3].law: dirac needs a shape of 3 to 5 dimensions; got [2, 3]",
                "\"position\": 12, | \"position\": 11, | line 14, column 145: $.steps[1].position: must be 12, where the step before ended, or where an earlier step of the same law, shape and dtype began that this one copies; got 11",
                "\"waiting\": 16, \"words\": 6 | \"words\": 6 | line 15, column 114: $.steps[2].position: must be 20 (waiting 16), where the step before ended, or where an earlier step of the same law, shape and dtype began that this one copies; got 20",
                "\"waiting\": 16, \"words\": 6 | \"waiting\": 17, \"words\": 6 | line 15, column 129: $.steps[2].waiting: waiting must be -1 or a pair that lies before word 20; got 17",
                "\"words\": 6 | \"words\": 7 | line 15, column 142: $.steps[2].words: expected 6 (or no position and words in all steps: they follow from the laws); got 7",
                "\"position\": 0, \"words\": 0 | \"position\": 0, \"words\": 12 | line 17, column 141: $.steps[4].words: expected 0 (or no position and words in all steps: they follow from the laws); got 12",
                "\"words\": 6 | \"words\": 6, \"dead\": true | line 1, column 1: $: step 2, s of \"w\": is dead, but no later step overwrites all of it"
            })
    void aPlanThatDoesNotHoldTogetherIsRefusedWithItsPlace(
            String right, String wrong, String message) {
        assertThat(JSON).contains(right);
        ThrowingCallable reading =
                () ->
                        read(
                                JSON.replaceFirst(
                                        Pattern.quote(right), Matcher.quoteReplacement(wrong)));
        assertThatThrownBy(reading)
                .isInstanceOf(BadFileException.class)
                .hasMessage("p.json: " + message);
    }

    @Test
    void aLawChangedByHandWouldMoveLaterStepsAndIsNoticed() {
        String changed =
                JSON.replaceFirst(
                        "\\{\"law\": \"normal\", \"mean\": 0, \"std\": 1}",
                        "{\"law\": \"uniform\", \"lower\": 0, \"upper\": 1}");
        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(BadFileException.class)
                .hasMessage(
                        "p.json: line 13, column 125: $.steps[0].words: expected 6 (or no position"
                                + " and words in all steps: they follow from the laws); got 12");
    }

    @Test
    void aPartOfAPlanIsNotWritten() throws IOException {
        Plan plan = read(JSON);
        Plan part =
                new Plan(
                        "m",
                        "r",
                        plan.version(),
                        plan.seed(),
                        plan.tensors(),
                        plan.steps().subList(2, 3));
        assertThatThrownBy(() -> PlanFile.write(part))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "step 0: position must be 0, where the step before ended, or where an"
                                + " earlier step of the same law, shape and dtype began that this"
                                + " one copies; got 20 (waiting 16)");
    }
}
