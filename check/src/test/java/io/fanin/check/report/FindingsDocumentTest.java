package io.fanin.check.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/findings.md` lists every kind.
class FindingsDocumentTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\w+) \\|");

    @Test
    void everyKindIsThereInItsOrderWithItsSeverity() throws IOException {
        String text = Files.readString(Path.of("../docs/findings.md"));
        List<String> documented =
                ROW.matcher(text)
                        .results()
                        .map((MatchResult row) -> row.group(1) + " " + row.group(2))
                        .toList();
        assertThat(documented)
                .containsExactlyElementsOf(
                        Arrays.stream(Kind.values())
                                .map(kind -> kind + " " + kind.severity())
                                .toList());
    }
}
