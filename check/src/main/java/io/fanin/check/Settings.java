package io.fanin.check;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Kind;
import io.fanin.check.scan.Held;
import io.fanin.checkpoint.write.Progress;
import io.fanin.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;

/// What a check is to do. Nothing changes one after [#with] has made it.
final class Settings {
    final List<Held> tensors;
    Optional<Plan> plan = Optional.empty();
    Optional<List<Held>> other = Optional.empty();

    /// Whether laws are enough where bits could be compared.
    boolean laws;

    double alpha = Check.ALPHA;
    Optional<Expectation> expectation = Optional.empty();
    Set<Kind> allowed = Set.of();
    boolean hasStatistics;
    Optional<ForkJoinPool> pool = Optional.empty();
    Progress progress = Progress.NONE;

    Settings(List<Held> tensors) {
        this.tensors = List.copyOf(tensors);
    }

    /// The same with a change.
    Settings with(Consumer<Settings> change) {
        Settings next = new Settings(tensors);
        next.plan = plan;
        next.other = other;
        next.laws = laws;
        next.alpha = alpha;
        next.expectation = expectation;
        next.allowed = allowed;
        next.hasStatistics = hasStatistics;
        next.pool = pool;
        next.progress = progress;
        change.accept(next);
        return next;
    }
}
