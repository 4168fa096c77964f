package io.fanin.check.untrained;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Finding.Rows;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Severity;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawMemoryTest {
    private static final String NAME = "fc.weight";
    private final RawMemory rule = new RawMemory();
    private final Random random = new Random(1);

    private List<Finding> look(Tensor tensor) {
        return rule.look(Subjects.of(NAME, tensor));
    }

    private static Tensor text(DType dtype, long... dims) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(dims));
        byte[] bytes =
                "the quick brown fox jumps over the lazy dog and runs on "
                        .repeat((int) tensor.segment().byteSize() / 56 + 1)
                        .getBytes(StandardCharsets.US_ASCII);
        MemorySegment.copy(
                MemorySegment.ofArray(bytes), 0, tensor.segment(), 0, tensor.segment().byteSize());
        return tensor;
    }

    @Test
    void pointersAreRawMemory() {
        Tensor tensor = new TrainedWeights(1).matrix(64, 64);
        for (int i = 0; i < 40; i += 2) {
            tensor.setBits(i, random.nextInt());
            tensor.setBits(i + 1, 0x00007f12);
        }

        assertThat(look(tensor))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(Kind.RAW_MEMORY);
                    assertThat(found.severity()).isEqualTo(Severity.ERROR);
                    assertThat(found.reason())
                            .isEqualTo(
                                    "20 of 4,096 values are the upper halves of pointers, such as"
                                            + " 0x00007f12 at 39");
                    assertThat(found.mend())
                            .isEqualTo(
                                    "write the tensor before it is saved: allocating it, as torch.empty"
                                            + " and to_empty do, leaves what was in memory");
                });
    }

    @Test
    void pointersInFloat64AreWholeOnes() {
        Tensor tensor = new TrainedWeights(1).matrix(DType.F64, 64, 64);
        for (int i = 0; i < 40; i++) {
            tensor.setBits(i, 0x00007f1200000000L + random.nextInt(1 << 30));
        }

        assertThat(look(tensor))
                .singleElement()
                .satisfies(found ->
                        assertThat(found.reason())
                                .startsWith("40 of 4,096 values are pointers, such as 0x00007f12"));
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = "I64", mode = EnumSource.Mode.EXCLUDE)
    void textIsRawMemory(DType dtype) {
        assertThat(look(text(dtype, 32, 32)))
                .singleElement()
                .extracting(Finding::reason)
                .isEqualTo("1,024 of 1,024 values are printable text, byte by byte");
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = "I64", mode = EnumSource.Mode.EXCLUDE)
    void arbitraryBytesAreRawMemory(DType dtype) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(64, 64));
        byte[] bytes = new byte[(int) tensor.segment().byteSize()];
        random.nextBytes(bytes);
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, tensor.segment(), 0, bytes.length);

        assertThat(look(tensor))
                .singleElement()
                .extracting(Finding::reason)
                .asString()
                .endsWith(
                        "and spread over powers of two as arbitrary bytes are, not as any law's values");
    }

    @Test
    void theRowsThatHoldItAreNamed() {
        Tensor tensor = new TrainedWeights(1).matrix(64, 64);
        byte[] bytes = new byte[3 * 64 * 4];
        random.nextBytes(bytes);
        for (int i = 3; i < bytes.length; i += 4) {
            bytes[i] &= 0x7e;
        }
        MemorySegment.copy(
                MemorySegment.ofArray(bytes), 0, tensor.segment(), 10 * 64 * 4, bytes.length);

        assertThat(look(tensor))
                .singleElement()
                .extracting(Finding::rows)
                .isEqualTo(List.of(new Rows(10, 12)));
    }

    @Test
    void smallIntegersAreRawMemory() {
        Tensor tensor = Tensor.zeros(DType.F32, Shape.of(64, 64));
        for (int i = 0; i < 4096; i++) {
            tensor.setBits(i, random.nextInt(50_000));
        }

        assertThat(look(tensor))
                .singleElement()
                .extracting(Finding::reason)
                .asString()
                .endsWith(
                        "of 4,096 values are small integers, byte by byte: denormal and all positive");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void trainedWeightsAreNone(long seed) {
        for (DType dtype : List.of(DType.F64, DType.F32, DType.BF16, DType.F16)) {
            assertThat(look(new TrainedWeights(seed).matrix(dtype, 64, 64))).isEmpty();
        }
    }

    @Test
    void weightsOfDeadUnitsThatDecayedAreNone() {
        Tensor tensor = new TrainedWeights(1).matrix(64, 64);
        for (int i = 0; i < 32 * 64; i++) {
            tensor.set(i, random.nextGaussian() * Math.pow(10, -25 - random.nextInt(22)));
        }

        assertThat(look(tensor)).isEmpty();
    }

    @Test
    void weightsThatExplodedAreNone() {
        Tensor tensor = new TrainedWeights(1).matrix(64, 64);
        for (int i = 0; i < 4096; i++) {
            tensor.set(i, tensor.get(i) * 1e14);
        }

        assertThat(look(tensor)).isEmpty();
    }

    @Test
    void aFlippedBitIsNone() {
        Tensor tensor = new TrainedWeights(1).matrix(64, 64);
        tensor.set(100, 1e38);

        assertThat(look(tensor)).isEmpty();
    }

    @Test
    void variancesOfDeadChannelsAreNone() {
        Tensor tensor = Tensor.zeros(DType.F32, Shape.of(256));
        for (int i = 0; i < 256; i++) {
            tensor.set(i, i < 128 ? 1 + random.nextDouble() : 1e-40 * random.nextDouble());
        }

        assertThat(rule.look(Subjects.of("bn.running_var", tensor))).isEmpty();
    }
}
