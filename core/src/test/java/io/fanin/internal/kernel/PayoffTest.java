package io.fanin.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PayoffTest {
    @Test
    void theFirstValuesAreTheScalarTwins() {
        Payoff payoff = new Payoff(1000);
        assertThat(payoff.pays(600)).isFalse();
        assertThat(payoff.pays(600)).isFalse();
        assertThat(payoff.pays(1)).isTrue();
        assertThat(payoff.pays(Integer.MAX_VALUE)).isTrue();
    }

    @Test
    void nothingIsHeldBackAtOnce() {
        assertThat(new Payoff(0).pays(1)).isTrue();
    }
}
