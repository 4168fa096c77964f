package io.fanin.benchmarks.run;

import io.fanin.benchmarks.ColdFill;
import io.fanin.random.TorchCpu;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Times whole processes that fill 100 million float32 values once, in turns with cold Python
/// processes that do the same.
final class ColdStart {
    static final List<String> LAWS = List.of("uniform", "normal");

    private static final long COUNT = 100_000_000;

    /// A collector without threads of its own.
    private static final String COLLECTOR = "-XX:+UseSerialGC";

    /// Vectors are slow until they are compiled: the fill waits for that, and it begins at once.
    private static final List<String> VECTORS =
            List.of(
                    "--add-modules=jdk.incubator.vector",
                    "-XX:CompileCommand=quiet",
                    "-XX:CompileCommand=CompileThresholdScaling,io.fanin.internal.*::*,0.001",
                    "-XX:CompileCommand=BackgroundCompilation,io.fanin.internal.*::*,false");

    /// Lets the C library ask for huge pages, of which 400 MB take fewer to touch.
    private static final Map<String, String> HUGE_PAGES =
            Map.of("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");

    private final Path folder;
    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private final String classPath =
            jar(TorchCpu.class) + System.getProperty("path.separator") + jar(ColdFill.class);

    ColdStart(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A process to be timed.
    private record Contender(
            String law,
            String what,
            String shown,
            List<String> command,
            Map<String, String> environment,
            List<Double> seconds) {
        ColdProcess done() {
            String settings =
                    environment.entrySet().stream()
                            .map(entry -> entry + " ")
                            .collect(Collectors.joining());
            return new ColdProcess(law, what, settings + shown, seconds);
        }
    }

    List<ColdProcess> run(Effort effort) throws IOException, InterruptedException {
        Optional<String> python = Python.having("torch", folder);
        List<ColdProcess> results = new ArrayList<>();
        for (String law : LAWS) {
            List<Contender> contenders = new ArrayList<>();
            contenders.add(
                    fanin(law, "Fanin, scalar kernels, AOT cache", true, List.of(), HUGE_PAGES));
            contenders.add(
                    fanin(law, "Fanin, vector kernels, AOT cache", true, VECTORS, HUGE_PAGES));
            contenders.add(fanin(law, "Fanin, scalar kernels", false, List.of(), Map.of()));
            contenders.add(
                    fanin(law, "Fanin, vector kernels", false, VECTORS.subList(0, 1), Map.of()));
            if (python.isPresent()) {
                contenders.add(python(python.get(), law, HUGE_PAGES));
                contenders.add(python(python.get(), law, Map.of()));
            }
            for (int round = 0; round < effort.coldProcesses(); round++) {
                for (Contender contender : contenders) {
                    contender.seconds.add(time(contender.command, contender.environment));
                }
            }
            contenders.stream().map(Contender::done).forEach(results::add);
        }
        return results;
    }

    private Contender fanin(
            String law,
            String what,
            boolean cached,
            List<String> flags,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>();
        options.add(COLLECTOR);
        options.addAll(flags);
        List<String> program =
                List.of("-cp", classPath, ColdFill.class.getName(), law, Long.toString(COUNT));
        String shown = "java " + String.join(" ", options);
        if (cached) {
            String cache = law + (flags.isEmpty() ? "-scalar" : "-vector") + ".aot";
            Files.deleteIfExists(folder.resolve(cache));
            // The run that makes the cache.
            time(command(List.of("-XX:AOTCacheOutput=" + cache), options, program), environment);
            options.add("-XX:AOTCache=" + cache);
            shown += " -XX:AOTCache=" + cache;
        }
        return new Contender(
                law,
                what,
                shown + " " + ColdFill.class.getSimpleName() + " " + law + " " + COUNT,
                command(List.of(), options, program),
                environment,
                new ArrayList<>());
    }

    private List<String> command(List<String> first, List<String> options, List<String> program) {
        return Stream.of(List.of(java.toString()), first, options, program)
                .flatMap(List::stream)
                .toList();
    }

    private static Contender python(String name, String law, Map<String, String> environment) {
        String program =
                "import torch; torch.manual_seed(1); torch.empty(" + COUNT + ")." + law + "_()";
        return new Contender(
                law,
                ColdProcess.PYTHON,
                "python3 -c \"" + program + "\"",
                List.of(name, "-c", program),
                environment,
                new ArrayList<>());
    }

    private double time(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        int code = start(command, environment).waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (code != 0) {
            throw new IOException("exit code " + code + " of: " + String.join(" ", command));
        }
        return seconds;
    }

    /// Starts a process in a folder of its own: Python would import what lies in the current one.
    private Process start(List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
