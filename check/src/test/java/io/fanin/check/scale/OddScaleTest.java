package io.fanin.check.scale;

import static io.fanin.check.report.Expectation.FRESH;
import static io.fanin.check.report.Expectation.TRAINED;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.Check;
import io.fanin.check.MemoryCheckpoint;
import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OddScaleTest {
    private final MemoryCheckpoint file = MemoryCheckpoint.seed(5);

    private List<Finding> findings(Expectation expectation) {
        return Check.of(file).expect(expectation).run().findings().stream()
                .filter(each -> each.kind() == Kind.WRONG_GAIN)
                .toList();
    }

    /// Blocks of a normalized network, each with a scheme.
    private void blocks(String... schemes) {
        for (int i = 0; i < schemes.length; i++) {
            file.draw("h." + i + ".ln.weight", "ones", 40)
                    .draw("h." + i + ".mlp.weight", schemes[i], 60, 40);
        }
    }

    private static String[] blocksBut(int number, String other) {
        String common = "normal(std=0.02)";
        return Stream.iterate(0, i -> i + 1)
                .limit(8)
                .map(i -> i == number ? other : common)
                .toArray(String[]::new);
    }

    @Test
    void aBlockOfAnotherDeviationThanTheOthersIsFound() {
        blocks(blocksBut(5, "normal(std=0.05)"));
        assertThat(findings(FRESH)).hasSize(1);
        Finding finding = findings(FRESH).getFirst();
        assertThat(finding.tensors()).containsExactly("h.5.mlp.weight");
        assertThat(finding.reason())
                .matches(
                        "its deviation is 0\\.0(49|50)\\d, that of the 7 other weights at its place 0\\.0(19|20)\\d");
        assertThat(finding.mend())
                .isEqualTo("draw it as the others, or allow wrong-gain if it is meant");
    }

    @Test
    void theFirstAndTheLastMayHaveOneOfTheirOwn() {
        blocks(blocksBut(0, "normal(std=0.05)"));
        assertThat(findings(FRESH)).isEmpty();
        blocks(blocksBut(7, "normal(std=0.05)"));
        assertThat(findings(FRESH)).isEmpty();
    }

    @Test
    void aScaleThatChangesWithTheDepthIsNoFinding() {
        blocks(
                Stream.iterate(1, i -> i + 1)
                        .limit(8)
                        .map(i -> "normal(std=" + 0.02 / Math.sqrt(2.0 * i) + ")")
                        .toArray(String[]::new));
        assertThat(findings(FRESH)).isEmpty();
    }

    @Test
    void fewBlocksTellNothing() {
        blocks("normal(std=0.02)", "normal(std=0.02)", "normal(std=0.05)", "normal(std=0.02)");
        assertThat(findings(FRESH)).isEmpty();
    }

    @Test
    void aTrainedFileIsLeftAlone() {
        blocks(blocksBut(5, "normal(std=0.05)"));
        assertThat(findings(TRAINED)).isEmpty();
    }
}
