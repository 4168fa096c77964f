package io.fanin.benchmarks.run;

import static io.fanin.benchmarks.run.Table.format;
import static io.fanin.benchmarks.run.Table.number;

import io.fanin.benchmarks.Comparison;
import io.fanin.benchmarks.FillLaw;
import io.fanin.benchmarks.OrthogonalBenchmark;
import io.fanin.benchmarks.OrthogonalFill.Way;
import io.fanin.benchmarks.SliceBenchmark;
import io.fanin.benchmarks.SliceBenchmark.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
        add(parts, "Fills", new FillTables(results).fills(true));
        add(parts, "Smaller fills", new FillTables(results).fills(false));
        add(
                parts,
                "Small Kaiming fills, the law worked out each time",
                new FillTables(results).small());
        add(parts, "One eighth of a float32 matrix of 64 Mi values", slices());
        add(parts, "Orthogonal, float32", orthogonals());
        add(parts, "Scans of a file of 64 Mi values in the page cache", ScanTable.of(results));
        add(parts, "A cold process that fills 100 million float32 values", cold());
        parts.add(coldRemark());
        add(parts, "Models written to files", new ModelTables(results).table());
        return String.join("\n", parts).strip() + "\n";
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
                    results.with(trial, Map.of("part", Part.WHOLE)).map(Measurement::median);
            Optional<Double> most = whole.map(w -> w * Goal.SLICE_SHARE + Goal.SLICE_NANOS);
            table.row(
                    Trial.words(FillLaw.valueOf(trial.value("law"))),
                    trial.threads().count(),
                    Trial.words(Part.valueOf(trial.value("part"))),
                    number(part.median() / 1e6),
                    number(part.least() / 1e6) + "–" + number(part.most() / 1e6),
                    whole.map(w -> number(w / 1e6)).orElse(""),
                    most.map(m -> number(m / 1e6)).orElse(""),
                    most.map(m -> part.median() <= m ? "yes" : "**above**").orElse(""),
                    part.allocatedText());
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
            Optional<Measurement> libtorch = results.with(trial, Map.of("way", Way.LIBTORCH));
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
                    results.with(trial, Map.of("way", Way.QR_ALONE))
                            .map(m -> number(m.median() / 1e6))
                            .orElse(""),
                    fanin.allocatedText());
        }
        return table;
    }

    private Table cold() {
        Table table =
                new Table(
                        "law",
                        "process",
                        "seconds",
                        "spread",
                        "of the faster Python's",
                        "at most",
                        "reached",
                        "command");
        for (ColdProcess process : results.coldProcesses()) {
            OptionalDouble python = results.coldPython(process.law());
            boolean measured = !process.isPython() && python.isPresent();
            double share = process.median() / python.orElse(Double.NaN);
            table.row(
                    process.law(),
                    process.what(),
                    number(process.median()),
                    number(process.least()) + "–" + number(process.most()),
                    measured ? percent(share) : "",
                    measured ? percent(Goal.COLD) : "",
                    measured ? (share <= Goal.COLD ? "yes" : "**above**") : "",
                    "`" + process.command() + "`");
        }
        return table;
    }

    private static String percent(double share) {
        return format("%.0f %%", 100 * share);
    }

    /// What the table of cold processes lacks.
    private String coldRemark() {
        boolean alone =
                !results.coldProcesses().isEmpty()
                        && results.coldProcesses().stream().noneMatch(ColdProcess::isPython);
        return alone
                ? "No Python with PyTorch was found (PYTHON, python3 on PATH): nothing to compare with.\n"
                : "";
    }
}
