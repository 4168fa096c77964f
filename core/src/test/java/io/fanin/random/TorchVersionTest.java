package io.fanin.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchVersionTest {
    @Test
    void aVersionIsReadHoweverItsBuildCallsItself() {
        assertThat(TorchVersion.parse("1.13.0a0")).isEqualTo(TorchVersion.V1_13);
        assertThat(TorchVersion.parse("1.13.1")).isEqualTo(TorchVersion.V1_13);
        assertThat(TorchVersion.parse("2.10.0+cpu")).isEqualTo(TorchVersion.V2_10);
        assertThat(TorchVersion.parse("2.10")).isEqualTo(TorchVersion.V2_10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0", "2.1", "1.1", "1.130.0", "v2.10", ""})
    void aVersionWhoseBitsAreNotKnownIsRefused(String text) {
        assertThatThrownBy(() -> TorchVersion.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "PyTorch \""
                                + text
                                + "\": only the bits of 1.13 and 2.10 are known; other versions draw"
                                + " other bits in places (from 2.12 on trunc_normal_ uses rejection"
                                + " sampling)");
    }
}
