package io.fanin.check.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CountTest {
    @Test
    void findsAreAsLikelyAsPoissonSays() {
        assertThat(new Count("zeros", 0.5, 0).component().pValue()).isOne();
        assertThat(new Count("zeros", 0.5, 1).component().pValue())
                .isCloseTo(1 - Math.exp(-0.5), within(1e-12));
        assertThat(new Count("zeros", 0.5, 2).component().pValue())
                .isCloseTo(1 - 1.5 * Math.exp(-0.5), within(1e-12));
        assertThat(new Count("zeros", 0, 1).component().pValue()).isLessThan(1e-300);
    }

    @Test
    void moreThanOneExpectedIsNotRare() {
        assertThat(new Count("zeros", 1, 0).isRare()).isTrue();
        assertThat(new Count("zeros", 1.001, 0).isRare()).isFalse();
    }

    @Test
    void whatCannotBeFoundDoesNotDiluteTheRest() {
        Component mean = new Component("mean", 0, 1, 0.01);
        Count rows = new Count("equal rows", 1e-12, 0);
        LawVerdict verdict = LawVerdict.of(List.of(mean), List.of(rows));
        assertThat(verdict.pValue()).isCloseTo(0.01, within(1e-11));
        assertThat(verdict.components()).containsExactly(mean);
    }

    @Test
    void theLevelThatCountsAttainIsTakenIntoAccount() {
        Component mean = new Component("mean", 0, 1, 0.1);
        // One find or more: 0.095; two or more: 0.0047.
        Count rows = new Count("equal rows", 0.1, 1);
        LawVerdict verdict = LawVerdict.of(List.of(mean), List.of(rows));
        double one = 1 - Math.exp(-0.1);
        assertThat(verdict.worst().name()).isEqualTo("equal rows");
        assertThat(verdict.pValue()).isCloseTo(one + one, within(1e-12));
    }
}
