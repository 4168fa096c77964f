package io.fanin.benchmarks.run;

import io.fanin.benchmarks.ModelFile;
import io.fanin.checkpoint.write.Cut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Times whole models written to files: vgg11 beside its construction in Python, in turns, and a
/// part of vit_b_16 beside the whole.
final class ModelFiles {
    private static final String CONSTRUCTED = "vgg11";
    private static final String CUT = "vit_b_16";

    /// Seconds in which a JVM writes before times count: the compilers are busy for the first ten.
    private static final int WARMUP = 20;

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

    /// What is timed in a process that is started again and again.
    ///
    /// @param label what stands before the seconds that the process prints; several contenders may
    ///   be timed in turns by one command. If it is not there, the process itself is timed
    private record Contender(
            String model,
            String what,
            String shown,
            List<String> command,
            Optional<String> label,
            List<Double> seconds,
            List<Long> peaks) {
        Contender(
                String model,
                String what,
                String shown,
                List<String> command,
                Optional<String> label) {
            this(model, what, shown, command, label, new ArrayList<>(), new ArrayList<>());
        }

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
        contenders.addAll(warm(CONSTRUCTED, List.of(Cut.WHOLE)));
        contenders.add(command());
        contenders.addAll(warm(CUT, List.of(Cut.WHOLE, Cut.ROWS, Cut.COLUMNS, Cut.FLAT)));
        start(List.of(command())); // which builds the command where that is needed
        Map<List<String>, List<Contender>> processes =
                contenders.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Contender::command,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        for (int round = 0; round < effort.coldProcesses(); round++) {
            for (List<Contender> together : processes.values()) {
                start(together);
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
                what.equals(ModelTime.PYTHON) ? Optional.of("") : Optional.empty());
    }

    private List<Contender> warm(String model, List<Cut> cuts) {
        List<String> options = List.of("-XX:+UseSerialGC", "--add-modules=jdk.incubator.vector");
        List<String> program =
                List.of("-cp", System.getProperty("java.class.path"), ModelFile.class.getName());
        List<String> arguments =
                List.of(model, file.toString(), Integer.toString(WARMUP), Integer.toString(TIMES));
        List<String> names = cuts.stream().map(Cut::name).toList();
        List<String> command =
                Stream.of(List.of(java), options, program, arguments, names)
                        .flatMap(List::stream)
                        .toList();
        String shown =
                "java "
                        + String.join(" ", options)
                        + " ModelFile "
                        + model
                        + " ... "
                        + String.join(" ", names);
        return cuts.stream()
                .map(cut ->
                        new Contender(model, what(cut), shown, command, Optional.of(cut.name())))
                .toList();
    }

    private static String what(Cut cut) {
        return cut == Cut.WHOLE
                ? ModelTime.WHOLE
                : Table.format(ModelTime.PART, cut.name().toLowerCase(Locale.ROOT));
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
                Optional.empty());
    }

    /// Starts the process that the contenders have in common.
    private void start(List<Contender> together) throws IOException, InterruptedException {
        List<String> command = together.getFirst().command;
        Files.deleteIfExists(file);
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(command)
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
                    "exit code " + process.exitValue() + " of: " + String.join(" ", command));
        }
        for (Contender contender : together) {
            contender.peaks.add(peak);
            contender.label.ifPresentOrElse(
                    label ->
                            printed.lines()
                                    .filter(line -> line.startsWith(label))
                                    .map(line -> Double.valueOf(line.substring(label.length())))
                                    .forEach(contender.seconds::add),
                    () -> contender.seconds.add(seconds));
        }
    }

    /// The most memory that a process has held so far, where Linux tells it: not of one that has
    /// just ended.
    private static Optional<Long> peak(long process) {
        Path status = Path.of("/proc", Long.toString(process), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
