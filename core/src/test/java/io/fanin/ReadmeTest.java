package io.fanin;

import static io.fanin.init.Initializers.kaimingUniform;
import static io.fanin.init.Initializers.zeros;
import static io.fanin.init.Nonlinearity.RELU;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.model.Weights;
import io.fanin.model.layer.Container;
import io.fanin.model.layer.Linear;
import io.fanin.random.TorchGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The README's example: the same lines as here, and what they print.
class ReadmeTest {
    private static final Path README = Path.of("../README.md");
    private static final Path HERE = Path.of("src/test/java/io/fanin/ReadmeTest.java");

    private static void example() {
        // README begins
        var model =
                Container.named("SimpleNN")
                        .with("fc1", new Linear(2, 4))
                        .with("fc2", new Linear(4, 1));
        var generator = TorchGenerator.seed(42);
        var weights = Weights.construct(model, generator);
        weights.apply(layer -> {
            if (layer.layer() instanceof Linear) {
                generator.fill(layer.weight(), kaimingUniform(RELU));
                generator.fill(layer.bias(), zeros());
            }
        });
        weights.namedParameters().forEach((name, tensor) -> IO.println(name + " : " + tensor));
        // README ends
    }

    private static List<String> fenced(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(Files.readString(README))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    @Test
    void theReadmesJavaIsTheCodeThatRunsHere() throws IOException {
        String source = Files.readString(HERE);
        int begin = source.indexOf('\n', source.indexOf("// README begins")) + 1;
        int end = source.lastIndexOf('\n', source.indexOf("// README ends"));
        assertThat(fenced("java").getFirst())
                .isEqualTo(source.substring(begin, end).stripIndent() + "\n");
    }

    @Test
    void itPrintsWhatTheReadmeShows() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            example();
        } finally {
            System.setOut(before);
        }
        assertThat(fenced("text")).contains(printed.toString(StandardCharsets.UTF_8));
    }
}
