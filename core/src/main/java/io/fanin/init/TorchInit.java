package io.fanin.init;

import io.fanin.internal.require.Require;
import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Initializer;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The functions of `torch.nn.init` called by name, as a file or a command line names them.
public final class TorchInit {
    /// Each function's arguments in PyTorch's order.
    static final SequencedMap<String, List<String>> SIGNATURES = signatures();

    private final String function;
    private final Map<String, Object> arguments;

    private static SequencedMap<String, List<String>> signatures() {
        SequencedMap<String, List<String>> signatures = new LinkedHashMap<>();
        signatures.put("uniform", List.of("a", "b"));
        signatures.put("normal", List.of("mean", "std"));
        signatures.put("trunc_normal", List.of("mean", "std", "a", "b"));
        signatures.put("constant", List.of("val"));
        signatures.put("ones", List.of());
        signatures.put("zeros", List.of());
        signatures.put("eye", List.of());
        signatures.put("dirac", List.of("groups"));
        signatures.put("xavier_uniform", List.of("gain"));
        signatures.put("xavier_normal", List.of("gain"));
        signatures.put("kaiming_uniform", List.of("a", "mode", "nonlinearity"));
        signatures.put("kaiming_normal", List.of("a", "mode", "nonlinearity"));
        signatures.put("orthogonal", List.of("gain"));
        signatures.put("sparse", List.of("sparsity", "std"));
        return Collections.unmodifiableSequencedMap(signatures);
    }

    private TorchInit(String function, Map<String, ?> arguments) {
        this.function = function;
        this.arguments = new LinkedHashMap<>(arguments);
    }

    /// The initializer that a call means.
    ///
    /// @param function PyTorch's name without the trailing underscore, such as `kaiming_uniform`
    /// @param arguments PyTorch's keyword arguments: numbers and strings; those left out have
    ///   PyTorch's defaults
    /// @throws IllegalArgumentException if there is no such function or argument, or a value is not
    ///   allowed
    public static Initializer call(String function, Map<String, ?> arguments) {
        TorchInit call =
                new TorchInit(
                        Require.present("function", function),
                        Require.present("arguments", arguments));
        Initializer initializer = call.initializer();
        List<String> known = SIGNATURES.getOrDefault(function, List.of());
        if (!call.arguments.isEmpty()) {
            throw new IllegalArgumentException(
                    function
                            + " has no argument "
                            + String.join(", ", call.arguments.keySet())
                            + "; it has "
                            + (known.isEmpty() ? "none" : String.join(", ", known)));
        }
        return initializer;
    }

    /// The initializer that a text means: a function's name, with arguments between parentheses
    /// where they are not PyTorch's defaults. Arguments stand by position or by name; a
    /// nonlinearity or a fan mode is known by its spelling, wherever it stands.
    ///
    /// `normal(std=0.02)`, `uniform(-0.1, 0.1)`, `kaiming_normal(relu, fan_out)`, `zeros`
    ///
    /// @throws IllegalArgumentException if the text means none; the message says at which column,
    ///   what was found there and what was expected
    public static Initializer parse(String text) {
        return new InitializerParser(Require.present("text", text)).parse();
    }

    /// The text that [#parse] reads as an equal initializer, to the last bit of its numbers.
    ///
    /// @throws IllegalArgumentException if `torch.nn.init` has no such initializer
    public static String text(Initializer initializer) {
        return InitializerText.of(Require.present("initializer", initializer))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "torch.nn.init has no function for "
                                        + initializer
                                        + "; it has "
                                        + String.join(", ", SIGNATURES.keySet())));
    }

    /// Whether `torch.nn.init` has the initializer, so that it has a [#text].
    public static boolean has(Initializer initializer) {
        return InitializerText.of(Require.present("initializer", initializer)).isPresent();
    }

    private Initializer initializer() {
        return switch (function) {
            case "uniform" -> new Uniform(number("a", 0), number("b", 1));
            case "normal" -> new Normal(number("mean", 0), number("std", 1));
            case "trunc_normal" ->
                    new TruncatedNormal(
                            number("mean", 0), number("std", 1), number("a", -2), number("b", 2));
            case "constant" -> new Constant(required("val"));
            case "ones" -> new Constant(1);
            case "zeros" -> new Constant(0);
            case "eye" -> new Eye();
            case "dirac" -> new Dirac(whole("groups", 1));
            case "xavier_uniform" -> new XavierUniform(number("gain", 1));
            case "xavier_normal" -> new XavierNormal(number("gain", 1));
            case "kaiming_uniform" -> new KaimingUniform(number("a", 0), mode(), nonlinearity());
            case "kaiming_normal" -> new KaimingNormal(number("a", 0), mode(), nonlinearity());
            case "orthogonal" -> new Orthogonal(number("gain", 1));
            case "sparse" -> new Sparse(required("sparsity"), number("std", 0.01));
            default ->
                    throw new IllegalArgumentException(
                            "torch.nn.init has no function \""
                                    + function
                                    + "\"; it has "
                                    + String.join(", ", SIGNATURES.keySet()));
        };
    }

    private double required(String name) {
        if (!arguments.containsKey(name)) {
            throw new IllegalArgumentException(function + " needs the argument " + name);
        }
        return number(name, 0);
    }

    private long whole(String name, int otherwise) {
        if (arguments.get(name) instanceof Long) {
            return (long) take(name, otherwise);
        }
        double value = number(name, otherwise);
        if (value != (long) value) {
            throw new IllegalArgumentException(
                    function + ": " + name + " must be a whole number; got " + value);
        }
        return (long) value;
    }

    private double number(String name, double otherwise) {
        Object value = take(name, otherwise);
        if (!(value instanceof Number number)) {
            throw new IllegalArgumentException(
                    function + ": " + name + " must be a number; got " + value);
        }
        return number.doubleValue();
    }

    private String text(String name, String otherwise) {
        return String.valueOf(take(name, otherwise));
    }

    private Object take(String name, Object otherwise) {
        Object value = arguments.getOrDefault(name, otherwise);
        arguments.remove(name);
        return value;
    }

    private FanMode mode() {
        return FanMode.of(text("mode", "fan_in"));
    }

    private Nonlinearity nonlinearity() {
        return Nonlinearity.of(text("nonlinearity", "leaky_relu"));
    }
}
