package io.fanin.internal.libm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpecialValuesTest {
    /// What ISO C says of the functions, annex F.
    @ParameterizedTest
    @CsvSource({
        "LOG, 1, 0",
        "LOG, 0, -Infinity",
        "LOG, -0.0, -Infinity",
        "LOG, -1, NaN",
        "LOG, Infinity, Infinity",
        "LOG1P, 0, 0",
        "LOG1P, -0.0, -0.0",
        "LOG1P, -1, -Infinity",
        "LOG1P, -2, NaN",
        "LOG1P, Infinity, Infinity",
        "SIN, 0, 0",
        "SIN, -0.0, -0.0",
        "SIN, Infinity, NaN",
        "COS, 0, 1",
        "COS, -0.0, 1",
        "COS, -Infinity, NaN",
        "EXP, 0, 1",
        "EXP, -Infinity, 0",
        "EXP, Infinity, Infinity",
        "EXP, 710, Infinity",
        "EXP, -746, 0",
        "ERF, 0, 0",
        "ERF, -0.0, -0.0",
        "ERF, Infinity, 1",
        "ERF, -Infinity, -1",
        "LOGF, 1, 0",
        "LOGF, 0, -Infinity",
        "LOGF, -0.0, -Infinity",
        "LOGF, -1, NaN",
        "LOGF, Infinity, Infinity",
        "EXPF, 0, 1",
        "EXPF, -Infinity, 0",
        "EXPF, Infinity, Infinity",
        "EXPF, 89, Infinity",
        "EXPF, -104, 0",
        "EXPF, -103.5, 1.401298464324817E-45",
        "ERFF, 0, 0",
        "ERFF, -0.0, -0.0",
        "ERFF, Infinity, 1",
        "ERFF, -Infinity, -1",
    })
    void specialArgumentsGiveTheValuesOfTheStandard(Twin twin, double x, double value) {
        assertThat(Double.doubleToLongBits(twin.apply(x)))
                .isEqualTo(Double.doubleToLongBits(value));
    }

    @ParameterizedTest
    @EnumSource
    void nanGivesNan(Twin twin) {
        assertThat(twin.apply(Double.NaN)).isNaN();
    }

    @Test
    void anAngleThatGlibcReducesInAnotherWayIsRefusedWithTheWholeMessage() {
        String message = "x: must be below 105414336 in magnitude, is -1.05414336E8";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SinCos.sin(-105414336.0))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SinCos.cos(-105414336.0))
                .withMessage(message);
    }

    @Test
    void theLastAngleBelowTheLimitIsTaken() {
        assertThat(SinCos.sin(Math.nextDown(105414336.0))).isBetween(-1.0, 1.0);
    }
}
