package io.fanin.checkpoint.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Names come from files of strangers, and messages go to terminals.
class QuotedTest {
    @Test
    void whatPrintsStaysAsItIs() {
        assertThat(Quoted.of("layer.0.weight ü 層 𝛼")).isEqualTo("\"layer.0.weight ü 層 𝛼\"");
    }

    @Test
    void quotesAndBackslashesAreEscaped() {
        assertThat(Quoted.of("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
    }

    @Test
    void whatATerminalWouldObeyIsShownInHexadecimal() {
        assertThat(Quoted.line("a\n\u001b[2J\u202e\u2028\ud800b"))
                .isEqualTo("a\\u000a\\u001b[2J\\u202e\\u2028\\ud800b");
    }

    @Test
    void wholeMessagesAreNotCut() {
        assertThat(Quoted.escaped("𝛼".repeat(201) + "\u0007"))
                .isEqualTo("𝛼".repeat(201) + "\\u0007");
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertThat(Quoted.line("𝛼".repeat(200))).isEqualTo("𝛼".repeat(200));
        assertThat(Quoted.line("𝛼".repeat(201))).isEqualTo("𝛼".repeat(200) + "…");
    }
}
