package io.fanin.benchmarks.run;

import static io.fanin.benchmarks.run.Table.format;
import static io.fanin.benchmarks.run.Table.number;

import java.util.OptionalDouble;

/// Models written to files as a table, the goals beside.
final class ModelTables {
    private final Results results;

    ModelTables(Results results) {
        this.results = results;
    }

    Table table() {
        Table table =
                new Table(
                        "model",
                        "what",
                        "seconds",
                        "spread",
                        "beside",
                        "goal",
                        "reached",
                        "most memory, MB",
                        "command");
        for (ModelTime each : results.models()) {
            OptionalDouble python = results.model(each.model(), ModelTime.PYTHON);
            OptionalDouble whole = results.model(each.model(), ModelTime.WHOLE);
            OptionalDouble process = results.model(each.model(), ModelTime.PYTHON_PROCESS);
            boolean isPython =
                    each.what().equals(ModelTime.PYTHON)
                            || each.what().equals(ModelTime.PYTHON_PROCESS);
            boolean isWhole = each.what().equals(ModelTime.WHOLE);
            String beside = "";
            String goal = "";
            String reached = "";
            if (!isPython && python.isPresent()) {
                double ratio = python.getAsDouble() / each.median();
                beside = format("Python's constructor / this: %.1f×", ratio);
                if (each.what().equals(ModelTime.PROCESS) && process.isPresent()) {
                    beside +=
                            format(
                                    "; its process / this: %.1f×",
                                    process.getAsDouble() / each.median());
                }
                goal = format("%.0f×, %,d MB", Goal.MODEL, Goal.MODEL_MEMORY / 1_000_000);
                reached =
                        ratio < Goal.MODEL
                                ? "**below**"
                                : each.peak() > Goal.MODEL_MEMORY ? "**above**" : "yes";
            } else if (!isPython && !isWhole && whole.isPresent()) {
                double share = each.median() / whole.getAsDouble();
                beside = format("of the whole's: %.0f %%", 100 * share);
                goal = format("%.0f %%", 100 * Goal.MODEL_PART);
                reached = share <= Goal.MODEL_PART ? "yes" : "**above**";
            }
            table.row(
                    each.model(),
                    each.what(),
                    number(each.median()),
                    number(each.least()) + "–" + number(each.most()),
                    beside,
                    goal,
                    reached,
                    format("%,.0f", each.peak() / 1e6),
                    "`" + each.command() + "`");
        }
        return table;
    }
}
