package io.fanin.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void theEmptyShapeIsAScalarsWithOneElement() {
        assertThat(Shape.of().count()).isEqualTo(1);
        assertThat(Shape.of()).hasToString("[]");
    }

    @Test
    void aShapeCountsUpToTwoToThe63MinusOne() {
        assertThat(Shape.of(1L << 31, 1L << 31, 1).count()).isEqualTo(1L << 62);
        assertThat(Shape.of(Long.MAX_VALUE).count()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aSizeOfZeroMakesItEmptyHoweverLargeTheOthers() {
        assertThat(Shape.of(1L << 40, 1L << 40, 0).count()).isZero();
        assertThat(Shape.of(0, 1L << 40, 1L << 40).count()).isZero();
    }

    @Test
    void aNegativeSizeIsRefused() {
        assertThatThrownBy(() -> Shape.of(4, -2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape [4, -2]: size 1 must be at least 0; got -2");
    }

    @Test
    void moreThanTwoToThe63MinusOneElementsAreRefused() {
        assertThatThrownBy(() -> Shape.of(1L << 31, 1L << 32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape [2147483648, 4294967296] has more than 2^63 - 1 elements");
        assertThatThrownBy(() -> Shape.of(1L << 40, 1L << 40))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape [1099511627776, 1099511627776] has more than 2^63 - 1 elements");
    }

    @Test
    void aDimensionThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Shape.of(4, 2).dim(2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("dimension 2 must lie in [0, 2) for shape [4, 2]");
        assertThatThrownBy(() -> Shape.of(4, 2).dim(-1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("dimension -1 must lie in [0, 2) for shape [4, 2]");
    }

    @Test
    void laterChangesOfTheArrayDontReachTheShape() {
        long[] dims = {4, 2};
        Shape shape = Shape.of(dims);
        dims[0] = 7;
        shape.toArray()[1] = 7;
        assertThat(shape).isEqualTo(Shape.of(4, 2)).hasSameHashCodeAs(Shape.of(4, 2));
    }
}
