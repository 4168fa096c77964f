package io.fanin.internal.libm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pins the bits on every platform. The digests are those of what Debian 12's libm.so.6 (glibc
/// 2.36, x86-64 with FMA) gave for the same arguments.
class FrozenBitsTest {
    private static final int COUNT = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        "LOG, 5df9bb3ce35cda69c40fca3990c2c546874dcd19437afa47b7a6c1619052d10c",
        "LOG1P, ffaa9cec330dbb2e261ac35d69f53759e897911970f2ea3fe01fc585744e646a",
        "SIN, 0383164c8a91c9d28fc4453ea13c63b9976e94a40ce766d3494a4e9552cc34b1",
        "COS, 1d1b4bc91854b01d52fec93e3a46ba4c86a23812efdbd780a11dcc07be8189a4",
        "EXP, 77efe6dee996f9fb27174b6ff767d9d45f9e9bb301754e6b2baed78f4a23d5c0",
        "ERF, 2ed0dd26ead1de088ec8affb8219c85d866836594d7479bda17316dbabb75abf",
        "LOGF, 7a9bf089d4873da0b4c0e53531350ce8841a12093eeadd52248dfdf992fc9450",
        "EXPF, d9097f1d785b78ee22a1d1fc25905590a8ba556c592afc21877d81aafd8e6784",
        "ERFF, b1d6147f533aaa48cd72da5bb6bf5ff61b7eb9f5023518161cfa89bf61a34794",
    })
    void theBitsAreThoseOfGlibc(Twin twin, String digest) {
        double[] results = Arrays.stream(twin.arguments(COUNT)).map(twin::apply).toArray();
        assertThat(Digest.of(results)).isEqualTo(digest);
    }
}
