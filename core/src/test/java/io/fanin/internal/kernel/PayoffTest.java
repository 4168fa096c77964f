package io.fanin.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PayoffTest {
    @Test
    void theFirstValuesAreTheScalarTwins() {
        Payoff payoff = new Payoff(1000);
        assertThat(payoff.isReached(600)).isFalse();
        assertThat(payoff.isReached(600)).isFalse();
        assertThat(payoff.isReached(1)).isTrue();
        assertThat(payoff.isReached(Integer.MAX_VALUE)).isTrue();
    }

    @Test
    void nothingIsHeldBackAtOnce() {
        assertThat(new Payoff(0).isReached(1)).isTrue();
    }
}
