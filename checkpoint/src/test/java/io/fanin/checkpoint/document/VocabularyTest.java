package io.fanin.checkpoint.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.checkpoint.BadFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {
    private static Vocabulary read(String json) throws IOException {
        return Vocabulary.read(
                "t.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aMapOfTokensIsRead() throws IOException {
        Vocabulary read =
                read(
                        "{\"model\": {\"type\": \"WordPiece\", \"vocab\": {\"[PAD]\": 0, \"né\": 7}}}");

        assertThat(read.size()).isEqualTo(2);
        assertThat(read.token(0)).contains("[PAD]");
        assertThat(read.token(7)).contains("né");
        assertThat(read.token(1)).isEmpty();
    }

    @Test
    void aListOfTokensAndProbabilitiesIsRead() throws IOException {
        Vocabulary read =
                read("{\"model\": {\"vocab\": [[\"<s>\", 0.0], [\"▁a\", -3.5]], \"unk_id\": 0}}");

        assertThat(read.token(1)).contains("▁a");
    }

    @Test
    void addedTokensPrevailAndAllElseIsPassedOver() throws IOException {
        Vocabulary read =
                read(
                        "{\"version\": \"1.0\", \"added_tokens\": [{\"id\": 1, \"content\": \"<eos>\", \"special\":"
                                + " true}], \"normalizer\": {\"vocab\": 3}, \"model\": {\"merges\": [[\"a\","
                                + " \"b\"]], \"vocab\": {\"a\": 0, \"b\": 1}}}");

        assertThat(read.token(0)).contains("a");
        assertThat(read.token(1)).contains("<eos>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    []                                   | line 1, column 1: expected an object; got an array
                    {}                                   | has no tokens: neither "model.vocab" nor "added_tokens"
                    {"model": 3}                         | line 1, column 11: expected an object; got 3
                    {"model": {"vocab": 3}}              | line 1, column 21: expected an object of tokens and numbers, or an array of pairs
                    {"model": {"vocab": {"a": -1}}}      | line 1, column 27: expected a whole number of 0 to 2^63 - 1; got -1
                    {"model": {"vocab": {"a": 1, "a": 2}}} | line 1, column 30: "a" stands twice
                    {"model": {"vocab": {"a": 1, "b": 1}}} | line 1, column 35: number 1 is that of "a" already; got "b"
                    {"model": {"vocab": [["a"]]}}        | line 1, column 26: expected the logarithm of the token's probability
                    {"model": {"vocab": [["a", 1, 2]]}}  | line 1, column 31: expected the end of the pair; got 2
                    {"model": {"vocab": ["a"]}}          | line 1, column 22: expected another item or the end of the array
                    {"model": {}, "model": {}}           | line 1, column 15: "model" stands twice
                    {"added_tokens": [{"id": 1}]}        | line 1, column 27: an added token needs "id" and "content"
                    {"added_tokens": [{"id": 1, "content": 2}]} | line 1, column 40: expected a string; got 2
                    {"model": {"vocab": {"a": 1}}} 1     | line 1, column 32: expected the end of the file
                    """)
    void aBadFileIsRefusedWithItsPlace(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(BadFileException.class)
                .hasMessage("t.json: " + message);
    }

    @Test
    void aFileThatEndsTooSoonIsRefused() {
        assertThatThrownBy(() -> read("{\"model\": {\"vocab\": {\"a\": 1"))
                .isInstanceOf(BadFileException.class)
                .hasMessageStartingWith("t.json: line 1, column ");
    }
}
