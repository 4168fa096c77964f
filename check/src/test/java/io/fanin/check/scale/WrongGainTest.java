package io.fanin.check.scale;

import static io.fanin.check.report.Expectation.FRESH;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.Check;
import io.fanin.check.MemoryCheckpoint;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrongGainTest {
    private static final String RELU = "kaiming_uniform(relu)";
    private static final String LINEAR = "kaiming_uniform(linear)";

    private final MemoryCheckpoint file = MemoryCheckpoint.seed(5);

    private List<Finding> findings() {
        return Check.of(file).expect(FRESH).run().findings();
    }

    /// Six matrices, of which the one of that number has another scheme.
    private void perceptron(int number, String scheme) {
        long[] sizes = {50, 120, 100, 90, 80, 100, 64};
        for (int i = 1; i < sizes.length; i++) {
            file.draw("fc" + i + ".weight", i == number ? scheme : RELU, sizes[i], sizes[i - 1]);
        }
    }

    @Test
    void theGainOfALinearLayerAmongThoseBeforeReluIsFound() {
        perceptron(3, LINEAR);
        assertThat(findings()).hasSize(1);
        Finding finding = findings().getFirst();
        assertThat(finding.kind()).isEqualTo(Kind.WRONG_GAIN);
        assertThat(finding.tensors()).containsExactly("fc3.weight");
        assertThat(finding.reason())
                .isEqualTo(
                        "its mean square is 1 / 100, that of linear; 5 of the 6 weights of its kind have that"
                                + " of relu, 2 over fan_in");
        assertThat(finding.mend())
                .isEqualTo(
                        "draw it with the gain of the others, or allow wrong-gain if it is meant");
    }

    @Test
    void aWeightThatStillHoldsWhatTheConstructorLeftIsFound() {
        perceptron(4, "kaiming_uniform(a=2.23606797749979)");
        assertThat(findings()).hasSize(1);
        Finding finding = findings().getFirst();
        assertThat(finding.reason())
                .isEqualTo(
                        "its mean square is 1/3 / 90, that of PyTorch's constructor; 5 of the 6 weights of its"
                                + " kind have that of relu, 2 over fan_in");
        assertThat(finding.mend())
                .isEqualTo("draw it as the others; it still holds what the constructor left");
    }

    @Test
    void theLastLayerMayHaveAnotherGain() {
        perceptron(6, LINEAR);
        assertThat(findings()).isEmpty();
    }

    @Test
    void oneGainThroughoutIsNoFinding() {
        perceptron(0, "");
        assertThat(findings()).isEmpty();
    }

    @Test
    void aPlaceThatHasAnotherGainInEveryBlockHasItOnPurpose() {
        for (int i = 0; i < 5; i++) {
            file.draw("blocks." + i + ".in.weight", RELU, 64, 100)
                    .draw("blocks." + i + ".mid.weight", RELU, 80, 64)
                    .draw("blocks." + i + ".wide.weight", RELU, 70, 80)
                    .draw("blocks." + i + ".out.weight", LINEAR, 100, 70);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void whereTheFanIsOpenALayerOfTheSameShapeTellsTheGain() {
        for (int i = 0; i < 6; i++) {
            file.draw("fc" + i + ".weight", i == 2 ? LINEAR : RELU, 64, 64);
        }
        assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.WRONG_GAIN);
    }
}
