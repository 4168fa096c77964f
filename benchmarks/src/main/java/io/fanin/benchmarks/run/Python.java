package io.fanin.benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The Python beside which Fanin is timed.
final class Python {
    private Python() {}

    /// The first Python that has a module: that of the environment variable PYTHON, on PATH, or the
    /// system's.
    ///
    /// @param folder where it is started: Python would import what lies in the current one
    static Optional<String> having(String module, Path folder)
            throws IOException, InterruptedException {
        for (String name :
                Stream.of(System.getenv("PYTHON"), "python3", "/usr/bin/python3")
                        .filter(Objects::nonNull)
                        .toList()) {
            try {
                Process process =
                        new ProcessBuilder(List.of(name, "-c", "import " + module))
                                .directory(folder.toFile())
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start();
                if (process.waitFor() == 0) {
                    return Optional.of(name);
                }
            } catch (IOException e) {
                // No such program: the next one.
            }
        }
        return Optional.empty();
    }
}
