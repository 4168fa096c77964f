package io.fanin.check.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.init.TorchInit;
import io.fanin.random.TorchGenerator;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpikeTest {
    private static final int MATRICES = 300;

    /// False alarms: one in 10⁹ matrices by the law of the largest singular value, which is a limit
    /// for large ones.
    @ParameterizedTest
    @CsvSource({"8, 8", "8, 200", "20, 50", "300, 8", "64, 64", "300, 300"})
    void independentValuesHaveNone(int rows, int columns) {
        for (String scheme : new String[] {"normal", "uniform(-1, 1)"}) {
            double variance = scheme.equals("normal") ? 1 : 1 / 3.0;
            TorchGenerator generator = TorchGenerator.seed(3);
            Tensor tensor = Tensor.zeros(DType.F32, Shape.of(rows, columns));
            for (int i = 0; i < MATRICES; i++) {
                generator.fill(tensor, TorchInit.parse(scheme));
                assertThat(Spike.isIn(tensor, 0, variance)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 32", "20, 200", "64, 64", "200, 200"})
    void directionOfTwiceTheLargestSingularValueIsOne(int rows, int columns) {
        Tensor tensor = Tensor.zeros(DType.F32, Shape.of(rows, columns));
        TorchGenerator.seed(3).fill(tensor, TorchInit.parse("normal"));
        double strength = 2 * (Math.sqrt(rows) + Math.sqrt(columns));
        double each = strength / Math.sqrt((double) rows * columns);
        for (int i = 0; i < rows * columns; i++) {
            boolean isSame = (i / columns % 2 == 0) == (i % columns % 3 == 0);
            tensor.set(i, tensor.get(i) + (isSame ? each : -each));
        }
        assertThat(Spike.isIn(tensor, 0, 1)).isTrue();
    }
}
