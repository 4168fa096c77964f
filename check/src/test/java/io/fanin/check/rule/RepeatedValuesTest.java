package io.fanin.check.rule;

import static io.fanin.check.report.Expectation.FRESH;
import static io.fanin.check.report.Expectation.TRAINED;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.Check;
import io.fanin.check.MemoryCheckpoint;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Severity;
import io.fanin.init.TorchInit;
import io.fanin.random.TorchGenerator;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedValuesTest {
    private final MemoryCheckpoint file = MemoryCheckpoint.seed(2);

    private List<Finding> findings() {
        return Check.of(file).expect(FRESH).run().findings();
    }

    private Finding only(Severity severity) {
        List<Finding> findings = findings();
        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.REPEATED_VALUES);
        assertThat(findings.getFirst().severity()).isEqualTo(severity);
        return findings.getFirst();
    }

    /// Adds a tensor that a generator of its own drew.
    private void seeded(long seed, String name, DType dtype, String scheme, long... dims) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(dims));
        TorchGenerator.seed(seed).fill(tensor, TorchInit.parse(scheme));
        file.with(name, tensor);
    }

    private void seeded(long seed, String name, String scheme, long... dims) {
        seeded(seed, name, DType.F32, scheme, dims);
    }

    @Test
    void aGeneratorThatWasResetBetweenTwoTensorsIsFoundWhateverTheirBounds() {
        seeded(9, "fc1.weight", "kaiming_uniform(relu)", 64, 30);
        seeded(9, "fc2.weight", "kaiming_uniform(relu)", 48, 64);
        seeded(8, "fc3.weight", "kaiming_uniform(relu)", 32, 48);
        Finding finding = only(Severity.ERROR);
        assertThat(finding.tensors()).containsExactly("fc1.weight", "fc2.weight");
        assertThat(finding.reason())
                .isEqualTo(
                        "1 random tensor begins with the same random values as one before it: fc2.weight to"
                                + " fc1.weight");
        assertThat(finding.mend())
                .isEqualTo("seed the generator once, and not again before each tensor");
    }

    @Test
    void halfPrecisionHidesNoRepetition() {
        for (DType dtype : List.of(DType.BF16, DType.F16)) {
            seeded(9, "fc1.weight", dtype, "kaiming_normal(relu)", 64, 32);
            seeded(9, "fc2.weight", dtype, "kaiming_normal(relu)", 48, 64);
            assertThat(only(Severity.ERROR).tensors()).containsExactly("fc1.weight", "fc2.weight");
        }
    }

    @Test
    void tensorsOfOneStreamRepeatNothing() {
        file.draw("fc1.weight", "kaiming_uniform(relu)", 64, 30)
                .draw("fc2.weight", "kaiming_uniform(relu)", 48, 64)
                .draw("fc3.weight", "kaiming_uniform(relu)", 32, 48);
        assertThat(findings()).isEmpty();
    }

    @Test
    void equalTensorsAreFoundAndCountedOnce() {
        for (int i = 0; i < 3; i++) {
            seeded(4, "fc" + i + ".weight", "kaiming_uniform(relu)", 32, 32);
        }
        Finding finding = only(Severity.ERROR);
        assertThat(finding.tensors()).containsExactly("fc0.weight", "fc1.weight", "fc2.weight");
        assertThat(finding.reason())
                .isEqualTo(
                        "2 random tensors are equal to others before them: fc1.weight to fc0.weight");
    }

    @Test
    void trainedTensorsMayBeCopies() {
        seeded(4, "fc1.weight", "kaiming_uniform(relu)", 32, 32);
        seeded(4, "fc2.weight", "kaiming_uniform(relu)", 32, 32);
        assertThat(Check.of(file).expect(TRAINED).run().findings())
                .extracting(Finding::kind)
                .doesNotContain(Kind.REPEATED_VALUES);
    }

    @Test
    void theCopiedLayersOfPyTorchsTransformerAreAWarning() {
        for (int i = 0; i < 2; i++) {
            seeded(4, "encoder.layers." + i + ".linear1.weight", "xavier_uniform", 64, 32);
        }
        assertThat(only(Severity.WARNING).mend())
                .isEqualTo(
                        "draw each layer anew: torch.nn.TransformerEncoder copies one layer to all places");
    }

    @Test
    void theirBiasesAloneAreANote() {
        for (int i = 0; i < 2; i++) {
            file.draw("layers." + i + ".linear1.weight", "xavier_uniform", 64, 16);
            seeded(4, "layers." + i + ".linear1.bias", "uniform(-0.25, 0.25)", 64);
        }
        assertThat(only(Severity.INFO).tensors())
                .containsExactly("layers.0.linear1.bias", "layers.1.linear1.bias");
    }

    @Test
    void aTargetNetworkAndATiedHeadAreNotes() {
        seeded(4, "net.fc1.weight", "kaiming_uniform(relu)", 32, 32);
        seeded(4, "target_net.fc1.weight", "kaiming_uniform(relu)", 32, 32);
        seeded(5, "embed_tokens.weight", "normal(std=0.02)", 200, 16);
        seeded(5, "lm_head.weight", "normal(std=0.02)", 200, 16);
        Finding finding = only(Severity.INFO);
        assertThat(finding.tensors())
                .containsExactly(
                        "net.fc1.weight",
                        "target_net.fc1.weight",
                        "embed_tokens.weight",
                        "lm_head.weight");
        assertThat(finding.mend())
                .isEqualTo("tie the two if they are meant to be one weight; a copy needs no mend");
    }

    @Test
    void blocksOfRowsThatTwoRanksDrewAlikeAreFoundInsteadOfDuplicateRows() {
        file.draw("fc1.weight", "kaiming_uniform(relu)", 64, 32);
        copy(
                file.tensor("fc1.weight").narrow(0, 0, 16),
                file.tensor("fc1.weight").narrow(0, 32, 16));
        Finding finding = only(Severity.ERROR);
        assertThat(finding.rows()).containsExactly(new Rows(0, 15), new Rows(32, 47));
        assertThat(finding.reason())
                .isEqualTo(
                        "rows 32 to 47 equal rows 0 to 15, as if two of 4 ranks drew their shards from one seed");
        assertThat(finding.mend())
                .isEqualTo("give each rank a seed of its own, or draw slices of the whole weight");
    }

    @Test
    void blocksOfColumnsThatTwoRanksDrewAlikeAreFound() {
        file.draw("fc1.weight", "kaiming_uniform(relu)", 40, 64);
        Tensor weight = file.tensor("fc1.weight");
        copy(weight.narrow(1, 0, 32), weight.narrow(1, 32, 32));
        assertThat(only(Severity.ERROR).reason())
                .isEqualTo(
                        "columns 32 to 63 equal columns 0 to 31, as if two of 2 ranks drew their shards from one"
                                + " seed");
        for (long i = 32; i < 64; i += 8) {
            weight.set(64 + i, 0.01); // in row 1
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void aBlockThatIsNotRepeatedToTheEndIsDuplicateRows() {
        file.draw("fc1.weight", "kaiming_uniform(relu)", 64, 32);
        copy(file.tensor("fc1.weight").narrow(0, 0, 3), file.tensor("fc1.weight").narrow(0, 32, 3));
        assertThat(findings()).extracting(Finding::kind).containsExactly(Kind.DUPLICATE_ROWS);
    }

    @Test
    void diracKernelsRepeatThemselvesByDesign() {
        file.draw("conv1.weight", "dirac(groups=4)", 64, 16, 3, 3);
        assertThat(findings()).isEmpty();
    }

    private static void copy(Tensor from, Tensor to) {
        to.copy(from);
    }
}
