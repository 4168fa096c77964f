package io.fanin.check.untrained;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartlyUnwrittenTest {
    private final PartlyUnwritten rule = new PartlyUnwritten();
    private final Tensor tensor = new TrainedWeights(1).matrix(128, 64);

    private List<Finding> look(String name, Tensor tensor) {
        return rule.look(Subjects.of(name, tensor));
    }

    private static void fill(Tensor part, double value) {
        for (long i = 0; i < part.shape().count(); i++) {
            part.set(i, value);
        }
    }

    @Test
    void aShardThatNobodyWroteIsAnError() {
        fill(tensor.narrow(0, 96, 32), 0);

        assertThat(look("fc.weight", tensor))
                .containsExactly(
                        new Finding(
                                Kind.PARTLY_UNWRITTEN,
                                Severity.ERROR,
                                List.of("fc.weight"),
                                List.of(new Rows(96, 127)),
                                "32 of 128 rows hold 0 throughout (part 4 of 4 equal ones), while the others do"
                                        + " not",
                                "write the part, and look for the shard or the rank that was left out"));
    }

    @Test
    void aShardOfColumnsThatNobodyWroteIsAnError() {
        fill(tensor.narrow(1, 0, 32), 0);

        assertThat(look("fc.weight", tensor))
                .containsExactly(
                        new Finding(
                                Kind.PARTLY_UNWRITTEN,
                                Severity.ERROR,
                                List.of("fc.weight"),
                                List.of(),
                                "32 of 64 columns, 0 to 31, hold 0 throughout (part 1 of 2 equal ones), while"
                                        + " the others do not",
                                "write the part, and look for the shard or the rank that was left out"));
    }

    @Test
    void aShardOfAnEmbeddingIsAnErrorToo() {
        fill(tensor.narrow(0, 64, 64), 0);

        assertThat(look("embed_tokens.weight", tensor))
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.ERROR);
    }

    @Test
    void otherRowsMayHaveBeenPruned() {
        fill(tensor.narrow(0, 7, 1), 0);
        fill(tensor.narrow(0, 90, 2), 0.5);

        assertThat(look("fc.weight", tensor))
                .containsExactly(
                        new Finding(
                                Kind.PARTLY_UNWRITTEN,
                                Severity.WARNING,
                                List.of("fc.weight"),
                                List.of(new Rows(7, 7), new Rows(90, 91)),
                                "3 of 128 rows hold 0 or one value throughout, while the others do not",
                                "write the values, or allow partly-unwritten if they were pruned"));
    }

    @Test
    void paddingRowsOfEmbeddingsAreNone() {
        fill(tensor.narrow(0, 0, 1), 0);

        assertThat(look("embed_tokens.weight", tensor)).isEmpty();
    }

    @Test
    void aFewColumnsOfZerosAreInputsThatNeverVary() {
        fill(tensor.narrow(1, 10, 3), 0);

        assertThat(look("fc.weight", tensor)).isEmpty();
    }

    @Test
    void zerosAmongOtherValuesAreNone() {
        for (int i = 0; i < 4096; i++) {
            tensor.set(2L * i, 0);
        }

        assertThat(look("fc.weight", tensor)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eye", "sparse(0.9)", "orthogonal", "zeros", "ones"})
    void lawsThatHaveZerosAreNone(String scheme) {
        Tensor drawn = Tensor.zeros(DType.F32, Shape.of(128, 64));
        TorchGenerator.seed(1).fill(drawn, TorchInit.parse(scheme));

        assertThat(look("fc.weight", drawn)).isEmpty();
    }

    @Test
    void biasesAreNone() {
        Tensor bias = new TrainedWeights(1).vector(128, 0);
        fill(bias.narrow(0, 64, 64), 0);

        assertThat(look("fc.bias", bias)).isEmpty();
    }
}
