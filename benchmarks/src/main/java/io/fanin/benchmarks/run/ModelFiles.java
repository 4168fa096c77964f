package io.fanin.benchmarks.run;

import io.fanin.benchmarks.ModelFile;
import io.fanin.checkpoint.write.Cut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Times whole models written to files: vgg11 beside its construction in Python, in turns, and a
/// part of vit_b_16 beside the whole.
final class ModelFiles {
    private static final String CONSTRUCTED = "vgg11";
    private static final String CUT = "vit_b_16";

    /// Times in one JVM before those that count.
    private static final int WARMUP = 150;

    private static final int TIMES = 10;

    private final Path folder;
    private final Path fanin;
    private final Path file;
    private final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /// @param folder where files are written
    /// @param fanin the command
    ModelFiles(Path folder, Path fanin) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        this.fanin = fanin.toAbsolutePath();
        this.file = this.folder.resolve("model.safetensors");
    }

    /// A process to be started again and again.
    ///
    /// @param timed whether the process itself is timed; else it prints the seconds that count
    ///   behind `skipped` that don't
    private record Contender(
            String model,
            String what,
            String shown,
            List<String> command,
            boolean timed,
            int skipped,
            List<Double> seconds,
            List<Long> peaks) {
        ModelTime done() {
            return new ModelTime(
                    model,
                    what,
                    shown,
                    seconds,
                    peaks.stream().mapToLong(Long::longValue).max().orElse(0));
        }
    }

    List<ModelTime> run(Effort effort) throws IOException, InterruptedException {
        List<Contender> contenders = new ArrayList<>();
        Python.having("torchvision", folder)
                .ifPresent(name -> {
                    contenders.add(python(name));
                    contenders.add(pythonProcess(name));
                });
        contenders.add(warm(CONSTRUCTED, ModelTime.WHOLE, Cut.WHOLE));
        contenders.add(command());
        contenders.add(warm(CUT, ModelTime.WHOLE, Cut.WHOLE));
        for (Cut cut : List.of(Cut.ROWS, Cut.COLUMNS, Cut.FLAT)) {
            String how = cut.name().toLowerCase(Locale.ROOT);
            contenders.add(warm(CUT, Table.format(ModelTime.PART, how), cut));
        }
        start(command()); // which builds the command where that is needed
        for (int round = 0; round < effort.coldProcesses(); round++) {
            for (Contender contender : contenders) {
                start(contender);
            }
        }
        Files.deleteIfExists(file);
        return contenders.stream().map(Contender::done).toList();
    }

    private static Contender python(String name) {
        return python(
                name,
                ModelTime.PYTHON,
                "import time, torch, torchvision; torch.manual_seed(7); start = time.perf_counter();"
                        + " torchvision.models."
                        + CONSTRUCTED
                        + "(); print(time.perf_counter() - start)");
    }

    private static Contender pythonProcess(String name) {
        return python(
                name,
                ModelTime.PYTHON_PROCESS,
                "import torch, torchvision; torch.manual_seed(7); torchvision.models."
                        + CONSTRUCTED
                        + "()");
    }

    private static Contender python(String name, String what, String program) {
        return new Contender(
                CONSTRUCTED,
                what,
                "python3 -c \"" + program + "\"",
                List.of(name, "-c", program),
                what.equals(ModelTime.PYTHON_PROCESS),
                0,
                new ArrayList<>(),
                new ArrayList<>());
    }

    private Contender warm(String model, String what, Cut cut) {
        List<String> options = List.of("-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector");
        List<String> arguments =
                List.of(model, file.toString(), Integer.toString(WARMUP + TIMES), cut.name());
        List<String> program =
                List.of("-cp", System.getProperty("java.class.path"), ModelFile.class.getName());
        return new Contender(
                model,
                what,
                "java " + String.join(" ", options) + " ModelFile " + model + " ... " + cut,
                Stream.of(List.of(java), options, program, arguments)
                        .flatMap(List::stream)
                        .toList(),
                false,
                WARMUP,
                new ArrayList<>(),
                new ArrayList<>());
    }

    private Contender command() {
        String arguments = "init --arch " + CONSTRUCTED + " --recipe torchvision --seed 7 -o";
        return new Contender(
                CONSTRUCTED,
                ModelTime.PROCESS,
                "fanin " + arguments + " FILE",
                Stream.of(
                                List.of(fanin.toString()),
                                List.of(arguments.split(" ")),
                                List.of(file.toString()))
                        .flatMap(List::stream)
                        .toList(),
                true,
                0,
                new ArrayList<>(),
                new ArrayList<>());
    }

    private void start(Contender contender) throws IOException, InterruptedException {
        Files.deleteIfExists(file);
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(contender.command)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, peak(process.pid()).orElse(0L));
            Thread.sleep(2);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IOException(
                    "exit code "
                            + process.exitValue()
                            + " of: "
                            + String.join(" ", contender.command));
        }
        contender.peaks.add(peak);
        if (contender.timed) {
            contender.seconds.add(seconds);
        } else {
            printed.lines()
                    .skip(contender.skipped)
                    .map(Double::valueOf)
                    .forEach(contender.seconds::add);
        }
    }

    /// The most memory that a process has held so far, where Linux tells it.
    private static Optional<Long> peak(long process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
