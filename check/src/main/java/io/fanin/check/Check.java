package io.fanin.check;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Report;
import io.fanin.check.scan.Held;
import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.write.Progress;
import io.fanin.internal.require.Require;
import io.fanin.model.Weights;
import io.fanin.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;

/// Checks weights: against a plan, against other weights, or by themselves.
///
/// ```java
/// try (Checkpoint file = Checkpoint.open(Path.of("model.safetensors"))) {
///     Report report = Check.of(file).against(plan).run();
///     report.findings().forEach(IO::println);
/// }
/// ```
///
/// A check is immutable: each method gives another one. It reads each tensor once, on all cores, in
/// memory that doesn't grow with the tensors but for a few numbers for each row.
public final class Check {
    /// How likely correct weights fail a check by chance, unless it is said otherwise.
    public static final double ALPHA = 1e-6;

    private final Settings settings;

    private Check(Settings settings) {
        this.settings = settings;
    }

    /// Of an open file, which must stay open until the check has run.
    public static Check of(Checkpoint file) {
        return new Check(new Settings(Held.of(Require.present("file", file))));
    }

    /// Of a model in memory.
    public static Check of(Weights weights) {
        return new Check(new Settings(Held.of(Require.present("weights", weights))));
    }

    /// Against what a plan says: bit by bit if it has a seed, otherwise in law.
    public Check against(Plan plan) {
        Require.present("plan", plan);
        return with(next -> next.plan = Optional.of(plan));
    }

    /// Against another file, tensor by tensor.
    public Check against(Checkpoint other) {
        return againstAll(Held.of(Require.present("other", other)));
    }

    /// Against another model, tensor by tensor.
    public Check against(Weights other) {
        return againstAll(Held.of(Require.present("other", other)));
    }

    /// Tests laws alone, though a seed is known; other weights must be equal in law.
    public Check byLaw() {
        return with(next -> next.laws = true);
    }

    /// @param alpha how likely correct weights fail the check by chance, in (0, 1); [#ALPHA] if
    ///   this is not called
    public Check alpha(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must lie between 0 and 1; got " + alpha);
        }
        return with(next -> next.alpha = alpha);
    }

    /// Says what the weights are, which otherwise they tell themselves.
    public Check expect(Expectation expectation) {
        Require.present("expectation", expectation);
        return with(next -> next.expectation = Optional.of(expectation));
    }

    /// Leaves out findings of these kinds.
    public Check allow(Set<Kind> kinds) {
        Set<Kind> copy = Set.copyOf(kinds);
        return with(next -> next.allowed = copy);
    }

    /// Adds the figures of each tensor to the report.
    public Check statistics() {
        return with(next -> next.hasStatistics = true);
    }

    /// Runs on these threads; on the caller's and the common pool's if this is not called.
    public Check on(ForkJoinPool pool) {
        Require.present("pool", pool);
        return with(next -> next.pool = Optional.of(pool));
    }

    /// Tells how many bytes were read.
    public Check progress(Progress progress) {
        Require.present("progress", progress);
        return with(next -> next.progress = progress);
    }

    private Check againstAll(List<Held> other) {
        return with(next -> next.other = Optional.of(other));
    }

    private Check with(Consumer<Settings> change) {
        return new Check(settings.with(change));
    }

    /// Reads the weights and says what is wrong with them.
    public Report run() {
        return settings.pool
                .map(pool -> pool.submit(() -> new Run(settings).report()).join())
                .orElseGet(() -> new Run(settings).report());
    }
}
