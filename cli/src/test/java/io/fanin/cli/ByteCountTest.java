package io.fanin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCountTest {
    @ParameterizedTest
    @CsvSource({
        "5GB, 5000000000",
        "5 gb, 5000000000",
        "1.5k, 1500",
        "512MiB, 536870912",
        "1TiB, 1099511627776",
        "17, 17",
        "17B, 17"
    })
    void aSizeHasADecimalOrABinaryUnit(String text, long bytes) {
        assertThat(ByteCount.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GB", "5XB", "-1", "5GB5", "1e3"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> ByteCount.parse(text))
                .hasMessage("must be a size such as 5GB, 512MiB or 1000000; got \"" + text + "\"");
    }

    @Test
    void noBytesAreRefusedAndTooMany() {
        assertThatThrownBy(() -> ByteCount.parse("0"))
                .hasMessage("must be at least 1 byte and less than 2^63; got \"0\"");
        assertThatThrownBy(() -> ByteCount.parse("9223372036855TB"))
                .hasMessage("must be at least 1 byte and less than 2^63; got \"9223372036855TB\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.00 kB",
        "9994, 9.99 kB",
        "9996, 10.0 kB",
        "46796528, 46.8 MB",
        "99960, 100 kB",
        "999600, 1.00 MB",
        "13476839424, 13.5 GB",
        "9223372036854775807, 9223372 TB"
    })
    void itPrintsThreeDigitsOrSo(long bytes, String text) {
        assertThat(new ByteCount(bytes)).hasToString(text);
    }
}
