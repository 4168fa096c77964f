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

class WrongFanTest {
    private static final String RELU = "kaiming_normal(relu)";
    private static final String RELU_OUT = "kaiming_normal(relu, fan_out)";

    private final MemoryCheckpoint file = MemoryCheckpoint.seed(11);

    private List<Finding> findings() {
        return Check.of(file).expect(FRESH).run().findings();
    }

    private Finding only() {
        List<Finding> findings = findings();
        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.WRONG_FAN);
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.WARNING);
        return findings.getFirst();
    }

    /// Four matrices, of which the second has the scheme.
    private void perceptron(String others, String second) {
        file.draw("fc1.weight", others, 256, 100)
                .draw("fc2.weight", second, 512, 256)
                .draw("fc3.weight", others, 128, 512)
                .draw("fc4.weight", others, 64, 128);
    }

    @Test
    void aMatrixWithFanOutAmongMatricesWithFanInIsFound() {
        perceptron(RELU, RELU_OUT);
        Finding finding = only();
        assertThat(finding.tensors()).containsExactly("fc2.weight");
        assertThat(finding.reason())
                .isEqualTo(
                        "the mean square of fc2.weight is 2 over fan_out, 512; 3 of the 4 weights of its kind"
                                + " have 2 over fan_in, which is 256 here, and the gain of linear would give it"
                                + " the same");
        assertThat(finding.mend()).isEqualTo("draw it with mode=fan_in");
    }

    @Test
    void fansThatAreNoGainApartHaveOneExplanation() {
        perceptron("kaiming_normal(tanh)", "kaiming_normal(tanh, fan_out)");
        assertThat(only().reason())
                .isEqualTo(
                        "the mean square of fc2.weight is 25/9 over fan_out, 512; 3 of the 4 weights of its"
                                + " kind have 25/9 over fan_in, which is 256 here");
    }

    @Test
    void aMatrixWithFanInAmongMatricesWithFanOutIsFound() {
        perceptron(RELU_OUT, RELU);
        assertThat(only().mend()).isEqualTo("draw it with mode=fan_out");
    }

    @Test
    void oneFanThroughoutIsNoFindingWhicheverItIs() {
        for (String scheme : List.of(RELU, RELU_OUT, "xavier_uniform", "orthogonal")) {
            perceptron(scheme, scheme);
            assertThat(findings()).isEmpty();
        }
    }

    @Test
    void trainedWeightsHaveNoFan() {
        perceptron(RELU, RELU_OUT);
        assertThat(Check.of(file).expect(TRAINED).run().findings())
                .extracting(Finding::kind)
                .doesNotContain(Kind.WRONG_FAN);
    }

    @Test
    void convolutionsMayHaveAnotherFanThanMatrices() {
        for (String each : List.of("fc1", "fc2", "fc3")) {
            file.draw(each + ".weight", RELU, each.equals("fc1") ? 300 : 100, 200);
        }
        long before = 3;
        for (long channels : new long[] {32, 64, 96}) {
            file.draw("conv" + channels + ".weight", RELU_OUT, channels, before, 3, 3);
            before = channels;
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void aPlaceThatHasAnotherFanInEveryBlockHasItOnPurpose() {
        for (int i = 0; i < 3; i++) {
            file.draw("blocks." + i + ".up.weight", RELU, 256, 100)
                    .draw("blocks." + i + ".mid.weight", RELU, 300, 256)
                    .draw("blocks." + i + ".down.weight", RELU_OUT, 100, 300);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void aScaleThatIsWrittenAsANumberNeedsNoFan() {
        // 0.05² = 2 / 800: by chance that of the fan out.
        file.draw("fc1.weight", RELU, 256, 100)
                .draw("fc2.weight", "normal(std=0.05)", 800, 256)
                .draw("fc3.weight", RELU, 128, 800)
                .draw("fc4.weight", RELU, 64, 128);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aTransposedLayoutIsFoundIfItsScaleIsThatOfTheOther() {
        for (int i = 0; i < 2; i++) {
            file.draw("h." + i + ".c_fc.weight", "kaiming_uniform(relu)", 96, 384)
                    .draw("h." + i + ".c_fc.bias", "zeros", 384)
                    .draw("h." + i + ".c_proj.weight", "kaiming_uniform(relu)", 384, 96)
                    .draw("h." + i + ".c_proj.bias", "zeros", 96);
        }
        Finding finding = only();
        assertThat(finding.tensors()).hasSize(4);
        assertThat(finding.reason())
                .isEqualTo(
                        "4 weights of layout [in, out] are scaled as if of layout [out, in]: the mean square"
                                + " of h.0.c_fc.weight is 2 / 384, and it has 96 inputs");
        assertThat(finding.mend())
                .isEqualTo("transpose such a weight while it is drawn, or use mode=fan_out");
    }

    @Test
    void aTransposedLayoutWithTheScaleOfItsInputsIsNoFinding() {
        for (int i = 0; i < 2; i++) {
            file.draw("h." + i + ".c_fc.weight", "kaiming_uniform(relu, fan_out)", 96, 384)
                    .draw("h." + i + ".c_fc.bias", "zeros", 384)
                    .draw("h." + i + ".c_proj.weight", "kaiming_uniform(relu, fan_out)", 384, 96)
                    .draw("h." + i + ".c_proj.bias", "zeros", 96);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void aGroupedConvolutionWithTheFanOfAllGroupsIsFound() {
        convolutions(RELU);
        // fan_in is 192 · 9 if the 32 groups are forgotten, and the deviation √(2 / 1728).
        file.draw("conv3.weight", "normal(std=0.034020690871988585)", 192, 6, 3, 3);
        Finding finding = only();
        assertThat(finding.tensors()).containsExactly("conv3.weight");
        assertThat(finding.reason())
                .isEqualTo(
                        "the mean square of conv3.weight is 2 over fan_in without its 32 groups, 1,728; 4 of"
                                + " the 5 weights of its kind have 2 over fan_in, which is 54 here");
        assertThat(finding.mend())
                .isEqualTo("draw it with the fan of one group, as its shape has it");
    }

    @Test
    void aGroupedConvolutionWithTheFanOfOneGroupIsNoFindingWhateverTheMode() {
        convolutions(RELU);
        assertThat(findings()).isEmpty();
        // With fan_out, it is divided by the groups: 192 / 32 · 9, as large as fan_in.
        convolutions(RELU_OUT);
        file.draw("conv3.weight", RELU, 192, 6, 3, 3);
        assertThat(findings()).isEmpty();
    }

    private void convolutions(String scheme) {
        file.draw("conv1.weight", scheme, 32, 3, 5, 5)
                .draw("conv2.weight", scheme, 192, 32, 3, 3)
                .draw("conv3.weight", scheme, 192, 6, 3, 3)
                .draw("conv4.weight", scheme, 64, 192, 3, 3)
                .draw("conv5.weight", scheme, 96, 64, 3, 3);
    }

    /// Blocks in which one rank holds a fourth of the inputs of `down`.
    private void blocks(double downStd) {
        for (int i = 0; i < 2; i++) {
            file.draw("layers." + i + ".gate.weight", "kaiming_normal(linear)", 512, 128)
                    .draw("layers." + i + ".up.weight", "kaiming_normal(linear)", 384, 128)
                    .draw("layers." + i + ".down.weight", "normal(std=" + downStd + ")", 128, 384);
        }
    }

    @Test
    void theFanOfAShardIsFound() {
        blocks(1 / Math.sqrt(96));
        Finding finding = only();
        assertThat(finding.tensors())
                .containsExactly("layers.0.down.weight", "layers.1.down.weight");
        assertThat(finding.reason())
                .isEqualTo(
                        "the mean square of layers.0.down.weight is 1 over fan_in of one of 4 shards, 96; 4 of"
                                + " the 6 weights of its kind have 1 over fan_in, which is 384 here");
        assertThat(finding.mend())
                .isEqualTo("draw it with the fan of the whole weight, not of a shard");
    }

    @Test
    void aScaleThatIsNoPowerOfTwoOffIsNotOfAShard() {
        blocks(Math.sqrt(2.6 / 384));
        assertThat(findings()).isEmpty();
    }

    @Test
    void aScaleThatFallsWithDepthIsNotOfAShard() {
        blocks(1 / Math.sqrt(4 * 384));
        assertThat(findings()).isEmpty();
    }

    @Test
    void packedQueryKeyAndValueDrawnAsOneAreFound() {
        attention("xavier_uniform");
        Finding finding = only();
        assertThat(finding.tensors())
                .containsExactly("blocks.0.attn.qkv.weight", "blocks.1.attn.qkv.weight");
        assertThat(finding.reason())
                .isEqualTo(
                        "2 weights of query, key and value packed are drawn as one: the mean square of"
                                + " blocks.0.attn.qkv.weight is 1 / 192 where each third by itself has 1 / 96");
        assertThat(finding.mend()).isEqualTo("draw each third of the rows by itself");
    }

    @Test
    void packedQueryKeyAndValueDrawnByThirdsAreNoFinding() {
        attention("xavier_uniform(gain=1.4142135623730951)");
        assertThat(findings()).isEmpty();
    }

    private void attention(String packed) {
        for (int i = 0; i < 2; i++) {
            file.draw("blocks." + i + ".attn.qkv.weight", packed, 288, 96)
                    .draw("blocks." + i + ".attn.proj.weight", "xavier_uniform", 96, 96)
                    .draw("blocks." + i + ".mlp.fc1.weight", "xavier_uniform", 384, 96)
                    .draw("blocks." + i + ".mlp.fc2.weight", "xavier_uniform", 96, 400);
        }
    }
}
