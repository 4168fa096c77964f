package io.fanin.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static double ones(Tensor labels) {
        double sum = 0;
        for (long i = 0; i < labels.shape().count(); i++) {
            assertThat(labels.get(i)).isIn(0.0, 1.0);
            sum += labels.get(i);
        }
        return sum;
    }

    @Test
    void xorIsTheFourCornersLabelledByWhetherTheirCoordinatesDiffer() {
        Dataset xor = Dataset.xor();
        assertThat(xor.points().shape()).isEqualTo(Shape.of(4, 2));
        assertThat(xor.labels().shape()).isEqualTo(Shape.of(4, 1));
        for (long i = 0; i < 4; i++) {
            boolean differ = xor.points().get(2 * i) != xor.points().get(2 * i + 1);
            assertThat(xor.labels().get(i)).isEqualTo(differ ? 1.0 : 0.0);
        }
    }

    @Test
    void halfOfTheMoonsPointsAreInEachMoon() {
        Dataset moons = Dataset.twoMoons(100, 0.1, 0);
        assertThat(moons.points().shape()).isEqualTo(Shape.of(100, 2));
        assertThat(moons.labels().shape()).isEqualTo(Shape.of(100, 1));
        assertThat(ones(moons.labels())).isEqualTo(50);
    }

    @Test
    void withoutNoiseThePointsLieOnTheTwoHalfCircles() {
        Dataset moons = Dataset.twoMoons(20, 0, 0);
        for (int i = 0; i < 20; i++) {
            boolean lower = moons.labels().get(i) == 1;
            double x = moons.points().get(2L * i) - (lower ? 1 : 0);
            double y = moons.points().get(2L * i + 1) - (lower ? 0.5 : 0);
            assertThat(Math.hypot(x, y)).isCloseTo(1, within(1e-6));
            assertThat(lower ? -y : y).isGreaterThan(-1e-6);
        }
    }

    @Test
    void theSameSeedGivesTheSameMoons() {
        Tensor once = Dataset.twoMoons(100, 0.1, 3).points();
        assertThat(Dataset.twoMoons(100, 0.1, 3).points().segment().mismatch(once.segment()))
                .isEqualTo(-1);
        assertThat(Dataset.twoMoons(100, 0.1, 4).points().segment().mismatch(once.segment()))
                .isNotEqualTo(-1);
    }

    @Test
    void anOddOrTooSmallNumberOfMoonPointsIsRefused() {
        assertThatThrownBy(() -> Dataset.twoMoons(7, 0.1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count must be even and at least 4; got 7");
        assertThatThrownBy(() -> Dataset.twoMoons(2, 0.1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count must be even and at least 4; got 2");
    }

    @Test
    void pointsAndLabelsThatDontMatchAreRefused() {
        assertThatThrownBy(() ->
                        new Dataset(
                                "any",
                                Tensor.of(new float[8], 4, 2),
                                Tensor.of(new float[3], 3, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "points must be of shape [count, 2] and labels of shape [count, 1]; got [4, 2]"
                                + " and [3, 1]");
    }
}
