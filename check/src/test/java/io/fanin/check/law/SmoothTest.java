package io.fanin.check.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fanin.check.distribution.Distribution;
import io.fanin.check.distribution.Distributions;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmoothTest {
    private static Component of(Law law, DType dtype, int count, long seed) {
        return of(law, Drawn.of(law, dtype, dtype, Shape.of(count), seed));
    }

    private static Component of(Law law, Drawn drawn) {
        DType dtype = drawn.tensor().dtype();
        Distribution distribution =
                new Distributions(Drawn.VERSION)
                        .of(law, drawn.drawn(), dtype, drawn.figures().count())
                        .orElseThrow();
        return Smooth.of(distribution, drawn.figures());
    }

    /// 6 of 600 are expected; 20 and more have a probability of 8e-6.
    @Test
    void aHundredthOfEvenProbabilitiesIsBelowOnePercent() {
        SplittableRandom random = new SplittableRandom(1);
        long alarms =
                IntStream.range(0, 600)
                        .filter(_ -> Smooth.of(random.doubles(64).toArray()).pValue() < 0.01)
                        .count();
        assertThat(alarms).isBetween(1L, 19L);
    }

    /// The sum of squares has mean 4 and variance 8: a mean of 200 lies within 1 with all but 6e-7.
    @Test
    void binsAndValuesOfManyLawsHaveTheSpreadThatIsAssumed() {
        Law[] laws = {
            new Normal(0, 1),
            new Uniform(-0.1, 0.1),
            new TruncatedNormal(0.5, 1, -1, 3),
            new Normal(1, 0.02)
        };
        for (Law law : laws) {
            for (DType dtype : new DType[] {DType.F32, DType.BF16}) {
                double mean =
                        IntStream.range(0, 200)
                                .mapToDouble(seed -> of(law, dtype, 20_000, seed).found())
                                .map(root -> 4 * root * root)
                                .average()
                                .orElseThrow();
                assertThat(mean).describedAs(law + " " + dtype).isCloseTo(4, within(1.0));
            }
        }
    }

    @Test
    void oneBinSaysNothing() {
        assertThat(of(new Uniform(1000, 1001), DType.F32, 20_000, 1))
                .isEqualTo(new Component("distribution", 1, 0, 1));
    }

    @Test
    void aWrongMeanOrDeviationAloneIsLeftToTheirTests() {
        Drawn drawn = Drawn.of(new Normal(0, 1), Shape.of(20_000), 1);
        assertThat(drawn.test(new Normal(0.1, 1)).pValue()).isLessThan(1e-30);
        assertThat(of(new Normal(0.1, 1), drawn).pValue()).isGreaterThan(1e-6);
        assertThat(drawn.test(new Normal(0, 0.95)).pValue()).isLessThan(1e-15);
        assertThat(of(new Normal(0, 0.95), drawn).pValue()).isGreaterThan(1e-6);
    }

    @Test
    void anotherShapeOfEqualMomentsIsSeen() {
        double bound = Math.sqrt(3);
        Drawn even = Drawn.of(new Uniform(-bound, bound), Shape.of(20_000), 1);
        assertThat(of(new Normal(0, 1), even).pValue()).isLessThan(1e-100);
    }
}
