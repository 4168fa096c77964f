package io.fanin.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import io.fanin.checkpoint.document.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenNamesTest {
    /// `[unused0]` to `[unused9]`, then `a` to `z`, then a token with a line break.
    private static TokenNames names() throws IOException {
        String tokens =
                IntStream.range(0, 37)
                        .mapToObj(i ->
                                (i < 10
                                                ? "\"[unused" + i + "]\""
                                                : i < 36
                                                        ? "\"" + (char) ('a' + i - 10) + "\""
                                                        : "\"\\n\"")
                                        + ": "
                                        + i)
                        .collect(Collectors.joining(", "));
        String json = "{\"model\": {\"vocab\": {" + tokens + "}}}";
        return new TokenNames(
                Optional.of(
                        Vocabulary.read(
                                "t.json",
                                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))));
    }

    private static Finding finding(Kind kind, Rows... rows) {
        return Finding.of(kind, List.of("embed.weight"), "", "").with(List.of(rows));
    }

    @Test
    void tokensThatDifferInANumberAreCounted() throws IOException {
        assertThat(names().line(finding(Kind.UNTRAINED_ROWS, new Rows(2, 11))))
                .contains("[unused*] (8), a, b");
    }

    @Test
    void whatDoesNotPrintIsEscapedAndRowsMayHaveNoToken() throws IOException {
        assertThat(names().line(finding(Kind.UNTRAINED_ROWS, new Rows(0, 1), new Rows(36, 37))))
                .contains("[unused0], [unused1], \\u000a, (no token)");
    }

    @Test
    void moreThanFitOnALineAreCounted() throws IOException {
        assertThat(names().line(finding(Kind.UNTRAINED_ROWS, new Rows(10, 36))))
                .contains(
                        "a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x and 3 more");
    }

    @Test
    void allAreListedForPrograms() throws IOException {
        assertThat(names().of(finding(Kind.UNTRAINED_ROWS, new Rows(35, 37))))
                .contains(List.of(Optional.of("z"), Optional.of("\n"), Optional.empty()));
    }

    @Test
    void rowsOfOtherFindingsAreNoTokens() throws IOException {
        assertThat(names().line(finding(Kind.DUPLICATE_ROWS, new Rows(0, 1)))).isEmpty();
        assertThat(names().line(finding(Kind.UNTRAINED_ROWS))).isEmpty();
        assertThat(TokenNames.NONE.line(finding(Kind.UNTRAINED_ROWS, new Rows(0, 1)))).isEmpty();
    }
}
