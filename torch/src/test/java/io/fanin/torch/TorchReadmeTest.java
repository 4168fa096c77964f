package io.fanin.torch;

import static io.fanin.init.Initializers.xavierUniform;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.random.TorchGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.junit.jupiter.api.Test;

/// The README's example with libtorch: the same lines as here.
class TorchReadmeTest {
    private static final Path README = Path.of("../README.md");
    private static final Path HERE = Path.of("src/test/java/io/fanin/torch/TorchReadmeTest.java");

    private static Object example() {
        // README begins
        class Net extends Module {
            final LinearImpl fc = register_module("fc", new LinearImpl(2, 1));
        }
        var net = new Net();
        TorchGenerator.seed(42).fill(TorchWeights.of(net).tensor("fc.weight"), xavierUniform());
        IO.println(net.fc.weight().data_ptr_float().get(0)); // 1.0812207
        // README ends
        return net.fc.weight().data_ptr_float().get(0);
    }

    @Test
    void theReadmesLibtorchIsTheCodeThatRunsHere() throws IOException {
        String source = Files.readString(HERE);
        int begin = source.indexOf('\n', source.indexOf("// README begins")) + 1;
        int end = source.lastIndexOf('\n', source.indexOf("// README ends"));
        List<String> blocks =
                Pattern.compile("(?ms)^```java\n(.*?)^```$")
                        .matcher(Files.readString(README))
                        .results()
                        .map(block -> block.group(1))
                        .toList();
        assertThat(blocks).contains(source.substring(begin, end).stripIndent() + "\n");
    }

    @Test
    void itPrintsWhatTheReadmeShows() throws IOException {
        PrintStream before = System.out;
        System.setOut(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        Object value;
        try {
            value = example();
        } finally {
            System.setOut(before);
        }
        assertThat(Files.readString(README)).contains("get(0)); // " + value + "\n");
    }
}
