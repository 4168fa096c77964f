package io.fanin.lab;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/// The outcomes of one scheme over all seeds.
///
/// @param learningRate the one that did best on other seeds
public record Summary(Scheme scheme, double learningRate, List<Outcome> outcomes) {
    private static final double ERROR_RATE = 0.05;

    public Summary {
        outcomes = List.copyOf(outcomes);
    }

    /// The number of networks that solved the task.
    public int solved() {
        return (int) outcomes.stream().filter(Outcome::solved).count();
    }

    /// The share of networks that solved the task.
    public double share() {
        return (double) solved() / outcomes.size();
    }

    /// The lower end of the 95 % interval of the share, by Wilson's score method.
    public double shareAtLeast() {
        return interval().getLowerBound();
    }

    /// The upper end of the 95 % interval of the share, by Wilson's score method.
    public double shareAtMost() {
        return interval().getUpperBound();
    }

    private Interval interval() {
        return BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
                outcomes.size(), solved(), ERROR_RATE);
    }

    /// The median of the steps that networks took to solve the task, among those that did.
    public OptionalDouble medianSteps() {
        int[] steps =
                outcomes.stream()
                        .filter(Outcome::solved)
                        .mapToInt(Outcome::solvedAt)
                        .sorted()
                        .toArray();
        int middle = steps.length / 2;
        if (steps.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                steps.length % 2 == 1 ? steps[middle] : (steps[middle - 1] + steps[middle]) / 2.0);
    }

    public double meanRank() {
        return outcomes.stream().mapToInt(Outcome::rank).average().orElseThrow();
    }

    public double meanAlikeness() {
        return outcomes.stream().mapToDouble(Outcome::alikeness).average().orElseThrow();
    }

    public double meanLoss() {
        return outcomes.stream().mapToDouble(Outcome::loss).average().orElseThrow();
    }

    /// The p-value of Fisher's exact test that this scheme and `other` solve the task equally
    /// often.
    public double pValueAgainst(Summary other) {
        int[][] table = {
            {solved(), outcomes.size() - solved()},
            {other.solved(), other.outcomes.size() - other.solved()}
        };
        boolean same = IntStream.of(0, 1).anyMatch(i -> table[0][i] + table[1][i] == 0);
        return same ? 1 : FisherExactTest.withDefaults().test(table).getPValue();
    }
}
