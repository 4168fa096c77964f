package io.fanin.check.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fanin.tensor.DType;
import org.junit.jupiter.api.Test;

class DecimalTest {
    @Test
    void decimalsOfARangeComeFromTheShortest() {
        assertThat(Decimal.between(0.0194, 0.0206))
                .startsWith(0.02, 0.0194, 0.0195)
                .hasSize(13)
                .endsWith(0.0206);
        assertThat(Decimal.between(0.8, 2)).startsWith(0.8, 0.9, 1.0, 2.0, 0.81);
        assertThat(Decimal.between(0.00123456, 0.00123457)).isEmpty();
    }

    @Test
    void digitsLeaveOutZerosAtTheEnd() {
        assertThat(Decimal.digits(0.02)).isEqualTo(1);
        assertThat(Decimal.digits(0.025)).isEqualTo(2);
        assertThat(Decimal.digits(100)).isEqualTo(1);
    }

    @Test
    void shortestDecimalIsRoundedToTheValue() {
        assertThat(Decimal.shortest(DType.BF16.round(0.1), DType.BF16)).isEqualTo(0.1);
        assertThat(Decimal.shortest(DType.F32.round(-1.25e-7), DType.F32)).isEqualTo(-1.25e-7);
        assertThat(Decimal.shortest(1 / 3.0, DType.F64)).isEqualTo(1 / 3.0);
    }

    @Test
    void spacingOfHalfPrecisionIsThatTowardsZero() {
        assertThat(Decimal.spacing(1.5, DType.BF16)).isEqualTo(0x1p-7);
        assertThat(Decimal.spacing(-1, DType.BF16)).isEqualTo(0x1p-8);
        assertThat(Decimal.spacing(1.5, DType.F16)).isEqualTo(0x1p-10);
        assertThat(Decimal.spacing(0, DType.F16)).isEqualTo(0x1p-24);
        assertThat(Decimal.spacing(0, DType.BF16)).isCloseTo(0x1p-133, within(0.0));
    }
}
