package io.fanin.check.rule;

import static io.fanin.check.report.Expectation.FRESH;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.Check;
import io.fanin.check.MemoryCheckpoint;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaddingNotZeroTest {
    private final MemoryCheckpoint file = MemoryCheckpoint.seed(6);

    private List<Finding> findings() {
        return Check.of(file).expect(FRESH).run().findings();
    }

    private void table(String name, long rows, boolean padded) {
        file.draw(name, "normal", rows, 16);
        for (long i = 0; padded && i < 16; i++) {
            file.tensor(name).set(16 + i, 0);
        }
    }

    @Test
    void aPaddingRowThatIsZeroInTheEncoderAloneIsFound() {
        table("encoder.embed_tokens.weight", 300, true);
        table("decoder.embed_tokens.weight", 300, false);
        assertThat(findings()).hasSize(1);
        Finding finding = findings().getFirst();
        assertThat(finding.kind()).isEqualTo(Kind.PADDING_NOT_ZERO);
        assertThat(finding.tensors()).containsExactly("decoder.embed_tokens.weight");
        assertThat(finding.rows()).containsExactly(new Rows(1, 1));
        assertThat(finding.reason())
                .isEqualTo(
                        "row 1 is not zero, and that of encoder.embed_tokens.weight, an embedding like it, is: 1"
                                + " of 1 such have it zero");
        assertThat(finding.mend())
                .isEqualTo(
                        "zero the row after the embedding is drawn, if it is that of a padding token");
    }

    @Test
    void oneOfFourTablesThatHasNoPaddingIsFound() {
        for (int i = 0; i < 4; i++) {
            table("embeddings." + i + ".weight", 100 + 10 * i, i != 2);
        }
        assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.PADDING_NOT_ZERO);
        assertThat(findings().getFirst().reason())
                .isEqualTo(
                        "row 1 is not zero, and that of embeddings.0.weight, an embedding like it, is: 3 of 3"
                                + " such have it zero");
    }

    @Test
    void tablesWithPaddingThroughoutOrOfOtherThingsAreNoFinding() {
        table("encoder.embed_tokens.weight", 300, true);
        table("decoder.embed_tokens.weight", 300, true);
        table("encoder.embed_positions.weight", 300, false);
        table("item_embedding.weight", 200, false);
        assertThat(findings()).isEmpty();
    }

    @Test
    void noPaddingThroughoutIsNoFinding() {
        table("encoder.embed_tokens.weight", 300, false);
        table("decoder.embed_tokens.weight", 300, false);
        assertThat(findings()).isEmpty();
    }
}
