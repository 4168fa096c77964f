package io.fanin.check.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fanin.check.distribution.Atoms;
import io.fanin.check.distribution.Distribution;
import io.fanin.check.distribution.Distributions;
import io.fanin.law.Normal;
import io.fanin.law.Uniform;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final Distributions DISTRIBUTIONS = new Distributions(Drawn.VERSION);

    private static Scores of(Distribution distribution, double... values) {
        return Scores.of(distribution, values, 1);
    }

    @Test
    void scoresOfAStandardNormalAreItsValues() {
        var law = DISTRIBUTIONS.of(new Normal(0, 1), DType.F64, DType.F64, 100).orElseThrow();
        double[] values = {-7, -1, 0.25, 3, 7};
        assertThat(of(law, values).z()).containsExactly(values, within(1e-9));
    }

    @Test
    void scoresOfAUniformAreThoseOfItsProbabilities() {
        var law = DISTRIBUTIONS.of(new Uniform(0, 1), DType.F64, DType.F64, 100).orElseThrow();
        assertThat(of(law, 0.5, 0.975, 0.025).z())
                .containsExactly(new double[] {0, 1.959964, -1.959964}, within(1e-6));
    }

    @Test
    void equalValuesOfACoarseLawHaveScoresThatFillTheirProbability() {
        Distribution coin = new Atoms(new double[] {0, 1}, new double[] {1, 1});
        double[] values = new double[1000];
        Arrays.fill(values, 1);
        double[] p = of(coin, values).probabilities();
        Arrays.sort(p);
        assertThat(p[0]).isBetween(0.5, 0.51);
        assertThat(p[499]).isBetween(0.72, 0.78);
        assertThat(p[999]).isBetween(0.99, 1.0);
    }

    @Test
    void redrawnScoresKeepTheirShapeAndLoseMeanAndDeviation() {
        Scores scores = new Scores(new double[] {1, 2, 4, 8}, 2);
        Scores redrawn = scores.redrawn();
        assertThat(redrawn.rows()).isEqualTo(2);
        double[] z = redrawn.z();
        assertThat((z[2] - z[0]) / (z[1] - z[0])).isCloseTo(3, within(1e-9));
        assertThat((z[3] - z[0]) / (z[1] - z[0])).isCloseTo(7, within(1e-9));
        double[] tenfold = new Scores(new double[] {10, 20, 40, 80}, 2).redrawn().z();
        assertThat(tenfold[3] - tenfold[0]).isBetween(0.1, 10.0);
    }

    /// Means of 400: within 5 deviations but for 6e-7.
    @Test
    void redrawnMeansAndDeviationsAreThoseOfNormalValues() {
        double[] means = new double[400];
        double[] squares = new double[400];
        for (int i = 0; i < 400; i++) {
            Scores redrawn = new Scores(new double[] {i, i + 1, i + 3, 2 * i}, 1).redrawn();
            means[i] = redrawn.mean() * 2;
            squares[i] = redrawn.squares();
        }
        assertThat(Arrays.stream(means).average().orElseThrow()).isCloseTo(0, within(0.25));
        assertThat(Arrays.stream(means).map(x -> x * x).average().orElseThrow())
                .isCloseTo(1, within(0.36));
        assertThat(Arrays.stream(squares).average().orElseThrow()).isCloseTo(3, within(0.62));
    }

    @Test
    void onlyWholeRowsAreTaken() {
        Drawn drawn = Drawn.of(new Normal(0, 1), Shape.of(10, 30), 1);
        var law = DISTRIBUTIONS.of(new Normal(0, 1), DType.F32, DType.F32, 300).orElseThrow();
        Scores scores = Scores.ofFirst(100, law, drawn.tensor());
        assertThat(scores.rows()).isEqualTo(3);
        assertThat(scores.z()).hasSize(90);
    }

    @Test
    void equalValuesCannotBe() {
        ScoreTests tests = new ScoreTests(new Scores(new double[] {2, 2, 2}, 1));
        assertThat(tests.marginal().getLast()).isEqualTo(new Component("score deviation", 1, 0, 0));
        assertThat(tests.order()).isEmpty();
    }

    @Test
    void shortRowsAndColumnsAreTestedByTheirMeansAlone() {
        double[] z = IntStream.range(0, 12).mapToDouble(i -> Math.sin(i * i)).toArray();
        assertThat(new ScoreTests(new Scores(z, 4)).order())
                .extracting(Component::name)
                .containsExactly("means of rows", "means of columns", "deviations of rows");
    }
}
