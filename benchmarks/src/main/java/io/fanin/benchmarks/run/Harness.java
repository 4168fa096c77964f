package io.fanin.benchmarks.run;

import io.fanin.benchmarks.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs trials by JMH, each in JVMs of its own. What JMH says goes to files of `logs`.
final class Harness {
    /// Flags of the JVMs that are timed.
    static final List<String> FLAGS =
            List.of(
                    "--add-modules=jdk.incubator.vector",
                    "-Dfanin.vector.at-once=true",
                    "--enable-native-access=ALL-UNNAMED");

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private final Effort effort;
    private final Path logs;
    private int runs;

    Harness(Effort effort, Path logs) throws IOException {
        this.effort = effort;
        this.logs = Files.createDirectories(logs);
    }

    /// A script that starts a JVM in which OpenBLAS has that many threads and chooses its kernels
    /// for itself.
    private Path launcher(Threads threads) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path script = logs.resolve("java-" + threads.name().toLowerCase(Locale.ROOT));
        Files.writeString(
                script,
                """
                #!/bin/sh
                unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
                OPENBLAS_NUM_THREADS=%d exec "%s" "$@"
                """
                        .formatted(threads.count(), java));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script.toAbsolutePath();
    }

    Measurement run(Trial trial) throws IOException, RunnerException {
        Path log = logs.resolve("jmh-%03d.log".formatted(++runs));
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include("^" + Pattern.quote(trial.benchmark().getName() + "."))
                        .forks(effort.forks())
                        .warmupIterations(trial.isNative() ? 1 : effort.warmup())
                        .warmupTime(TimeValue.milliseconds(effort.milliseconds()))
                        .measurementIterations(effort.iterations())
                        .measurementTime(TimeValue.milliseconds(effort.milliseconds()))
                        .addProfiler(GCProfiler.class)
                        .jvm(launcher(trial.threads()).toString())
                        .jvmArgs(FLAGS.toArray(String[]::new))
                        .shouldFailOnError(true)
                        .output(log.toString());
        trial.parameters().forEach(options::param);
        RunResult result;
        try {
            result = new Runner(options.build()).runSingle();
        } catch (RunnerException e) {
            throw new RunnerException(trial + " failed; " + log + " tells why", e);
        }
        List<Double> nanos = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                nanos.add(iteration.getPrimaryResult().getScore());
            }
        }
        double allocated = Double.NaN;
        for (String name : result.getSecondaryResults().keySet()) {
            if (name.endsWith(ALLOCATION)) {
                allocated = result.getSecondaryResults().get(name).getScore();
            }
        }
        return new Measurement(trial, nanos, allocated);
    }
}
