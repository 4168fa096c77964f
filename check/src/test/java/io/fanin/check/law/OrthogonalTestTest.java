package io.fanin.check.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.law.Eye;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrthogonalTestTest {
    private static final double ALPHA = 1e-6;
    private static final Law LAW = new Orthogonal(1);

    private static final List<Shape> SHAPES =
            List.of(Shape.of(64, 64), Shape.of(40, 200), Shape.of(200, 40), Shape.of(32, 16, 3, 3));

    private static String broken(Law law, Drawn drawn) {
        LawVerdict verdict = drawn.test(law);
        assertThat(verdict.pValue()).describedAs(verdict.toString()).isLessThan(ALPHA);
        return verdict.worst().name();
    }

    @ParameterizedTest
    @CsvSource({"F32, F32", "F64, F64", "F32, BF16", "F32, F16"})
    void drawnMatricesFollowTheirLaw(DType drawn, DType stored) {
        for (Shape shape : SHAPES) {
            for (double gain : new double[] {1, 1.4142135623730951, -0.5}) {
                Law law = new Orthogonal(gain);
                LawVerdict verdict = Drawn.of(law, drawn, stored, shape, 1).test(law);
                assertThat(verdict.pValue()).describedAs(shape.toString()).isGreaterThan(ALPHA);
            }
        }
    }

    /// 400 matrices at 1 %: 4 alarms are expected, 16 and more have a probability of 7e-6.
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20})
    void aHundredthOfDrawnMatricesIsBelowOnePercent(int size) {
        int alarms = 0;
        for (int seed = 0; seed < 400; seed++) {
            alarms +=
                    Drawn.of(LAW, Shape.of(size, size + 1), seed).test(LAW).pValue() < 0.01 ? 1 : 0;
        }
        assertThat(alarms).isBetween(0, 15);
    }

    @Test
    void rowsOfUnequalLengthAreSeen() {
        for (Shape shape : SHAPES) {
            Tensor tensor = Drawn.of(LAW, shape, 1).tensor();
            for (long i = 0; i < shape.count() / shape.dim(0); i++) {
                tensor.set(i, tensor.get(i) * 1.01);
            }
            assertThat(broken(LAW, Drawn.of(tensor, DType.F32)))
                    .isEqualTo("residual of orthogonality");
        }
    }

    @Test
    void normalsAndAnotherGainAreSeen() {
        Shape shape = Shape.of(64, 64);
        assertThat(broken(LAW, Drawn.of(new Normal(0, 0.125), shape, 1)))
                .isEqualTo("residual of orthogonality");
        assertThat(broken(new Orthogonal(2), Drawn.of(LAW, shape, 1)))
                .isEqualTo("residual of orthogonality");
    }

    @Test
    void theIdentityIsOrthogonalButNotDrawn() {
        assertThat(broken(LAW, Drawn.of(new Eye(), Shape.of(8, 8), 0)))
                .isNotEqualTo("residual of orthogonality");
    }

    @Test
    void permutedSignsOfAHadamardMatrixAreNotDrawn() {
        int size = 64;
        Tensor tensor = Tensor.zeros(DType.F32, Shape.of(size, size));
        SplittableRandom random = new SplittableRandom(1);
        for (int row = 0; row < size; row++) {
            double sign = random.nextBoolean() ? 0.125 : -0.125;
            for (int column = 0; column < size; column++) {
                boolean odd = Integer.bitCount(row & column) % 2 == 1;
                tensor.set((long) row * size + column, odd ? -sign : sign);
            }
        }
        assertThat(broken(LAW, Drawn.of(tensor, DType.F32)))
                .isNotEqualTo("residual of orthogonality");
    }

    @Test
    void aDecompositionWithoutTheSignsOfItsDiagonalIsSeen() {
        for (Shape shape : List.of(Shape.of(64, 64), Shape.of(64, 300), Shape.of(300, 64))) {
            Tensor tensor = Drawn.of(LAW, shape, 1).tensor();
            long columns = shape.dim(1);
            boolean wide = shape.dim(0) <= columns;
            for (long i = 0; i < 64; i++) {
                double sign = -Math.signum(tensor.get(i * columns + i));
                for (long j = 0; j < (wide ? columns : shape.dim(0)); j++) {
                    long place = wide ? i * columns + j : j * columns + i;
                    tensor.set(place, sign * tensor.get(place));
                }
            }
            assertThat(broken(LAW, Drawn.of(tensor, DType.F32))).isEqualTo("mean of the diagonal");
        }
    }

    @Test
    void aGainOfZeroIsAConstant() {
        Drawn zeros = Drawn.of(Tensor.zeros(DType.F32, Shape.of(4, 4)), DType.F32);
        assertThat(zeros.test(new Orthogonal(0)).pValue()).isOne();
    }

    @Test
    void oneValueLeavesNothingToDraw() {
        assertThat(Drawn.of(LAW, Shape.of(1, 1), 3).test(LAW).pValue()).isOne();
    }
}
