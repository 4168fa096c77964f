package io.fanin.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fanin.init.Initializers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Scheme SCHEME = new Scheme("any", Initializers.zeros());

    private static Outcome solvedAt(int steps) {
        return new Outcome(steps, 0.05, 2, 0.5, false);
    }

    private static Summary solved(int solved, int all) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            outcomes.add(solvedAt(i < solved ? 10 : -1));
        }
        return new Summary(SCHEME, 0.1, outcomes);
    }

    @Test
    void theIntervalIsWilsonsWorkedByHand() {
        // z = 1.959964, n = 100, p = 0.56: middle (p + z²/2n) / (1 + z²/n) = 0.557780,
        // half-width z · √(p(1 − p)/n + z²/4n²) / (1 + z²/n) = 0.095508
        Summary summary = solved(56, 100);
        assertThat(summary.share()).isEqualTo(0.56);
        assertThat(summary.shareAtLeast()).isCloseTo(0.462, within(0.0005));
        assertThat(summary.shareAtMost()).isCloseTo(0.653, within(0.0005));
    }

    @Test
    void theIntervalOfNoneAndOfAllReachesItsEnd() {
        // z² / (n + z²) = 3.841459 / 103.841459
        assertThat(solved(0, 100).shareAtLeast()).isCloseTo(0, within(1e-12));
        assertThat(solved(0, 100).shareAtMost()).isCloseTo(0.036994, within(1e-6));
        assertThat(solved(100, 100).shareAtLeast()).isCloseTo(1 - 0.036994, within(1e-6));
        assertThat(solved(100, 100).shareAtMost()).isCloseTo(1, within(1e-12));
    }

    @Test
    void theMedianCountsOnlyWhatSolved() {
        Summary odd =
                new Summary(
                        SCHEME,
                        0.1,
                        List.of(solvedAt(30), solvedAt(-1), solvedAt(10), solvedAt(80)));
        assertThat(odd.medianSteps()).hasValue(30);
        Summary even = new Summary(SCHEME, 0.1, List.of(solvedAt(30), solvedAt(-1), solvedAt(11)));
        assertThat(even.medianSteps()).hasValue(20.5);
        assertThat(solved(0, 3).medianSteps()).isEmpty();
    }

    @Test
    void aNetworkThatNeedsNoStepSolvesToo() {
        assertThat(new Summary(SCHEME, 0.1, List.of(solvedAt(0))).solved()).isEqualTo(1);
    }

    @Test
    void meansAreOverAllNetworks() {
        Summary summary =
                new Summary(
                        SCHEME,
                        0.1,
                        List.of(
                                new Outcome(5, 0.25, 2, 0.5, false),
                                new Outcome(-1, 0.75, 1, 1, false)));
        assertThat(summary.meanLoss()).isEqualTo(0.5);
        assertThat(summary.meanRank()).isEqualTo(1.5);
        assertThat(summary.meanAlikeness()).isEqualTo(0.75);
    }

    @Test
    void fishersTestGivesItsTextbookValue() {
        // The tea of eight cups, three of four right: (16 + 1 + 16 + 1) / 70 two-sided.
        assertThat(solved(3, 4).pValueAgainst(solved(1, 4))).isCloseTo(34.0 / 70, within(1e-12));
        assertThat(solved(4, 4).pValueAgainst(solved(0, 4))).isCloseTo(2.0 / 70, within(1e-12));
    }

    @Test
    void whereAllOrNoneSolveThereIsNoDifference() {
        assertThat(solved(0, 5).pValueAgainst(solved(0, 5))).isEqualTo(1);
        assertThat(solved(5, 5).pValueAgainst(solved(5, 5))).isEqualTo(1);
    }
}
