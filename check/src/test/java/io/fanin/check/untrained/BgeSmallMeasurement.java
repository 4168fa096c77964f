package io.fanin.check.untrained;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.Check;
import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Report;
import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.document.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// bge-small-en-v1.5, a trained model of 33 million weights. Run by the profile `bge`, which
/// fetches it.
class BgeSmallMeasurement {
    private static final Path FOLDER = Path.of("target", "bge");
    private static final Set<Integer> PUNCTUATION =
            Set.of(
                    (int) Character.CONNECTOR_PUNCTUATION,
                    (int) Character.DASH_PUNCTUATION,
                    (int) Character.START_PUNCTUATION,
                    (int) Character.END_PUNCTUATION,
                    (int) Character.INITIAL_QUOTE_PUNCTUATION,
                    (int) Character.FINAL_QUOTE_PUNCTUATION,
                    (int) Character.OTHER_PUNCTUATION);
    private static Report report;
    private static Vocabulary vocabulary;

    @BeforeAll
    static void check() throws IOException {
        vocabulary = Vocabulary.read(FOLDER.resolve("bge-small-en-v1.5-tokenizer.json"));
        try (Checkpoint file = Checkpoint.open(FOLDER.resolve("bge-small-en-v1.5.onnx"))) {
            report = Check.of(file).run();
        }
    }

    private static List<String> untrained() {
        List<String> tokens = new ArrayList<>();
        for (Finding found : report.findings()) {
            if (found.kind() == Kind.UNTRAINED_ROWS) {
                found.rows().stream()
                        .flatMapToLong(rows -> LongStream.rangeClosed(rows.first(), rows.last()))
                        .forEach(row -> tokens.add(vocabulary.token(row).orElseThrow()));
            }
        }
        return tokens;
    }

    private static boolean isUnused(String token) {
        return token.startsWith("[unused");
    }

    @Test
    void itIsTakenForTrained() {
        assertThat(report.expectation()).isEqualTo(Expectation.TRAINED);
    }

    @Test
    void nothingButItsUntrainedRowsIsFound() {
        assertThat(report.findings()).extracting(Finding::kind).containsOnly(Kind.UNTRAINED_ROWS);
        assertThat(report.findings())
                .extracting(Finding::tensors)
                .containsOnly(List.of("embeddings.word_embeddings.weight"));
    }

    /// `[unused80]` lies as far from the others as tokens do that were trained.
    @Test
    void the994UnusedTokensAreFoundButForOne() {
        assertThat(untrained().stream().filter(BgeSmallMeasurement::isUnused)).hasSize(993);
        assertThat(untrained()).doesNotContain("[unused80]").contains("[unused0]", "[unused993]");
    }

    /// BERT splits words at punctuation and at Chinese characters, so that no word goes on with
    /// one: of the vocabulary's tokens, these never occur.
    @Test
    void continuationsThatItsTokenizerNeverMakesAreFoundAll() {
        List<String> never =
                LongStream.range(0, vocabulary.size())
                        .mapToObj(row -> vocabulary.token(row).orElseThrow())
                        .filter(token -> token.startsWith("##"))
                        .filter(token ->
                                token.substring(2)
                                        .codePoints()
                                        .anyMatch(BgeSmallMeasurement::splits))
                        .toList();

        assertThat(never).hasSize(336);
        assertThat(untrained()).containsAll(never);
    }

    private static boolean splits(int character) {
        boolean ascii = character > 32 && character < 127 && !Character.isLetterOrDigit(character);
        return ascii
                || (Character.isIdeographic(character) && character >= 0x3400 && character < 0xfb00)
                || PUNCTUATION.contains(Character.getType(character));
    }

    @Test
    void elevenOthersAreFound() {
        List<String> others =
                untrained().stream()
                        .filter(token -> !isUnused(token))
                        .filter(token ->
                                !token.startsWith("##")
                                        || token.substring(2)
                                                .codePoints()
                                                .noneMatch(BgeSmallMeasurement::splits))
                        .toList();

        assertThat(others)
                .containsExactlyInAnyOrder(
                        "...", "ா", "ை", "ಾ", "ᅪ", "ᆨ", "ᆷ", "##ರ", "##⺩", "##⺼", "##⽥");
    }
}
