package io.fanin.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A small study: 12 seeds, 4 more for each of two learning rates, 150 steps.
class StudyTest {
    private static final Study SMALL = new Study(12, 4, List.of(0.03, 0.3), 150, 0.1);
    private static final List<Scheme> SCHEMES = Scheme.notebook();

    @Test
    void everySchemeIsSummarizedInItsPlaceWithARateThatWasTried() {
        List<Summary> summaries = SMALL.run(Dataset.xor(), Activation.RELU, SCHEMES, _ -> {});
        assertThat(summaries).extracting(Summary::scheme).isEqualTo(SCHEMES);
        assertThat(summaries)
                .allSatisfy(each -> {
                    assertThat(each.outcomes()).hasSize(12);
                    assertThat(each.learningRate()).isIn(0.03, 0.3);
                    assertThat(each.outcomes())
                            .allSatisfy(outcome -> {
                                assertThat(outcome.solvedAt()).isBetween(-1, 150);
                                assertThat(outcome.rank()).isBetween(0, 2);
                                assertThat(outcome.alikeness()).isBetween(0.0, 1.00001);
                            });
                });
        assertThat(summaries.getLast().solved()).isPositive();
    }

    @Test
    void aZeroNetworkStaysSilentAndEqualNeuronsStayEqual() {
        List<Summary> summaries =
                SMALL.run(Dataset.xor(), Activation.RELU, SCHEMES.subList(0, 2), _ -> {});
        assertThat(summaries.get(0).outcomes())
                .allSatisfy(outcome -> {
                    assertThat(outcome.silent()).isTrue();
                    assertThat(outcome.rank()).isZero();
                    assertThat(outcome.alikeness()).isEqualTo(1);
                    assertThat(outcome.solved()).isFalse();
                });
        assertThat(summaries.get(1).outcomes())
                .allSatisfy(outcome -> {
                    assertThat(outcome.silent()).isFalse();
                    assertThat(outcome.rank()).isEqualTo(1);
                });
    }

    @Test
    void theResultDependsOnTheArgumentsAlone() {
        List<Double> shares = new ArrayList<>();
        Dataset moons = Dataset.twoMoons(20, 0.1, 0);
        List<Summary> watched = SMALL.run(moons, Activation.TANH, SCHEMES, shares::add);
        assertThat(SMALL.run(moons, Activation.TANH, SCHEMES, _ -> {})).isEqualTo(watched);
        assertThat(shares).isSorted().first().isEqualTo(0.0);
        assertThat(shares).last().isEqualTo(1.0);
    }

    @Test
    void aSchemesResultDoesNotDependOnTheSchemesBesideIt() {
        List<Summary> all = SMALL.run(Dataset.xor(), Activation.RELU, SCHEMES, _ -> {});
        List<Summary> alone =
                SMALL.run(Dataset.xor(), Activation.RELU, SCHEMES.subList(4, 5), _ -> {});
        assertThat(alone.getFirst().solved()).isEqualTo(all.getLast().solved());
        assertThat(alone.getFirst().learningRate()).isEqualTo(all.getLast().learningRate());
    }
}
