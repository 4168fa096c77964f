package io.fanin.check.rule;

import static io.fanin.check.report.Expectation.FRESH;
import static io.fanin.check.report.Expectation.TRAINED;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.Check;
import io.fanin.check.MemoryCheckpoint;
import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Severity;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each finding has a model that triggers it, and a near miss that doesn't.
class RulesTest {
    private final MemoryCheckpoint file = MemoryCheckpoint.seed(7);

    private List<Finding> findings(Expectation expectation) {
        return Check.of(file).expect(expectation).run().findings();
    }

    private Finding only(Expectation expectation, Kind kind) {
        List<Finding> findings = findings(expectation);
        assertThat(findings).extracting(Finding::kind).containsExactly(kind);
        return findings.getFirst();
    }

    private void nothing(Expectation expectation) {
        assertThat(findings(expectation)).isEmpty();
    }

    @Test
    void aNaNIsCountedAndALargeValueIsNone() {
        file.draw("fc1.weight", "kaiming_uniform(relu)", 64, 32);
        file.tensor("fc1.weight").set(5, Double.NaN);
        file.tensor("fc1.weight").set(6, Double.NEGATIVE_INFINITY);
        Finding finding = only(FRESH, Kind.NON_FINITE);
        assertThat(finding.reason()).isEqualTo("1 NaN and 1 infinite among 2,048 values");
        file.tensor("fc1.weight").set(5, 0.1);
        file.tensor("fc1.weight").set(6, Float.MAX_VALUE);
        assertThat(findings(TRAINED)).isEmpty();
    }

    @Test
    void theNetworkThatTheNotebooksXavierCellLeavesHasZeroWeightsAndDrawnBiases() {
        file.draw("fc1.weight", "zeros", 4, 2)
                .draw("fc1.bias", "uniform(-0.7, 0.7)", 4)
                .draw("fc2.weight", "zeros", 1, 4)
                .draw("fc2.bias", "uniform(-0.5, 0.5)", 1);
        List<Finding> findings = Check.of(file).run().findings();
        assertThat(findings).hasSize(1);
        Finding finding = findings.getFirst();
        assertThat(finding.kind()).isEqualTo(Kind.ALL_ZERO);
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.tensors()).containsExactly("fc1.weight", "fc2.weight");
        assertThat(finding.reason())
                .isEqualTo(
                        "all weights are zero (2 of 2 tensors), so symmetry is not broken: every unit of"
                                + " a layer computes the same and gets the same gradient");
        assertThat(finding.mend()).isEqualTo("zero the bias, not the weight");
    }

    @Test
    void theLastWeightOfABranchMayBeZeroAndIsAWarning() {
        file.draw("fc1.weight", "kaiming_uniform(relu)", 16, 8)
                .draw("fc1.bias", "zeros", 16)
                .draw("fc2.weight", "kaiming_uniform(relu)", 16, 16)
                .draw("fc2.bias", "zeros", 16)
                .draw("fc3.weight", "zeros", 4, 16)
                .draw("fc3.bias", "zeros", 4);
        Finding finding = only(FRESH, Kind.ALL_ZERO);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.tensors()).containsExactly("fc3.weight");
        assertThat(finding.mend()).isEqualTo("draw the weights; zeros are for biases alone");
    }

    @Test
    void zeroBiasesAndAdaptersAreNoFinding() {
        file.draw("fc1.weight", "kaiming_uniform(relu)", 16, 8)
                .draw("fc1.bias", "zeros", 16)
                .draw("q.lora_B.weight", "zeros", 16, 4);
        nothing(FRESH);
    }

    @Test
    void aConstantWeightIsFoundAndAConstantScaleIsNone() {
        file.draw("fc1.weight", "constant(0.5)", 16, 8).draw("ln_1.weight", "ones", 16);
        Finding finding = only(FRESH, Kind.CONSTANT);
        assertThat(finding.tensors()).containsExactly("fc1.weight");
        assertThat(finding.reason())
                .isEqualTo(
                        "all 128 values are 0.5, so symmetry is not broken: every unit of the layer computes"
                                + " the same and gets the same gradient");
        file.tensor("fc1.weight").set(0, 0.25);
        assertThat(findings(FRESH)).extracting(Finding::kind).doesNotContain(Kind.CONSTANT);
    }

    @Test
    void equalRowsAreNamedAsRanges() {
        file.draw("fc1.weight", "kaiming_uniform(relu)", 64, 32);
        Tensor weight = file.tensor("fc1.weight");
        copyRow(weight, 2, 5, 1);
        copyRow(weight, 2, 6, 1);
        Finding finding = only(FRESH, Kind.DUPLICATE_ROWS);
        assertThat(finding.rows()).containsExactly(new Rows(2, 2), new Rows(5, 6));
        assertThat(finding.reason())
                .isEqualTo(
                        "2 of 64 rows are equal to a row before them, the first of them row 5: such units"
                                + " compute the same and get the same gradient");
    }

    @Test
    void rowsThatAreNearlyEqualOrZeroAreNoDuplicates() {
        file.draw("fc1.weight", "kaiming_uniform(relu)", 64, 32);
        Tensor weight = file.tensor("fc1.weight");
        copyRow(weight, 2, 5, 1);
        weight.set(5 * 32, Math.nextUp((float) weight.get(5 * 32)));
        copyRow(weight, 8, 9, 0);
        copyRow(weight, 8, 10, 0);
        assertThat(findings(TRAINED))
                .extracting(Finding::kind)
                .doesNotContain(Kind.DUPLICATE_ROWS, Kind.OPPOSITE_ROWS);
    }

    @Test
    void shortRowsOfBfloat16MayBeEqualByChance() {
        file.draw("fc1.weight", DType.BF16, "uniform(-0.5, 0.5)", 4000, 2);
        assertThat(findings(FRESH))
                .extracting(Finding::kind)
                .doesNotContain(Kind.DUPLICATE_ROWS, Kind.OPPOSITE_ROWS);
    }

    @Test
    void aRowWithTheOppositeSignIsFound() {
        file.draw("fc1.weight", "kaiming_uniform(relu)", 64, 32);
        copyRow(file.tensor("fc1.weight"), 3, 7, -1);
        Finding finding = only(FRESH, Kind.OPPOSITE_ROWS);
        assertThat(finding.rows()).containsExactly(new Rows(3, 3), new Rows(7, 7));
        assertThat(finding.reason())
                .isEqualTo(
                        "1 pair of the 64 rows is equal but for the sign, the first of them rows 3 and 7:"
                                + " such units learn nothing that one of them would not");
        file.tensor("fc1.weight").set(7 * 32, 0);
        assertThat(findings(TRAINED)).isEmpty();
    }

    private static void copyRow(Tensor weight, long from, long to, double factor) {
        long columns = weight.shape().dim(1);
        for (long i = 0; i < columns; i++) {
            weight.set(to * columns + i, factor * weight.get(from * columns + i));
        }
    }

    @Test
    void aRandomBiasOfAFreshFileIsFoundUnlessPyTorchDrawsItSo() {
        file.draw("fc1.weight", "kaiming_uniform(relu)", 64, 16)
                .draw("fc1.bias", "normal(std=0.02)", 64);
        Finding finding = only(FRESH, Kind.BIAS_NOT_ZERO);
        assertThat(finding.tensors()).containsExactly("fc1.bias");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        nothing(TRAINED);
        file.draw("fc1.bias", "uniform(-0.25, 0.25)", 64);
        nothing(FRESH);
    }

    @Test
    void aConstantBiasIsANote() {
        file.draw("fc1.weight", "kaiming_uniform(relu)", 64, 16)
                .draw("fc1.bias", "constant(-4.6)", 64);
        assertThat(only(FRESH, Kind.BIAS_NOT_ZERO).severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void aTruncatedNormalsOutlierIsFoundAndANormalsTailIsNot() {
        file.draw("fc1.weight", "trunc_normal(std=0.02)", 512, 512);
        nothing(FRESH);
        file.tensor("fc1.weight").set(1000, -2);
        Finding finding = only(FRESH, Kind.OUTLIERS);
        assertThat(finding.reason())
                .startsWith(
                        "1 of 262,144 values lies beyond 8.5 standard deviations of the others");
    }

    @Test
    void aFewValuesBeyondAUniformBoundAreFound() {
        file.draw("fc1.weight", "uniform(-0.1, 0.1)", 100, 100);
        nothing(FRESH);
        file.tensor("fc1.weight").set(17, 0.2);
        Finding finding = only(FRESH, Kind.OUT_OF_BOUNDS);
        assertThat(finding.reason()).startsWith("1 of 10,000 values lies beyond ±0.");
    }

    @Test
    void float16ValuesBelowItsLeastNormalNumberUnderflow() {
        file.draw("fc1.weight", DType.F16, "normal(std=0.00001)", 64, 64);
        Finding finding = only(FRESH, Kind.UNDERFLOW);
        assertThat(finding.reason()).contains("float16's least normal number, 6.10e-05");
        file.draw("fc1.weight", DType.F16, "normal(std=0.01)", 64, 64);
        nothing(FRESH);
        file.draw("fc1.weight", DType.BF16, "normal(std=0.00001)", 64, 64);
        nothing(FRESH);
    }
}
