package io.fanin.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.init.Initializers;
import io.fanin.law.Law;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Where the stream stands after a fill, told without filling.
class PositionTest {
    private static final long HUGE = 1L << 40;

    private final Sampler sampler = new TorchCpu(TorchVersion.V2_10, 42);

    private long words(Law law, Shape shape, DType dtype) {
        return sampler.after(law, shape, dtype, Position.START).words();
    }

    @Test
    void aTensorOfTwoToThe40ElementsNeedsNoMemoryToBePassed() {
        Shape shape = Shape.of(1L << 20, 1L << 20);
        assertThat(words(Initializers.uniform(), shape, DType.F32)).isEqualTo(HUGE);
        assertThat(words(Initializers.uniform(), shape, DType.F64)).isEqualTo(2 * HUGE);
        assertThat(words(Initializers.normal(), shape, DType.F32)).isEqualTo(HUGE);
        assertThat(words(Initializers.normal(), Shape.of(HUGE + 1), DType.F32))
                .isEqualTo(HUGE + 1 + 16);
        assertThat(words(Initializers.normal(), Shape.of(HUGE + 1), DType.F64))
                .isEqualTo(2 * (HUGE + 1 + 16));
        assertThat(words(Initializers.truncNormal(), shape, DType.BF16)).isEqualTo(HUGE);
        assertThat(words(Initializers.orthogonal(), shape, DType.F32)).isEqualTo(HUGE);
        assertThat(words(Initializers.sparse(0.1), shape, DType.F32))
                .isEqualTo(HUGE + (1L << 20) * ((1L << 20) - 1));
        assertThat(words(Initializers.ones(), shape, DType.F32)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"F32", "F64", "F16", "BF16"})
    void theForetoldPositionIsTheGenerators(DType dtype) {
        List<Law> laws =
                List.of(
                        Initializers.uniform(),
                        Initializers.normal(),
                        Initializers.truncNormal(),
                        Initializers.sparse(0.5),
                        Initializers.zeros());
        TorchGenerator generator = TorchGenerator.seed(42);
        Position position = Position.START;
        for (long size : new long[] {0, 1, 2, 3, 4, 5, 15, 16, 17, 3, 31, 32, 33, 1}) {
            for (Law law : laws) {
                Shape shape = Shape.of(size, 1);
                generator.fill(Tensor.zeros(dtype, shape), law);
                position = sampler.after(law, shape, dtype, position);
                assertThat(position)
                        .as("%s of %s in %s", law, shape, dtype)
                        .isEqualTo(generator.position());
            }
        }
    }

    @Test
    void aPositionThatCantBeIsRefused() {
        assertThatThrownBy(() -> new Position(-1, Position.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("words must be at least 0; got -1");
        assertThatThrownBy(() -> new Position(8, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("waiting must be -1 or a pair that lies before word 8; got 5");
    }
}
