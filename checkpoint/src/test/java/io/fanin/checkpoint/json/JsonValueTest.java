package io.fanin.checkpoint.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.checkpoint.BadFileException;
import io.fanin.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonValueTest {
    private static JsonValue read(String text) throws IOException {
        return JsonValue.read(
                "a.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static final String RECIPE =
            """
            {
              "passes": [
                {"name": "zero", "rules": [{"läyer": "*", "value": 0.5}]},
                4
              ],
              "two words": {"shape": [4, 2], "seed": 18446744073709551615, "on": true, "none": null}
            }
            """;

    private static JsonValue passes(int number) throws IOException {
        return read(RECIPE).get("passes").items().get(number);
    }

    @Test
    void valuesAreReadByKind() throws IOException {
        JsonValue words = read(RECIPE).get("two words");
        assertThat(words.get("shape").shape()).isEqualTo(Shape.of(4, 2));
        assertThat(words.get("seed").integer()).isEqualTo(-1);
        assertThat(words.get("on").flag()).isTrue();
        assertThat(words.find("off")).isEmpty();
        assertThat(words.find("on")).isPresent();
        assertThat(passes(0).get("name").text()).isEqualTo("zero");
        assertThat(passes(0).get("name").oneOf(List.of("one", "zero"))).isEqualTo("zero");
        assertThat(passes(0).get("rules").items().getFirst().get("value").number()).isEqualTo(0.5);
        assertThat(read(RECIPE).members().keySet()).containsExactly("passes", "two words");
    }

    interface Wrong {
        Object ask() throws IOException;
    }

    private static Arguments wrong(String complaint, Wrong wrong) {
        return Arguments.of(complaint, wrong);
    }

    static Stream<Arguments> complaints() {
        return Stream.of(
                wrong(
                        "line 4, column 5: $.passes[1]: expected an object; got 4",
                        () -> passes(1).members()),
                wrong("line 3, column 5: $.passes[0]: has no \"nam\"", () -> passes(0).get("nam")),
                wrong(
                        "line 3, column 42: $.passes[0].rules[0][\"läyer\"]: is an unknown member;"
                                + " the nearest known is \"layer\"",
                        () -> {
                            passes(0)
                                    .get("rules")
                                    .items()
                                    .getFirst()
                                    .requireOnly(List.of("value", "name", "layer"));
                            return "";
                        }),
                wrong(
                        "line 3, column 14: $.passes[0].name: expected one of one, xero; got"
                                + " \"zero\"; the nearest is \"xero\"",
                        () -> passes(0).get("name").oneOf(List.of("one", "xero"))),
                wrong(
                        "line 3, column 42: $.passes[0].rules[0][\"läyer\"]: expected an array; got"
                                + " \"*\"",
                        () -> passes(0).get("rules").items().getFirst().get("läyer").items()),
                wrong(
                        "line 6, column 26: $[\"two words\"].shape: expected a string; got an array"
                                + " of 2",
                        () -> read(RECIPE).get("two words").get("shape").text()),
                wrong(
                        "line 1, column 1: $: expected true or false; got null",
                        () -> read("null").flag()),
                wrong(
                        "line 1, column 1: $: expected a whole number of -2^63 to 2^64 - 1; got 1.0",
                        () -> read("1.0").integer()),
                wrong(
                        "line 1, column 1: $: expected a finite number; got Infinity",
                        () -> read("1e999").number()),
                wrong(
                        "line 1, column 1: $: shape [-1]: size 0 must be at least 0; got -1",
                        () -> read("[-1]").shape()),
                wrong(
                        "line 1, column 1: $: expected a number, string or boolean; got an object",
                        () -> read("{}").scalar()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("complaints")
    void aComplaintNamesLineColumnAndPath(String complaint, Wrong wrong) {
        assertThatThrownBy(wrong::ask)
                .isInstanceOf(BadFileException.class)
                .hasMessage("a.json: " + complaint);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("is empty; expected a JSON object", ""),
                Arguments.of(
                        "line 2, column 2: $.a: \"b\" stands twice",
                        "{\"a\": {\"b\": 1,\n \"b\": 2}}"),
                Arguments.of(
                        "line 1, column 4: Unexpected character (']' (code 93)): "
                                + "expected a valid value (JSON String, Number, Array, Object"
                                + " or token 'null', 'true' or 'false')",
                        "[1,]"),
                Arguments.of(
                        "line 1, column 3: Unexpected end-of-input: expected close marker for Array",
                        "[1"),
                Arguments.of("line 1, column 4: expected the end of the file", "{} {}"),
                Arguments.of("line 1, column 5: Non-standard token 'NaN'", "[NaN]"),
                Arguments.of(
                        "line 1, column 102: Document nesting depth (101) exceeds the maximum allowed (100)",
                        "[".repeat(101)),
                Arguments.of(
                        "line 1, column 1003: Number value length (1001) exceeds the maximum allowed (1000)",
                        "[" + "9".repeat(1001) + "]"),
                Arguments.of(
                        "line 1, column 20: $: \"\\u001b[2J\\u000a\" stands twice",
                        "{\"\\u001b[2J\\n\": 1, \"\\u001b[2J\\n\": 1}"),
                Arguments.of(
                        "line 1, column 1: Unexpected character ('\\ufeff' (code 65279 / 0xfeff)): "
                                + "expected a valid value (JSON String, Number, Array, Object"
                                + " or token 'null', 'true' or 'false')",
                        "\uFEFF{}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void whatIsNotStrictJsonIsRefused(String complaint, String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(BadFileException.class)
                .hasMessage("a.json: " + complaint);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        InputStream stream = new ByteArrayInputStream(new byte[] {'"', (byte) 0xC0, (byte) 0x80});
        assertThatThrownBy(() -> JsonValue.read("a.json", stream))
                .isInstanceOf(BadFileException.class)
                .hasMessage("a.json: line 1: expected JSON, but this is not UTF-8 text");
    }

    @Test
    void aStreamThatFailsIsNoBadFile() {
        InputStream stream =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the disk is gone");
                    }

                    @Override
                    public int read(byte[] bytes, int from, int length) throws IOException {
                        return read();
                    }
                };
        assertThatThrownBy(() -> JsonValue.read("a.json", stream))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the disk is gone");
    }

    @Test
    void membersAndItemsCannotBeChanged() throws IOException {
        Map<String, JsonValue> members = read(RECIPE).members();
        assertThatThrownBy(members::clear).isInstanceOf(UnsupportedOperationException.class);
        List<JsonValue> items = read("[1]").items();
        assertThatThrownBy(items::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
