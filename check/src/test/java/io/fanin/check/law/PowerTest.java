package io.fanin.check.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.distribution.Distributions;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Uniform;
import io.fanin.tensor.DType;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PowerTest {
    private static final double ALPHA = 1e-6;
    private static final Law BELL = new Normal(0, 1);

    private static Power of(Law law, DType dtype, long count) {
        return Power.of(
                new Distributions(Drawn.VERSION).of(law, dtype, dtype, count).orElseThrow(),
                count,
                PValues.level(ALPHA, 5));
    }

    /// The quantile of 600 vectors is off by 2 % as a rule.
    @ParameterizedTest
    @EnumSource(PowerTables.Deviation.class)
    void whatCouldHaveBeenSeenIsSeenWithin10Percent(PowerTables.Deviation deviation) {
        double said = PowerTables.said(deviation, 64, ALPHA);
        double[] measured = PowerTables.measured(deviation, 64, 600, ALPHA)[0];
        assertThat(PowerTables.quantile(measured)).isCloseTo(said, Percentage.withPercentage(10));
    }

    @Test
    void sentencesNameTheCountAndTheDeviation() {
        assertThat(of(BELL, DType.F32, 64).sentence())
                .isEqualTo("64 values: a standard deviation off by 87 % or more");
        assertThat(of(BELL, DType.F32, 1_000_000).sentence())
                .isEqualTo("1,000,000 values: a standard deviation off by 0.53 % or more");
        assertThat(of(new Uniform(-1, 1), DType.F32, 1000).sentence())
                .isEqualTo("1,000 values: a standard deviation off by 1.6 % or more");
    }

    @Test
    void aFewValuesSayHardlyAnything() {
        assertThat(of(BELL, DType.F32, 1).sentence()).isEqualTo("1 value: hardly any deviation");
        assertThat(of(BELL, DType.F32, 2).sentence()).isEqualTo("2 values: hardly any deviation");
    }

    @Test
    void moreValuesSayMore() {
        double before = Double.POSITIVE_INFINITY;
        for (long count = 16; count <= 1L << 30; count *= 4) {
            Power power = of(BELL, DType.F32, count);
            assertThat(power.wider()).isLessThan(before);
            assertThat(power.narrower()).isBetween(0.0, 1.0);
            assertThat(power.mean())
                    .isCloseTo(
                            of(BELL, DType.F32, 4 * count).mean() * 2,
                            Percentage.withPercentage(0.01));
            before = power.wider();
        }
    }

    @Test
    void boundsSayMoreThanSums() {
        Power bell = of(BELL, DType.F32, 100_000);
        Power even = of(new Uniform(-1, 1), DType.F32, 100_000);
        assertThat(even.wider()).isLessThan(bell.wider() / 100);
        assertThat(even.narrower()).isLessThan(bell.narrower() / 50);
    }
}
