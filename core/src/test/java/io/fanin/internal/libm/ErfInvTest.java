package io.fanin.internal.libm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErfInvTest {
    /// ```python
    /// y = (np.arange(1 << 24) * 2.0**-23 - 1).astype(np.float32)
    /// hashlib.sha256(torch.erfinv(torch.from_numpy(y)).numpy().tobytes()).hexdigest()
    /// ```
    ///
    /// PyTorch 1.13.1 and libtorch 2.10, with AVX2 and with AVX-512, all give it.
    private static final String EVERY_UNIFORM_FLOAT =
            "d3ab86955b1f11b26e6c1504a6b999a9479e541474c2db68bf302375721c6c21";

    /// The same for `y = (np.arange(1 << 20) + 1/3) * 2.0**-19 - 1` in float64.
    private static final String DOUBLE_SWEEP =
            "c9336238308e8d4ee30720426713cbeaed27b72d6c43e275789682b1731271da";

    @Test
    void everyFloatThatUniformCanDrawGivesTorchsBits() {
        float[] x = new float[1 << 24];
        for (int k = 0; k < x.length; k++) {
            x[k] = ErfInvF.erfinvf(k * 0x1p-23f - 1.0f);
        }
        assertThat(Digest.of(x)).isEqualTo(EVERY_UNIFORM_FLOAT);
    }

    @Test
    void aSweepOfDoublesGivesTorchsBits() {
        double[] x = new double[1 << 20];
        for (int k = 0; k < x.length; k++) {
            x[k] = ErfInv.erfinv((k + 1.0 / 3.0) * 0x1p-19 - 1.0);
        }
        assertThat(Digest.of(x)).isEqualTo(DOUBLE_SWEEP);
    }

    @Test
    void minusOneAndOneGiveTheInfinities() {
        assertThat(ErfInv.erfinv(-1.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ErfInv.erfinv(1.0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(ErfInvF.erfinvf(-1.0f)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(ErfInvF.erfinvf(1.0f)).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(floats = {-1.0000001f, 1.0000001f, Float.POSITIVE_INFINITY, Float.NaN})
    void whatLiesBeyondOneGivesNan(float y) {
        assertThat(ErfInvF.erfinvf(y)).isNaN();
        assertThat(ErfInv.erfinv(y)).isNaN();
    }
}
