package io.fanin.cli.seed;

import io.fanin.init.TorchInit;
import io.fanin.law.Initializer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say what the values were drawn by.
final class Scheme {
    private static final String DEFAULT = "default";

    @Option(
            names = "--scheme",
            required = true,
            paramLabel = "SCHEME",
            description =
                    "what drew the values: a function of torch.nn.init, such as uniform or \"normal(std=0.02)\"; default"
                            + " is what PyTorch's layers draw their weights by")
    private String text = "";

    @Option(
            names = "--nonlinearity",
            paramLabel = "NAME",
            description = "of a kaiming scheme, such as relu")
    private @Nullable String nonlinearity;

    @Option(names = "--from", paramLabel = "X", description = "lower end of scheme uniform")
    private @Nullable Double from;

    @Option(names = "--to", paramLabel = "X", description = "upper end of scheme uniform")
    private @Nullable Double to;

    /// @throws IllegalArgumentException if the options mean none
    Initializer initializer() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        put(arguments, "a", from);
        put(arguments, "b", to);
        put(arguments, "nonlinearity", nonlinearity);
        if (arguments.isEmpty()) {
            return TorchInit.parse(
                    text.equals(DEFAULT) ? "kaiming_uniform(a=" + Math.sqrt(5) + ")" : text);
        }
        if ((from != null || to != null) && !text.equals("uniform")) {
            throw new IllegalArgumentException(
                    "--from and --to are the ends of scheme uniform; got scheme " + text);
        }
        return TorchInit.call(text, arguments);
    }

    private static void put(Map<String, Object> arguments, String name, @Nullable Object value) {
        if (value != null) {
            arguments.put(name, value);
        }
    }
}
