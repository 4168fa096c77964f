package io.fanin.lab;

import static org.bytedeco.pytorch.global.torch.get_num_threads;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Trains the notebook's 2-4-1 network from many seeds under several schemes, and tells how often
/// each one solves a task.
///
/// Training: binary cross-entropy, full-batch Adam. For each scheme the learning rate comes from
/// `learningRates`: the one that solves the task most often, then the one with the lowest mean
/// loss, on `tuningSeeds` seeds that are not used again.
///
/// @param seeds networks of each scheme; their seeds are 0, 1, 2, …
/// @param tuningSeeds networks of each scheme and learning rate; their seeds come after the others
/// @param steps optimizer steps of each network
/// @param solvedLoss a task is solved when every point is on the right side and the mean loss is
///   below this
public record Study(
        int seeds, int tuningSeeds, List<Double> learningRates, int steps, double solvedLoss) {
    public Study {
        learningRates = List.copyOf(learningRates);
    }

    /// 100 seeds, 20 more for each of four learning rates, 1,000 steps.
    public static Study standard() {
        return new Study(100, 20, List.of(0.01, 0.03, 0.1, 0.3), 1000, 0.1);
    }

    /// Hears how far the training is.
    @FunctionalInterface
    public interface Progress {
        /// @param share of all steps done, in [0, 1]
        void at(double share);
    }

    /// The schemes' summaries in the schemes' order. The result depends on the arguments alone.
    ///
    /// Meanwhile libtorch has one thread: its matrices are too small to share, and threads that
    /// wait for each other on a busy machine make it many times slower.
    public List<Summary> run(
            Dataset dataset, Activation activation, List<Scheme> schemes, Progress progress) {
        int threads = get_num_threads();
        set_num_threads(1);
        try {
            return measure(dataset, activation, schemes, progress);
        } finally {
            set_num_threads(threads);
        }
    }

    private List<Summary> measure(
            Dataset dataset, Activation activation, List<Scheme> schemes, Progress progress) {
        Counter counter = new Counter(progress, 2 * learningRates.size());
        List<Double> chosen = chooseRates(dataset, activation, schemes, counter);
        List<Summary> summaries = new ArrayList<>();
        for (double rate : learningRates) {
            List<Scheme> those =
                    IntStream.range(0, schemes.size())
                            .filter(i -> chosen.get(i) == rate)
                            .mapToObj(schemes::get)
                            .toList();
            summaries.addAll(train(dataset, activation, those, rate, 0, seeds, counter));
        }
        summaries.sort(Comparator.comparingInt(summary -> schemes.indexOf(summary.scheme())));
        return summaries;
    }

    /// The best learning rate for each scheme.
    private List<Double> chooseRates(
            Dataset dataset, Activation activation, List<Scheme> schemes, Counter counter) {
        List<List<Summary>> tried = new ArrayList<>();
        for (double rate : learningRates) {
            tried.add(train(dataset, activation, schemes, rate, seeds, tuningSeeds, counter));
        }
        Comparator<Summary> better =
                Comparator.comparingInt(Summary::solved)
                        .thenComparing(Comparator.comparingDouble(Summary::meanLoss).reversed());
        return IntStream.range(0, schemes.size())
                .mapToObj(i ->
                        tried.stream()
                                .map(summaries -> summaries.get(i))
                                .max(better)
                                .orElseThrow()
                                .learningRate())
                .toList();
    }

    /// Trains all schemes' networks side by side.
    private List<Summary> train(
            Dataset dataset,
            Activation activation,
            List<Scheme> schemes,
            double rate,
            int firstSeed,
            int count,
            Counter counter) {
        List<Outcome> outcomes = List.of();
        if (!schemes.isEmpty()) {
            try (NetworkBatch batch = new NetworkBatch(schemes.size() * count, activation)) {
                for (int i = 0; i < schemes.size() * count; i++) {
                    batch.initialize(i, schemes.get(i / count), firstSeed + i % count);
                }
                outcomes = batch.train(dataset, rate, steps, solvedLoss, counter);
            }
        }
        counter.runEnded();
        List<Outcome> all = outcomes;
        return IntStream.range(0, schemes.size())
                .mapToObj(i ->
                        new Summary(schemes.get(i), rate, all.subList(i * count, (i + 1) * count)))
                .toList();
    }

    /// Adds up the progress of several runs.
    private static final class Counter implements Progress {
        private final Progress progress;
        private final int runs;
        private int ended;

        Counter(Progress progress, int runs) {
            this.progress = progress;
            this.runs = runs;
        }

        @Override
        public void at(double share) {
            progress.at((ended + share) / runs);
        }

        void runEnded() {
            ended++;
            at(0);
        }
    }
}
