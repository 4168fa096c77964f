package io.fanin.benchmarks.run;

import static io.fanin.benchmarks.run.Table.format;
import static io.fanin.benchmarks.run.Table.number;
import static io.fanin.benchmarks.run.Table.times;

import io.fanin.benchmarks.Comparison;
import io.fanin.benchmarks.Engine;
import io.fanin.benchmarks.FillBenchmark;
import io.fanin.benchmarks.FillLaw;
import io.fanin.benchmarks.OrthogonalBenchmark;
import io.fanin.benchmarks.OrthogonalFill.Way;
import io.fanin.benchmarks.SliceBenchmark;
import io.fanin.benchmarks.SliceBenchmark.Part;
import io.fanin.benchmarks.SmallFillBenchmark;
import io.fanin.tensor.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Results as tables in Markdown, the goals beside.
final class ResultsTables {
    private final Results results;

    private ResultsTables(Results results) {
        this.results = results;
    }

    static String write(Results results) {
        return new ResultsTables(results).write();
    }

    private String write() {
        List<String> parts = new ArrayList<>();
        parts.add("# Results\n");
        parts.add(machine());
        add(parts, "Bits compared before anything was timed", comparisons());
        add(parts, "Fills", fills(true));
        add(parts, "Smaller fills", fills(false));
        add(parts, "Small Kaiming fills, the law worked out each time", small());
        add(parts, "One eighth of a float32 matrix of 64 Mi values", slices());
        add(parts, "Orthogonal, float32", orthogonals());
        add(parts, "A cold process that fills 100 million float32 values", cold());
        return String.join("\n", parts);
    }

    private static void add(List<String> parts, String title, Table table) {
        if (!table.isEmpty()) {
            parts.add("## " + title + "\n");
            parts.add(table.toString());
        }
    }

    private String machine() {
        Machine machine = results.machine();
        Effort effort = results.effort();
        return format(
                """
                %s, %d cores, %s; %s; flags `%s`.
                Kernels: %s; libtorch's: %s. Medians of %d iterations of %d ms in each of %d forks; \
                every one is in `results.json`.
                """,
                machine.processor(),
                machine.cores(),
                machine.system(),
                machine.java(),
                String.join(" ", machine.flags()),
                machine.kernels(),
                machine.libtorch(),
                effort.iterations(),
                effort.milliseconds(),
                effort.forks());
    }

    private Table comparisons() {
        Table table = new Table("fill", "values", "differing", "largest difference");
        // One line for all sizes of a fill.
        Map<String, List<Comparison>> fills =
                results.comparisons().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Comparison::what, LinkedHashMap::new, Collectors.toList()));
        fills.forEach((what, sizes) ->
                table.row(
                        what,
                        sizes.stream()
                                .map(size -> format("%,d", size.values()))
                                .collect(Collectors.joining("; ")),
                        sizes.stream().mapToLong(Comparison::differing).sum(),
                        sizes.stream().mapToDouble(Comparison::largest).max().orElse(0)));
        return table;
    }

    /// @param large those that the goals are about
    private Table fills(boolean large) {
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
            Optional<Measurement> libtorch = with(trial, Map.of("engine", Engine.LIBTORCH));
            // The two half-precision types are as long as each other.
            DType stored = dtype == DType.F16 ? DType.BF16 : dtype;
            Optional<Measurement> memory =
                    with(
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
                    words(law),
                    dtype.torchName(),
                    format("%,d", size),
                    trial.threads().count(),
                    number(fanin.median() / size),
                    number(fanin.least() / size) + "–" + number(fanin.most() / size),
                    number(size * dtype.bytes() / fanin.median()),
                    libtorch.map(m -> number(m.median() / size)).orElse(""),
                    ratio.map(Table::times).orElse(""),
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
                    bytes(fanin),
                    libtorch.map(ResultsTables::bytes).orElse(""));
        }
        return table;
    }

    private Optional<Measurement> with(Trial trial, Map<String, ?> others) {
        Map<String, Object> parameters = new HashMap<>(trial.parameters());
        parameters.putAll(others);
        return results.of(trial.benchmark(), parameters);
    }

    private Table small() {
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
            Optional<Measurement> libtorch = with(trial, Map.of("engine", Engine.LIBTORCH));
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
                    bytes(fanin),
                    libtorch.map(ResultsTables::bytes).orElse(""));
        }
        return table;
    }

    private Table slices() {
        Table table =
                new Table(
                        "law",
                        "threads",
                        "part",
                        "ms",
                        "spread",
                        "whole, ms",
                        "at most: a seventh and 2 ms",
                        "reached",
                        "bytes allocated per fill");
        for (Measurement part : results.measurements()) {
            Trial trial = part.trial();
            if (trial.benchmark() != SliceBenchmark.class
                    || trial.has(Map.of("part", Part.WHOLE))) {
                continue;
            }
            Optional<Double> whole =
                    with(trial, Map.of("part", Part.WHOLE)).map(Measurement::median);
            Optional<Double> most = whole.map(w -> w * Goal.SLICE_SHARE + Goal.SLICE_NANOS);
            table.row(
                    words(FillLaw.valueOf(trial.value("law"))),
                    trial.threads().count(),
                    words(Part.valueOf(trial.value("part"))),
                    number(part.median() / 1e6),
                    number(part.least() / 1e6) + "–" + number(part.most() / 1e6),
                    whole.map(w -> number(w / 1e6)).orElse(""),
                    most.map(m -> number(m / 1e6)).orElse(""),
                    most.map(m -> part.median() <= m ? "yes" : "**above**").orElse(""),
                    bytes(part));
        }
        return table;
    }

    private Table orthogonals() {
        Table table =
                new Table(
                        "side",
                        "threads",
                        "Fanin, ms",
                        "spread",
                        "libtorch, ms",
                        "libtorch / Fanin",
                        "floor",
                        "goal",
                        "reached",
                        "`linalg_qr` alone, ms",
                        "bytes allocated per fill, Fanin");
        for (Measurement fanin : results.measurements()) {
            Trial trial = fanin.trial();
            if (trial.benchmark() != OrthogonalBenchmark.class
                    || !trial.has(Map.of("way", Way.FANIN))) {
                continue;
            }
            Optional<Measurement> libtorch = with(trial, Map.of("way", Way.LIBTORCH));
            Optional<Double> ratio = libtorch.map(m -> m.median() / fanin.median());
            Optional<Goal> goal =
                    trial.has(Map.of("side", Suite.LARGEST_ORTHOGONAL))
                            ? Optional.of(Goal.orthogonal(trial.threads()))
                            : Optional.empty();
            table.row(
                    trial.value("side"),
                    trial.threads().count(),
                    number(fanin.median() / 1e6),
                    number(fanin.least() / 1e6) + "–" + number(fanin.most() / 1e6),
                    libtorch.map(m -> number(m.median() / 1e6)).orElse(""),
                    ratio.map(r -> format("%.2f×", r)).orElse(""),
                    goal.map(g -> format("%.2f×", g.floor())).orElse(""),
                    goal.map(g -> format("%.2f×", g.goal())).orElse(""),
                    goal.flatMap(g -> ratio.map(g::verdict)).orElse(""),
                    with(trial, Map.of("way", Way.QR_ALONE))
                            .map(m -> number(m.median() / 1e6))
                            .orElse(""),
                    bytes(fanin));
        }
        return table;
    }

    private Table cold() {
        Table table =
                new Table(
                        "process",
                        "seconds",
                        "spread",
                        "of Python's",
                        "at most",
                        "reached",
                        "command");
        for (ColdProcess process : results.coldProcesses()) {
            boolean fanin = process.what().startsWith("Fanin");
            Optional<Double> share =
                    ColdStart.LAWS.stream()
                            .filter(law -> fanin && process.what().contains(law))
                            .findFirst()
                            .flatMap(law -> results.cold("Python, " + law))
                            .map(python -> process.median() / python.median());
            table.row(
                    process.what(),
                    number(process.median()),
                    number(process.seconds().stream().min(Double::compare).orElseThrow())
                            + "–"
                            + number(process.seconds().stream().max(Double::compare).orElseThrow()),
                    share.map(s -> format("%.0f %%", 100 * s)).orElse(fanin ? "no Python" : ""),
                    fanin ? format("%.0f %%", 100 * Goal.COLD) : "",
                    share.map(s -> s <= Goal.COLD ? "yes" : "**above**").orElse(""),
                    "`" + process.command() + "`");
        }
        return table;
    }

    private static String bytes(Measurement measurement) {
        return Double.isNaN(measurement.allocated())
                ? ""
                : format("%,.0f", measurement.allocated());
    }

    private static String words(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
