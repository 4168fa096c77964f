package io.fanin.check.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fanin.law.Constant;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DistributionsTest {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
    private static final Law BELL = new Normal(0, 1);
    private final Distributions distributions = new Distributions(TorchVersion.V2_10);

    private Distribution of(Law law, DType drawn, DType stored) {
        return distributions.of(law, drawn, stored, 1000).orElseThrow();
    }

    @Test
    void aFloat32UniformHasItsBoundsAndSteps() {
        Distribution law = of(new Uniform(-0.1, 0.3), DType.F32, DType.F32);
        assertThat(law.lower()).isEqualTo(-0.1f);
        assertThat(law.upper()).isEqualTo(0.3f);
        assertThat(law.atMost(0.1f)).isCloseTo(0.5, within(1e-6));
        assertThat(law.atMost(-0.11)).isZero();
        assertThat(law.atLeast(0.31)).isZero();
        assertThat(law.atom(0.01f)).isEqualTo(0x1p-24);
        assertThat(law.moments().mean()).isCloseTo(0.1, within(1e-7));
        assertThat(law.moments().second()).isCloseTo(0.16 / 12, within(1e-7));
    }

    @Test
    void aCastNormalHasWhatIsRoundedToEachValue() {
        Distribution law = of(BELL, DType.F32, DType.BF16);
        double one = STANDARD.probability(1 - 0x1p-9, 1 + 0x1p-8);
        assertThat(law.atom(1)).isCloseTo(one, Percentage.withPercentage(1e-6));
        assertThat(law.atMost(1))
                .isCloseTo(STANDARD.cumulativeProbability(1 + 0x1p-8), within(1e-12));
        assertThat(law.atLeast(1))
                .isCloseTo(STANDARD.survivalProbability(1 - 0x1p-9), within(1e-12));
        assertThat(law.moments().second()).isCloseTo(1, within(1e-4));
    }

    @Test
    void aNormalDrawnInBfloat16EndsAt3328AndIsOftenZero() {
        Distribution law = of(BELL, DType.BF16, DType.BF16);
        assertThat(law.upper()).isEqualTo(3.328125);
        assertThat(law.lower()).isEqualTo(-3.328125);
        assertThat(law.atom(0)).isCloseTo(0.00585, within(0.00001));
        assertThat(law.atMost(0) + law.atLeast(0)).isCloseTo(1 + law.atom(0), within(1e-12));
        assertThat(law.atMost(law.upper())).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"BF16", "F16"})
    void allValuesTogetherHaveProbabilityOne(DType half) {
        // Next to 0 a value counts as likely as a uniform of 24 bits, if it is less so: up to
        // 0.002.
        Law[] laws = {BELL, new Uniform(-0.1, 0.1), new TruncatedNormal(0, 0.02, -2, 2)};
        for (Law each : laws) {
            for (DType drawn : new DType[] {half, DType.F32}) {
                Distribution law = of(each, drawn, half);
                double sum = 0;
                double mean = 0;
                for (int bits = 0; bits < 1 << 16; bits++) {
                    float x =
                            half == DType.F16
                                    ? Float.float16ToFloat((short) bits)
                                    : Float.intBitsToFloat(bits << 16);
                    if (Float.isFinite(x) && bits != 0x8000) {
                        sum += law.atom(x);
                        mean += x * law.atom(x);
                    }
                }
                assertThat(sum).describedAs(each + " " + drawn).isBetween(0.99999, 1.002);
                assertThat(mean).isCloseTo(law.moments().mean(), within(1e-4));
            }
        }
    }

    @Test
    void aTruncatedNormalHasTheMomentsOfTheCutLaw() {
        LawMoments moments = of(new TruncatedNormal(1, 2, -3, 5), DType.F64, DType.F64).moments();
        assertThat(moments.mean()).isCloseTo(1, within(1e-9));
        // 1 − 2 · 2φ(2) / (Φ(2) − Φ(−2)), times 2².
        assertThat(moments.second()).isCloseTo(4 * 0.7737413, within(1e-6));
        assertThat(moments.skewness()).isCloseTo(0, within(1e-9));
    }

    @Test
    void momentsOfUniformsAndNormalsAreTheirs() {
        LawMoments even = of(new Uniform(0, 1), DType.F64, DType.F64).moments();
        assertThat(even.excess()).isCloseTo(-1.2, within(1e-9));
        assertThat(even.eighth()).isCloseTo(1 / 2304.0, within(1e-12));
        LawMoments bell = of(new Normal(3, 2), DType.F64, DType.F64).moments();
        assertThat(bell.mean()).isEqualTo(3);
        assertThat(bell.excess()).isCloseTo(0, within(1e-12));
        assertThat(bell.squareSkewness()).isCloseTo(Math.sqrt(8), within(1e-9));
        assertThat(bell.squareExcess()).isCloseTo(12, within(1e-9));
    }

    @Test
    void theTailOfFloat32NormalsEndsAt5768() {
        assertThat(NormalTail.BITS_24.above(5.77)).isZero();
        assertThat(NormalTail.BITS_24.above(5.76)).isPositive();
        assertThat(NormalTail.BITS_24.above(4.5))
                .isCloseTo(STANDARD.survivalProbability(4.5), Percentage.withPercentage(5));
        assertThat(of(BELL, DType.F32, DType.F32).surelyAbove(5.8)).isZero();
        assertThat(of(BELL, DType.F64, DType.F64).surelyAbove(5.8)).isPositive();
    }

    @Test
    void quantilesAreWhereTheProbabilitiesSay() {
        Distribution law = of(BELL, DType.F64, DType.F64);
        assertThat(Quantiles.lower(law, 0.025)).isCloseTo(-1.959964, within(1e-5));
        assertThat(Quantiles.upper(law, 1e-9)).isCloseTo(5.997807, within(1e-5));
        Distribution even = of(new Uniform(2, 4), DType.F64, DType.F64);
        assertThat(Quantiles.lower(even, 0.25)).isCloseTo(2.5, within(1e-6));
        assertThat(Quantiles.upper(even, 0.25)).isCloseTo(3.5, within(1e-6));
    }

    @Test
    void lawsWithoutSpreadAndIntegersHaveNone() {
        assertThat(distributions.of(new Constant(1), DType.F32, DType.F32, 10)).isEmpty();
        assertThat(distributions.of(new Normal(1, 0), DType.F32, DType.F32, 10)).isEmpty();
        assertThat(distributions.of(new Uniform(1, 1), DType.F32, DType.F32, 10)).isEmpty();
        assertThat(distributions.of(BELL, DType.I64, DType.I64, 10)).isEmpty();
    }

    @Test
    void aDistributionIsFoundOnce() {
        assertThat(of(BELL, DType.F16, DType.F16)).isSameAs(of(BELL, DType.F16, DType.F16));
    }

    @Test
    void aFewHalfPrecisionNormalsAreDrawnOneByOne() {
        Distribution few = distributions.of(BELL, DType.BF16, DType.BF16, 15).orElseThrow();
        assertThat(few.upper()).isPositive().isInfinite();
        assertThat(few.atom(0)).isLessThan(1e-30);
    }
}
