package io.fanin.benchmarks.run;

import static io.fanin.benchmarks.run.Table.format;
import static io.fanin.benchmarks.run.Table.number;

import io.fanin.benchmarks.ScanBenchmark;
import io.fanin.benchmarks.ScanBenchmark.Way;
import io.fanin.benchmarks.Threads;
import io.fanin.tensor.DType;
import java.util.Map;
import java.util.Optional;

/// Scans of a file as a table in Markdown, copies of it beside.
final class ScanTable {
    private ScanTable() {}

    static Table of(Results results) {
        Table table =
                new Table(
                        "dtype",
                        "threads",
                        "scan, ns a value",
                        "spread",
                        "GB/s",
                        "copy of the file, GB/s",
                        "plain read, GB/s",
                        "scan / copy",
                        "at least",
                        "reached",
                        "bytes allocated per scan");
        for (Measurement scan : results.measurements()) {
            Trial trial = scan.trial();
            if (trial.benchmark() != ScanBenchmark.class || !trial.has(Map.of("way", Way.FANIN))) {
                continue;
            }
            DType dtype = DType.valueOf(trial.value("dtype"));
            double bytes = (double) Suite.SIZE * dtype.bytes();
            Optional<Double> copy = speed(results, trial, Way.COPY, bytes);
            Optional<Double> share = copy.map(c -> bytes / scan.median() / c);
            table.row(
                    Trial.words(dtype),
                    trial.threads().count(),
                    number(scan.median() / Suite.SIZE),
                    number(scan.least() / Suite.SIZE) + "–" + number(scan.most() / Suite.SIZE),
                    number(bytes / scan.median()),
                    copy.map(Table::number).orElse(""),
                    speed(results, trial, Way.READ, bytes).map(Table::number).orElse(""),
                    share.map(s -> format("%.2f", s)).orElse(""),
                    format("%.2f", Goal.SCAN_SHARE),
                    share.map(s -> s >= Goal.SCAN_SHARE ? "yes" : "**below**").orElse(""),
                    scan.allocatedText());
        }
        return table;
    }

    /// Of what has one thread alone.
    private static Optional<Double> speed(Results results, Trial trial, Way way, double bytes) {
        return results.with(trial, Map.of("way", way, "threads", Threads.ONE))
                .map(measurement -> bytes / measurement.median());
    }
}
