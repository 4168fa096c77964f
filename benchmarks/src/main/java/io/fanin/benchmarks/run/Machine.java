package io.fanin.benchmarks.run;

import io.fanin.random.TorchCpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Where the figures come from.
///
/// @param libtorch the vector instructions that it uses
record Machine(
        String processor,
        int cores,
        String system,
        String java,
        List<String> flags,
        String kernels,
        String libtorch) {
    static Machine here(String libtorch) {
        return new Machine(
                findProcessor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vendor")
                        + " "
                        + Runtime.version()
                        + ", "
                        + System.getProperty("java.vm.name"),
                Harness.FLAGS,
                TorchCpu.kernels(),
                libtorch);
    }

    private static String findProcessor() {
        try {
            SequencedMap<String, String> first = new TreeMap<>();
            for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    first.putIfAbsent(
                            line.substring(0, colon).strip(), line.substring(colon + 1).strip());
                }
            }
            return "%s, family %s, model %s"
                    .formatted(
                            first.getOrDefault("model name", "unknown"),
                            first.getOrDefault("cpu family", "?"),
                            first.getOrDefault("model", "?"));
        } catch (IOException e) {
            return "unknown: " + e.getMessage();
        }
    }
}
