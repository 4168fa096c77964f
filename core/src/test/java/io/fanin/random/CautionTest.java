package io.fanin.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.init.Initializers;
import io.fanin.law.TruncatedNormal;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CautionTest {
    private final TorchCpu sampler = new TorchCpu(TorchVersion.V2_10, 0);

    @Test
    void aDeviationTooSmallForItsBoundsIsToldOf() {
        assertThat(sampler.caution(Initializers.truncNormal(0, 0.02), DType.F32))
                .contains(
                        "N(0, 0.02²) on [-2, 2] in float32: one value in 16,777,216 comes out as the lower bound, 100"
                                + ".0 standard deviations from the mean; take bounds within 5 standard deviations");
        assertThat(sampler.caution(Initializers.truncNormal(0, 0.5), DType.BF16).orElseThrow())
                .contains("one value in 256 ");
    }

    @Test
    void ordinaryLawsAreNot() {
        assertThat(sampler.caution(Initializers.truncNormal(), DType.F32)).isEmpty();
        assertThat(sampler.caution(Initializers.normal(0, 0.02), DType.F32)).isEmpty();
        assertThat(sampler.caution(new TruncatedNormal(0, 0.02, -0.1, 0.1), DType.F32)).isEmpty();
    }

    @Test
    void bfloat16DrawsShowTheOutliersThatTheCautionNames() {
        Tensor values = Tensor.zeros(DType.BF16, Shape.of(1 << 16));
        TorchGenerator.seed(1).fill(values, Initializers.truncNormal(0, 0.1));
        long outliers = 0;
        for (long i = 0; i < values.shape().count(); i++) {
            outliers += values.get(i) == -2 ? 1 : 0;
        }
        assertThat(outliers).isBetween(160L, 360L); // 256 expected, deviation 16
    }
}
