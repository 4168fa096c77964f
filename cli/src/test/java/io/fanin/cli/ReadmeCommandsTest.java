package io.fanin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's commands, run in order, and what it says that they print.
class ReadmeCommandsTest {
    private static final Path README = Path.of("../README.md");
    private static final Pattern BLOCK =
            Pattern.compile("```console\n(\\$ fanin .*?)```", Pattern.DOTALL);

    /// A command, and the lines up to the next one.
    private static final Pattern COMMAND = Pattern.compile("\\$ fanin (.*)\n((?:(?!\\$ ).*\n)*)");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");
    private static final Pattern FILE = Pattern.compile("[\\w.]+\\.(?:safetensors|json)");
    private static final Pattern TAIL = Pattern.compile(" \\| tail -(\\d+)$");

    @TempDir private Path folder;

    @Test
    void theReadmesCommandsPrintWhatItSays() throws IOException {
        List<MatchResult> commands = commands();
        assertThat(commands).hasSizeGreaterThan(3);
        for (MatchResult command : commands) {
            String line = command.group(1);
            Run run = Run.of(arguments(line));
            assertThat(new Run(run.code(), tail(line, run.out()), run.err()))
                    .as(line)
                    .isEqualTo(new Run(0, inFolder(command.group(2)), ""));
        }
    }

    private static List<MatchResult> commands() throws IOException {
        return BLOCK.matcher(Files.readString(README))
                .results()
                .flatMap(block -> COMMAND.matcher(block.group(1)).results())
                // Its file has defects that no command makes, and its table is left out.
                .filter(command -> !command.group(1).startsWith("check "))
                .toList();
    }

    private String[] arguments(String line) {
        List<String> words = new ArrayList<>();
        WORD.matcher(TAIL.matcher(line).replaceFirst(""))
                .results()
                .forEach(word ->
                        words.add(word.group(1) == null ? inFolder(word.group()) : word.group(1)));
        return words.toArray(String[]::new);
    }

    private String inFolder(String text) {
        return FILE.matcher(text).replaceAll(file -> folder.resolve(file.group()).toString());
    }

    private static String tail(String line, String out) {
        return TAIL.matcher(line)
                .results()
                .map(tail -> Integer.parseInt(tail.group(1)))
                .findFirst()
                .map(count -> {
                    List<String> lines = out.lines().toList();
                    return String.join("\n", lines.subList(lines.size() - count, lines.size()))
                            + "\n";
                })
                .orElse(out);
    }
}
