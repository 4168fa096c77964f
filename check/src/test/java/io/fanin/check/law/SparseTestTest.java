package io.fanin.check.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.law.Law;
import io.fanin.law.Sparse;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SparseTestTest {
    private static final Shape SHAPE = Shape.of(100, 30);
    private static final Law LAW = new Sparse(0.07, 0.01);

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"F32", "F64", "BF16", "F16"})
    void drawnTensorsFollowTheirLaw(DType dtype) {
        assertThat(Drawn.of(LAW, dtype, dtype, SHAPE, 1).test(LAW).pValue()).isGreaterThan(1e-6);
    }

    @Test
    void aZeroTooFewInOneColumnIsSeen() {
        Tensor tensor = Drawn.of(LAW, SHAPE, 1).tensor();
        long row = 0;
        while (tensor.get(row * 30 + 4) != 0) {
            row++;
        }
        tensor.set(row * 30 + 4, 0.003);
        assertThat(Drawn.of(tensor, DType.F32).test(LAW).components())
                .containsExactly(new Component("zeros of a column", 8, 7, 0));
    }

    @Test
    void zerosTooManyAreSeen() {
        LawVerdict verdict = Drawn.of(new Sparse(0.09, 0.01), SHAPE, 1).test(LAW);
        assertThat(verdict.pValue()).isLessThan(1e-6);
        assertThat(verdict.worst().name()).isEqualTo("zeros");
    }

    @Test
    void anotherDeviationIsSeen() {
        LawVerdict verdict = Drawn.of(LAW, SHAPE, 1).test(new Sparse(0.07, 0.015));
        assertThat(verdict.pValue()).isLessThan(1e-6);
        assertThat(verdict.worst().name()).isEqualTo("score deviation");
    }

    @Test
    void allZerosIsAConstant() {
        Drawn zeros = Drawn.of(Tensor.zeros(DType.F32, SHAPE), DType.F32);
        assertThat(zeros.test(new Sparse(1, 0.01)).pValue()).isOne();
        assertThat(zeros.test(LAW).pValue()).isLessThan(1e-6);
    }
}
