package io.fanin.benchmarks.run;

import static io.fanin.benchmarks.run.Table.format;
import static io.fanin.benchmarks.run.Table.number;
import static io.fanin.benchmarks.run.Table.times;

import io.fanin.benchmarks.Engine;
import io.fanin.benchmarks.FillBenchmark;
import io.fanin.benchmarks.FillLaw;
import io.fanin.benchmarks.SmallFillBenchmark;
import io.fanin.benchmarks.Threads;
import io.fanin.tensor.DType;
import java.util.Map;
import java.util.Optional;

/// Fills of whole tensors as tables in Markdown, the goals beside.
final class FillTables {
    private final Results results;

    FillTables(Results results) {
        this.results = results;
    }

    /// @param large those that the goals are about
    Table fills(boolean large) {
        Table table =
                new Table(
                        "law",
                        "dtype",
                        "values",
                        "threads",
                        "Fanin, ns a value",
                        "spread",
                        "GB/s",
                        "libtorch, ns a value",
                        "libtorch / Fanin",
                        "libtorch on 1 thread / Fanin",
                        "floor",
                        "goal",
                        "reached",
                        "memory fill, ns a value",
                        "Fanin / memory fill",
                        "bytes allocated per fill, Fanin",
                        "libtorch");
        for (Measurement fanin : results.measurements()) {
            Trial trial = fanin.trial();
            if (trial.benchmark() != FillBenchmark.class
                    || !trial.has(Map.of("engine", Engine.FANIN))) {
                continue;
            }
            long size = Long.parseLong(trial.value("size"));
            if ((size >= Suite.SIZE) != large) {
                continue;
            }
            FillLaw law = FillLaw.valueOf(trial.value("law"));
            DType dtype = DType.valueOf(trial.value("dtype"));
            Optional<Measurement> libtorch = results.with(trial, Map.of("engine", Engine.LIBTORCH));
            Optional<Measurement> single =
                    results.with(trial, Map.of("engine", Engine.LIBTORCH, "threads", Threads.ONE));
            // The two half-precision types are as long as each other.
            DType stored = dtype == DType.F16 ? DType.BF16 : dtype;
            Optional<Measurement> memory =
                    results.with(
                            trial,
                            Map.of(
                                    "engine",
                                    Engine.MEMORY,
                                    "law",
                                    FillLaw.UNIFORM,
                                    "dtype",
                                    stored));
            Optional<Goal> goal =
                    size == Suite.SIZE ? Goal.of(law, dtype, trial.threads()) : Optional.empty();
            Optional<Double> ratio = libtorch.map(m -> m.median() / fanin.median());
            table.row(
                    Trial.words(law),
                    dtype.torchName(),
                    format("%,d", size),
                    trial.threads().count(),
                    number(fanin.median() / size),
                    number(fanin.least() / size) + "–" + number(fanin.most() / size),
                    number(size * dtype.bytes() / fanin.median()),
                    libtorch.map(m -> number(m.median() / size)).orElse(""),
                    ratio.map(Table::times).orElse(""),
                    single.map(m -> times(m.median() / fanin.median())).orElse(""),
                    goal.map(g -> times(g.floor())).orElse(""),
                    goal.map(g -> times(g.goal())).orElse(""),
                    goal.flatMap(g -> ratio.map(g::verdict)).orElse(""),
                    memory.map(m -> number(m.median() / size)).orElse(""),
                    memory.map(m -> times(fanin.median() / m.median())).orElse("")
                            + memory.filter(_ ->
                                            goal.isPresent()
                                                    && law == FillLaw.UNIFORM
                                                    && dtype == DType.F32)
                                    .map(m ->
                                            format(
                                                    " (at most %s, goal %s: %s)",
                                                    times(Goal.MEMORY.floor()),
                                                    times(Goal.MEMORY.goal()),
                                                    Goal.MEMORY.verdictAtMost(
                                                            fanin.median() / m.median())))
                                    .orElse(""),
                    fanin.allocatedText(),
                    libtorch.map(Measurement::allocatedText).orElse(""));
        }
        return table;
    }

    Table small() {
        Table table =
                new Table(
                        "shape",
                        "Fanin, ns",
                        "spread",
                        "libtorch, ns",
                        "libtorch / Fanin",
                        "floor",
                        "reached",
                        "bytes allocated per fill, Fanin",
                        "libtorch");
        for (Measurement fanin : results.measurements()) {
            Trial trial = fanin.trial();
            if (trial.benchmark() != SmallFillBenchmark.class
                    || !trial.has(Map.of("engine", Engine.FANIN))) {
                continue;
            }
            Optional<Measurement> libtorch = results.with(trial, Map.of("engine", Engine.LIBTORCH));
            Optional<Double> ratio = libtorch.map(m -> m.median() / fanin.median());
            boolean goal = trial.value("rows").equals("4");
            table.row(
                    trial.value("rows") + " × " + trial.value("columns"),
                    number(fanin.median()),
                    number(fanin.least()) + "–" + number(fanin.most()),
                    libtorch.map(m -> number(m.median())).orElse(""),
                    ratio.map(Table::times).orElse(""),
                    goal ? times(Goal.SMALL.floor()) : "",
                    goal ? ratio.map(Goal.SMALL::verdict).orElse("") : "",
                    fanin.allocatedText(),
                    libtorch.map(Measurement::allocatedText).orElse(""));
        }
        return table;
    }
}
