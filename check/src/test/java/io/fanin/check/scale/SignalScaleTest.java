package io.fanin.check.scale;

import static io.fanin.check.report.Expectation.FRESH;
import static io.fanin.check.report.Expectation.TRAINED;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.Check;
import io.fanin.check.MemoryCheckpoint;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalScaleTest {
    private final MemoryCheckpoint file = MemoryCheckpoint.seed(3);

    private List<Finding> findings() {
        return Check.of(file).expect(FRESH).run().findings();
    }

    private void perceptron(int layers, String scheme) {
        for (int i = 1; i <= layers; i++) {
            file.draw("fc" + i + ".weight", scheme, 100, 100);
        }
    }

    @Test
    void aSignalThatDiesAwayIsFoundWithItsFactorAndDepth() {
        perceptron(5, "normal(std=0.005)"); // a layer: 100 · 0.005² / 2 = 0.00125
        assertThat(findings()).hasSize(1);
        Finding finding = findings().getFirst();
        assertThat(finding.kind()).isEqualTo(Kind.VANISHING);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.tensors()).hasSize(5);
        assertThat(finding.reason())
                .isEqualTo(
                        "5 layers, from fc1.weight to fc5.weight, multiply the variance of a signal by 6.0e-15"
                                + " with ReLUs between them, 0.00143 a layer");
        assertThat(finding.mend())
                .isEqualTo(
                        "draw the weights with a scale that keeps the variance, such as kaiming_normal, or"
                                + " normalize between the layers");
    }

    @Test
    void aSignalThatGrowsBeyondMeasureIsFound() {
        perceptron(4, "normal"); // a layer: 100 / 2
        assertThat(findings()).hasSize(1);
        Finding finding = findings().getFirst();
        assertThat(finding.kind()).isEqualTo(Kind.EXPLODING);
        assertThat(finding.reason())
                .isEqualTo(
                        "4 layers, from fc1.weight to fc4.weight, multiply the variance of a signal by 1.2e+07"
                                + " with ReLUs between them, 59.4 a layer");
    }

    @Test
    void productsThatNoDoubleHoldsAreToldAsPowersOfTen() {
        for (int i = 1; i <= 600; i++) {
            file.draw("fc" + i + ".weight", "normal", 20, 20); // a layer: 20 / 2
        }
        assertThat(findings()).hasSize(1);
        assertThat(findings().getFirst().reason())
                .contains(
                        "600 layers",
                        "the variance of a signal by 10^598 with ReLUs",
                        " 9.93 a layer");
    }

    @Test
    void fewLayersOfTheSameScaleAreNoFinding() {
        perceptron(2, "normal(std=0.005)");
        assertThat(findings()).isEmpty();
    }

    @Test
    void fiftyLayersOfHeOrGlorotAreNoFinding() {
        perceptron(50, "kaiming_uniform(relu)");
        assertThat(findings()).isEmpty();
        perceptron(50, "xavier_uniform");
        assertThat(findings()).isEmpty();
    }

    @Test
    void pyTorchsDefaultLosesTheSignalInElevenLayersAndNotInEight() {
        perceptron(8, "kaiming_uniform(a=2.23606797749979)");
        assertThat(findings()).isEmpty();
        perceptron(11, "kaiming_uniform(a=2.23606797749979)");
        assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.VANISHING);
    }

    @Test
    void normalizedNetworksKeepTheirSignal() {
        for (int i = 1; i <= 5; i++) {
            file.draw("fc" + i + ".weight", "normal(std=0.005)", 100, 100)
                    .draw("norm" + i + ".weight", "ones", 100)
                    .draw("norm" + i + ".bias", "zeros", 100);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void weightsThatDoNotFitTogetherAreSeveralStacks() {
        for (int i = 1; i <= 5; i++) {
            file.draw("fc" + i + ".weight", "normal(std=0.005)", 100, i % 2 == 0 ? 64 : 100);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void convolutionsFlattenIntoMatrices() {
        file.draw("conv1.weight", "normal(std=1)", 16, 3, 3, 3)
                .draw("conv2.weight", "normal(std=1)", 32, 16, 3, 3)
                .draw("fc1.weight", "normal(std=1)", 40, 32 * 25)
                .draw("fc2.weight", "normal(std=1)", 10, 40);
        assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.EXPLODING);
        assertThat(findings().getFirst().tensors()).hasSize(4);
    }

    @Test
    void aTrainedNetworkIsLeftAlone() {
        perceptron(4, "normal");
        assertThat(Check.of(file).expect(TRAINED).run().findings())
                .extracting(Finding::kind)
                .doesNotContain(Kind.EXPLODING);
    }
}
