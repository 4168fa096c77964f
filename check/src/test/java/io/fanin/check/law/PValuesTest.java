package io.fanin.check.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PValuesTest {
    private static final Offset<Double> DIGITS = within(1e-6);

    @Test
    void theLeastOfSeveralIsWorthLess() {
        assertThat(PValues.together(0.01, 0.5, 1)).isCloseTo(1 - 0.99 * 0.99 * 0.99, DIGITS);
        assertThat(PValues.together(1e-20, 1)).isCloseTo(2e-20, Percentage.withPercentage(0.001));
        assertThat(PValues.together()).isOne();
        assertThat(PValues.together(0, 1)).isZero();
    }

    @Test
    void aLevelSharedIsTheLevelTogether() {
        double each = PValues.level(1e-6, 100);
        assertThat(PValues.ofLeast(each, 100)).isCloseTo(1e-6, within(1e-15));
    }

    @Test
    void knownQuantilesHaveTheirProbabilities() {
        assertThat(PValues.normal(-1.959963985)).isCloseTo(0.05, DIGITS);
        assertThat(PValues.ofSum(9.487729037, 4, 8)).isCloseTo(0.05, DIGITS);
        assertThat(PValues.chiSquare(11.14328678, 4)).isCloseTo(0.05, DIGITS);
        assertThat(PValues.chiSquare(0.484418557, 4)).isCloseTo(0.05, DIGITS);
    }

    @Test
    void kolmogorovsQuantileOfManyValues() {
        assertThat(PValues.kolmogorov(1.3581 / 1000, 1e6)).isCloseTo(0.05, within(1e-4));
        assertThat(PValues.kolmogorov(0, 1000)).isOne();
    }

    @Test
    void aSkewedStatisticHasALongAndAShortTail() {
        // A sum of squares of 8 values: mean 8, variance 16, skewness 1.
        assertThat(PValues.skewed((26.124 - 8) / 4, 1)).isCloseTo(0.002, within(1e-5));
        assertThat(PValues.skewed((0.857 - 8) / 4, 1)).isCloseTo(0.002, within(1e-5));
        assertThat(PValues.skewed(-(26.124 - 8) / 4, -1)).isCloseTo(0.002, within(1e-5));
        assertThat(PValues.skewed(-3, 1)).isZero();
        assertThat(PValues.skewed(1.959963985, 0)).isCloseTo(0.05, DIGITS);
    }
}
