package io.fanin.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/// Views of memory: what they show, and which are refused.
class TensorTest {
    private final Tensor tensor = Tensor.of(new float[] {0, 1, 2, 3, 4, 5}, 2, 3);

    @Test
    void aTransposedViewShowsTheSameMemory() {
        Tensor transposed = tensor.transpose(0, 1);
        assertThat(transposed.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(transposed.strides()).containsExactly(1, 3);
        assertThat(transposed.isContiguous()).isFalse();
        assertThat(values(transposed)).containsExactly(0, 3, 1, 4, 2, 5);
        transposed.set(1, 9);
        assertThat(tensor.get(3)).isEqualTo(9);
    }

    @Test
    void memoryOrderOfATransposedViewIsThatOfTheWhole() {
        assertThat(values(tensor.transpose(0, 1).inMemoryOrder()))
                .containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void permuteNarrowAndSelectShowTheirParts() {
        Tensor cube = Tensor.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, 2, 2, 2);
        assertThat(values(cube.permute(2, 0, 1))).containsExactly(0, 2, 4, 6, 1, 3, 5, 7);
        assertThat(values(cube.narrow(1, 1, 1))).containsExactly(2, 3, 6, 7);
        assertThat(values(cube.select(2, 1))).containsExactly(1, 3, 5, 7);
        assertThat(cube.narrow(0, 2, 0).shape()).isEqualTo(Shape.of(0, 2, 2));
    }

    @Test
    void aSegmentThatIsTooSmallIsRefused() {
        assertThatThrownBy(() -> Tensor.of(new float[3], 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "segment of 12 bytes is too small: shape [2, 2] of float32 with strides [2, 1]"
                                + " needs 16");
        assertThatThrownBy(() ->
                        Tensor.of(
                                MemorySegment.ofArray(new byte[9]),
                                DType.F16,
                                Shape.of(2, 2),
                                1,
                                4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "segment of 9 bytes is too small: shape [2, 2] of float16 with strides [1, 4]"
                                + " needs 12");
    }

    @Test
    void stridesThatAreNotOneForEachDimensionAreRefused() {
        assertThatThrownBy(() ->
                        Tensor.of(
                                MemorySegment.ofArray(new float[4]), DType.F32, Shape.of(2, 2), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("strides [1] must have one entry for each dimension of shape [2, 2]");
    }

    @Test
    void aNegativeStrideIsRefused() {
        assertThatThrownBy(() ->
                        Tensor.of(
                                MemorySegment.ofArray(new float[4]),
                                DType.F32,
                                Shape.of(2, 2),
                                2,
                                -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stride must be at least 0; got -1");
    }

    @Test
    void stridesThatReachTooFarAreRefused() {
        assertThatThrownBy(() ->
                        Tensor.of(
                                MemorySegment.ofArray(new float[4]),
                                DType.F32,
                                Shape.of(3),
                                1L << 62))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "strides [4611686018427387904] of shape [3] reach past 2^63 - 1 elements");
    }

    @Test
    void moreThanTwoToThe63MinusOneBytesAreRefused() {
        assertThatThrownBy(() -> Tensor.zeros(DType.F64, Shape.of(1L << 60)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "1152921504606846976 elements of float64 take more than 2^63 - 1 bytes");
    }

    @Test
    void anOrderThatIsNoPermutationIsRefused() {
        assertThatThrownBy(() -> tensor.permute(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order [0, 0] must name each dimension of shape [2, 3] once");
        assertThatThrownBy(() -> tensor.permute(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("order [1] must name each dimension of shape [2, 3] once");
    }

    @Test
    void aRangeOutsideTheDimensionIsRefused() {
        assertThatThrownBy(() -> tensor.narrow(1, 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("range [2, 4) lies outside dimension 1 of shape [2, 3]");
        assertThatThrownBy(() -> tensor.narrow(0, -1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("range [-1, 0) lies outside dimension 0 of shape [2, 3]");
    }

    @Test
    void anIndexOutsideTheDimensionIsRefused() {
        assertThatThrownBy(() -> tensor.select(0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("index 2 lies outside dimension 0 of shape [2, 3]");
    }

    @Test
    void aDimensionThatIsNotThereIsRefused() {
        String message = "dimension 2 must lie in [0, 2) for shape [2, 3]";
        assertThatThrownBy(() -> tensor.transpose(0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> tensor.transpose(2, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> tensor.narrow(2, 0, 1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> tensor.select(2, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage(message);
    }

    @Test
    void aCopyOfAnotherShapeIsRefusedAndWritesNothing() {
        assertThatThrownBy(() -> tensor.copy(Tensor.of(new float[6], 3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("can't copy a tensor of shape [3, 2] into one of [2, 3]");
        assertThat(values(tensor)).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void aCopyIsRoundedToTheTypeItGoesInto() {
        Tensor half = Tensor.zeros(DType.BF16, Shape.of(2));
        half.copy(Tensor.of(new double[] {1.0 / 3, -2}, 2));
        assertThat(values(half)).containsExactly(0.333984375, -2);
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tested
    void nullIsRefusedInPlainWords() {
        assertThatThrownBy(() -> Tensor.of((float[]) null, 2))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("values must not be null");
        assertThatThrownBy(() -> Shape.of((long[]) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("dims must not be null");
    }

    private static double[] values(Tensor tensor) {
        double[] values = new double[(int) tensor.shape().count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.get(i);
        }
        return values;
    }
}
