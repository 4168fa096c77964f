package io.fanin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A process with the redirections that the launcher gives it where vectors are used.
@EnabledOnOs({OS.LINUX, OS.MAC})
class StandardErrorTest {
    @TempDir private Path folder;

    @Test
    void anErrorKeepsItsPlaceInALogThatOthersWriteTo() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        String fanin =
                "'%s' -XX:TieredStopAtLevel=1 -Dfanin.stderr.is.stdin=true -cp '%s' %s inti"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                classPath(),
                                Fanin.class.getName());
        String script = "echo before >&2; " + fanin + " 0>&2 2>/dev/null; echo after $? >&2";
        Process process =
                new ProcessBuilder("sh", "-c", script)
                        .redirectError(log.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readAllLines(log))
                .startsWith("before")
                .endsWith("after " + ExitCode.USAGE)
                .anyMatch(line -> line.contains("\"inti\""));
    }

    /// Modules of the test are packages of the process.
    private static String classPath() {
        return Stream.of(
                        System.getProperty("java.class.path", ""),
                        System.getProperty("jdk.module.path", ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
