package io.fanin.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole tensors cast against single values, which [DType#round] defines.
class CastTest {
    private static final List<DType> FLOATING =
            List.of(DType.F32, DType.F64, DType.F16, DType.BF16);

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (DType from : FLOATING) {
            for (DType to : FLOATING) {
                pairs.add(Arguments.of(from, to));
            }
        }
        return pairs.stream();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aTensorIsCastAsItsValuesAre(DType from, DType to) {
        Random random = new Random(7);
        // More than a block, and no multiple of one.
        Tensor source = Tensor.zeros(from, Shape.of(5003));
        for (long i = 0; i < source.shape().count(); i++) {
            source.setBits(i, random.nextLong());
        }
        Tensor target = Tensor.zeros(to, source.shape());
        target.copy(source);

        Tensor expected = Tensor.zeros(to, source.shape());
        for (long i = 0; i < source.shape().count(); i++) {
            if (Double.isNaN(source.get(i))) {
                assertThat(target.get(i)).isNaN();
                continue;
            }
            expected.set(i, source.get(i));
            assertThat(target.bits(i)).as("%s", source.get(i)).isEqualTo(expected.bits(i));
        }
    }

    @Test
    void bfloat16RoundsToNearestEvenAndKeepsNans() {
        assertThat(BFloat16.of(1.00390625f)).as("1 + half a step").isEqualTo((short) 0x3f80);
        assertThat(BFloat16.of(1.01171875f)).as("1 + 1.5 steps").isEqualTo((short) 0x3f82);
        assertThat(BFloat16.of(Float.MAX_VALUE)).as("beyond").isEqualTo((short) 0x7f80);
        assertThat(BFloat16.of(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xff80);
        for (int bits : new int[] {0x7f800001, 0x7fffffff, 0xff800001, 0xffffffff, 0x7fc00000}) {
            assertThat(BFloat16.of(Float.intBitsToFloat(bits)))
                    .as(Integer.toHexString(bits))
                    .isEqualTo((short) 0x7fc0);
        }
        assertThat(BFloat16.of(Float.intBitsToFloat(0x7f7fffff))).isEqualTo((short) 0x7f80);
        assertThat(BFloat16.of(-0.0f)).isEqualTo((short) 0x8000);
    }

    @Test
    void anEmptyTensorIsCast() {
        Tensor.zeros(DType.BF16, Shape.of(0, 3)).copy(Tensor.zeros(DType.F32, Shape.of(0, 3)));
    }
}
