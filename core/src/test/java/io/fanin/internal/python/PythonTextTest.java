package io.fanin.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Expected values: Python 3.11's `repr`.
class PythonTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0",
                "-0.0",
                "1.0",
                "-2.5",
                "0.1",
                "0.0001",
                "0.00012345",
                "1e-05",
                "1.5e-07",
                "1e-100",
                "5e-324",
                "1e-323",
                "2.2250738585072014e-308",
                "0.3333333333333333",
                "0.30000000000000004",
                "100000.0",
                "123456789.125",
                "1000000000000000.0",
                "9999999999999998.0",
                "1e+16",
                "1.2345678901234567e+19",
                "1e+22",
                "2e+22",
                "1.7976931348623157e+308",
            })
    void printsFloatsAsPythonDoes(String printed) {
        assertThat(PythonText.decimal(Double.parseDouble(printed))).isEqualTo(printed);
        assertThat(PythonText.number(Double.parseDouble(printed))).isEqualTo(printed);
    }

    @Test
    void printsWhatIsNotFinite() {
        assertThat(PythonText.decimal(Double.NaN)).isEqualTo("nan");
        assertThat(PythonText.decimal(Double.POSITIVE_INFINITY)).isEqualTo("inf");
        assertThat(PythonText.decimal(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
    }

    @Test
    void tellsIntsFromFloats() {
        assertThat(PythonText.number(1L)).isEqualTo("1");
        assertThat(PythonText.number(1)).isEqualTo("1");
        assertThat(PythonText.number(1.0)).isEqualTo("1.0");
        assertThat(PythonText.number(null)).isEqualTo("None");
    }

    @Test
    void printsFlagsAndTuples() {
        assertThat(PythonText.flag(true)).isEqualTo("True");
        assertThat(PythonText.flag(false)).isEqualTo("False");
        assertThat(PythonText.tuple(List.of())).isEqualTo("()");
        assertThat(PythonText.tuple(List.of(3L))).isEqualTo("(3,)");
        assertThat(PythonText.tuple(List.of(3L, 5L))).isEqualTo("(3, 5)");
    }

    @Test
    void quotesStrings() {
        assertThat(PythonText.quoted("none")).isEqualTo("'none'");
        assertThat(PythonText.quoted("it's")).isEqualTo("\"it's\"");
        assertThat(PythonText.quoted("'\"")).isEqualTo("'\\'\"'");
        assertThat(PythonText.quoted("a\n\t\r\\b")).isEqualTo("'a\\n\\t\\r\\\\b'");
    }
}
