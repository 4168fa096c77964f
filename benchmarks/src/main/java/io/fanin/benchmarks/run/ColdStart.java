package io.fanin.benchmarks.run;

import io.fanin.benchmarks.ColdFill;
import io.fanin.random.TorchCpu;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Times whole processes that fill 100 million float32 values once, in turns with cold Python
/// processes that do the same.
final class ColdStart {
    static final List<String> LAWS = List.of("uniform", "normal");

    private static final long COUNT = 100_000_000;

    /// What makes a process that lives for less than a second fast: a collector without threads.
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC");

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    private final Path folder;
    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private final String classPath =
            jar(TorchCpu.class) + System.getProperty("path.separator") + jar(ColdFill.class);

    ColdStart(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
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
            String what, String shown, List<String> command, List<Double> seconds) {
        ColdProcess done() {
            return new ColdProcess(what, shown, seconds);
        }
    }

    List<ColdProcess> run(Effort effort) throws IOException, InterruptedException {
        Optional<String> python = python();
        List<ColdProcess> results = new ArrayList<>();
        for (String law : LAWS) {
            List<Contender> contenders = new ArrayList<>();
            contenders.add(fanin(law, "scalar kernels, AOT cache", true, List.of()));
            contenders.add(fanin(law, "vector kernels, AOT cache", true, List.of(VECTORS)));
            contenders.add(fanin(law, "scalar kernels", false, List.of()));
            contenders.add(fanin(law, "vector kernels", false, List.of(VECTORS)));
            python.ifPresent(name -> contenders.add(python(name, law)));
            for (int round = 0; round < effort.coldProcesses(); round++) {
                for (Contender contender : contenders) {
                    contender.seconds.add(time(contender.command));
                }
            }
            contenders.stream().map(Contender::done).forEach(results::add);
        }
        return results;
    }

    private Contender fanin(String law, String kind, boolean cached, List<String> flags)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(FLAGS);
        options.addAll(flags);
        List<String> program =
                List.of("-cp", classPath, ColdFill.class.getName(), law, Long.toString(COUNT));
        String shown = "java " + String.join(" ", options);
        if (cached) {
            Path cache = folder.resolve(law + (flags.isEmpty() ? "-scalar" : "-vector") + ".aot");
            Files.deleteIfExists(cache);
            time(command(List.of("-XX:AOTCacheOutput=" + cache), options, program));
            options.add("-XX:AOTCache=" + cache);
            shown += " -XX:AOTCache=" + cache.getFileName();
        }
        return new Contender(
                "Fanin, " + law + ", " + kind,
                shown + " " + ColdFill.class.getSimpleName() + " " + law + " " + COUNT,
                command(List.of(), options, program),
                new ArrayList<>());
    }

    private List<String> command(List<String> first, List<String> options, List<String> program) {
        return Stream.of(List.of(java.toString()), first, options, program)
                .flatMap(List::stream)
                .toList();
    }

    private static Contender python(String name, String law) {
        String program =
                "import torch; torch.manual_seed(1); torch.empty(" + COUNT + ")." + law + "_()";
        return new Contender(
                "Python, " + law,
                "python3 -c \"" + program + "\"",
                List.of(name, "-c", program),
                new ArrayList<>());
    }

    /// The first Python that has PyTorch: that of the environment variable PYTHON, on PATH, or the
    /// system's.
    private static Optional<String> python() throws IOException, InterruptedException {
        for (String name :
                Stream.of(System.getenv("PYTHON"), "python3", "/usr/bin/python3")
                        .filter(name -> name != null)
                        .toList()) {
            try {
                if (start(List.of(name, "-c", "import torch")).waitFor() == 0) {
                    return Optional.of(name);
                }
            } catch (IOException e) {
                // No such program: the next one.
            }
        }
        return Optional.empty();
    }

    private static double time(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int code = start(command).waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (code != 0) {
            throw new IOException("exit code " + code + " of: " + String.join(" ", command));
        }
        return seconds;
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
