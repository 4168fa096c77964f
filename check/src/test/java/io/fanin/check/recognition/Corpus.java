package io.fanin.check.recognition;

import io.fanin.check.law.LawTest;
import io.fanin.check.report.Recognition;
import io.fanin.check.scan.Scan;
import io.fanin.init.TorchInit;
import io.fanin.law.Initializer;
import io.fanin.law.Law;
import io.fanin.model.inference.LayerGuess;
import io.fanin.model.inference.LayerInference;
import io.fanin.random.TorchGenerator;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Tensors of which the scheme is known: every scheme of `torch.nn.init` and the defaults of
/// PyTorch's layers, in 40 shapes.
final class Corpus {
    /// What PyTorch's constructors leave in weights and biases.
    static final String DEFAULT_WEIGHT = "default weight";

    static final String DEFAULT_BIAS = "default bias";

    /// Texts of schemes with the names that are to be found.
    static final SequencedMap<String, String> SCHEMES = new LinkedHashMap<>();

    static {
        String[][] schemes = {
            {"uniform", "uniform"},
            {"uniform(-0.1, 0.1)", "uniform(-0.1, 0.1)"},
            {"normal", "normal"},
            {"normal(std=0.02)", "normal(std=0.02)"},
            {"normal(mean=1, std=0.02)", "normal(mean=1, std=0.02)"},
            {"trunc_normal", "trunc_normal"},
            {"trunc_normal(std=0.02)", "trunc_normal(std=0.02)"},
            {"trunc_normal(std=0.02, a=-0.04, b=0.04)", "trunc_normal(std=0.02, a=-0.04, b=0.04)"},
            {"constant(0.5)", "constant(0.5)"},
            {"ones", "ones"},
            {"zeros", "zeros"},
            {"eye", "eye"},
            {"dirac", "dirac"},
            {"xavier_uniform", "xavier_uniform"},
            {"xavier_uniform(gain=1.6666666666666667)", "xavier_uniform(gain=5/3)"},
            {"xavier_normal", "xavier_normal"},
            {"kaiming_uniform(relu)", "kaiming_uniform(relu, fan_in)"},
            {"kaiming_uniform(relu, fan_out)", "kaiming_uniform(relu, fan_out)"},
            {"kaiming_uniform(tanh)", "kaiming_uniform(tanh, fan_in)"},
            {"kaiming_uniform(a=0.2)", "kaiming_uniform(leaky_relu, a=0.2, fan_in)"},
            {"kaiming_uniform(linear)", "kaiming_uniform(linear, fan_in)"},
            {"kaiming_normal(relu)", "kaiming_normal(relu, fan_in)"},
            {"kaiming_normal(relu, fan_out)", "kaiming_normal(relu, fan_out)"},
            {"kaiming_normal(linear)", "kaiming_normal(linear, fan_in)"},
            {"kaiming_normal(selu)", "kaiming_normal(selu, fan_in)"},
            {"orthogonal", "orthogonal"},
            {"orthogonal(gain=1.4142135623730951)", "orthogonal(gain=√2)"},
            {"sparse(0.1)", "sparse(0.1)"},
            {DEFAULT_WEIGHT, "pytorch-default"},
            {DEFAULT_BIAS, "pytorch-default"}
        };
        for (String[] each : schemes) {
            SCHEMES.put(each[0], each[1]);
        }
    }

    static final List<Shape> SHAPES =
            List.of(
                    Shape.of(1, 4),
                    Shape.of(4, 2),
                    Shape.of(4, 4),
                    Shape.of(8, 3),
                    Shape.of(5, 12),
                    Shape.of(10, 10),
                    Shape.of(6, 1, 5, 5),
                    Shape.of(16, 12),
                    Shape.of(20, 15),
                    Shape.of(10, 84),
                    Shape.of(16, 6, 3, 3),
                    Shape.of(32, 31),
                    Shape.of(16, 3, 5, 5),
                    Shape.of(32, 48),
                    Shape.of(16, 6, 5, 5),
                    Shape.of(64, 64),
                    Shape.of(8, 512),
                    Shape.of(512, 8),
                    Shape.of(32, 16, 3, 3),
                    Shape.of(64, 3, 7, 7),
                    Shape.of(84, 120),
                    Shape.of(100, 100),
                    Shape.of(30, 20, 20),
                    Shape.of(16, 8, 3, 3, 3),
                    Shape.of(120, 256),
                    Shape.of(256, 120),
                    Shape.of(64, 64, 3, 3),
                    Shape.of(192, 192),
                    Shape.of(128, 512),
                    Shape.of(512, 128),
                    Shape.of(1000, 64),
                    Shape.of(128, 64, 3, 3),
                    Shape.of(256, 512),
                    Shape.of(384, 384),
                    Shape.of(128, 128, 3, 3),
                    Shape.of(768, 256),
                    Shape.of(64, 64, 7, 7),
                    Shape.of(300, 700),
                    Shape.of(50, 5000),
                    Shape.of(512, 512));

    private static final LayerGuess NOTHING =
            new LayerGuess("", List.of(), Optional.empty(), Optional.empty());

    private final Recognizer recognizer = new Recognizer(new LawTest(TorchVersion.V2_10));

    /// @param size how many values there are
    /// @param isNamed whether the true scheme is named first, or among those of the very same law
    record Outcome(long size, boolean isNamed, Recognition found) {}

    /// @return empty if the scheme has no law for the shape
    Optional<Outcome> recognize(String scheme, Shape shape, int seed, DType drawn, DType stored) {
        boolean isDefault = scheme.equals(DEFAULT_WEIGHT) || scheme.equals(DEFAULT_BIAS);
        LayerGuess guess = isDefault ? guess(scheme, shape) : NOTHING;
        Shape own = scheme.equals(DEFAULT_BIAS) ? Shape.of(shape.dim(0)) : shape;
        Initializer initializer =
                isDefault ? guess.construction().orElseThrow() : TorchInit.parse(scheme);
        Law law;
        Tensor tensor = Tensor.zeros(drawn, own);
        try {
            law = initializer.law(own);
            TorchGenerator.seed(seed).fill(tensor, law);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // no eye beyond matrices, no dirac of matrices
        }
        Tensor kept = Tensor.zeros(stored, own);
        kept.copy(tensor);
        Recognition found = recognizer.of(kept, Scan.of(kept), guess);
        String name = Map.copyOf(SCHEMES).get(scheme);
        boolean isFirst = !found.schemes().isEmpty() && found.schemes().getFirst().equals(name);
        boolean isSame =
                found.schemes().contains(name)
                        && found.law().filter(it -> isSame(it, law, drawn)).isPresent();
        return Optional.of(new Outcome(own.count(), isFirst || isSame, found));
    }

    private static boolean isSame(Law found, Law law, DType drawn) {
        return Ranking.isSame(found, law)
                || (Double.isFinite(law.lower())
                        && Form.of(found) == Form.UNIFORM
                        && drawn.round(found.lower()) == drawn.round(law.lower())
                        && drawn.round(found.upper()) == drawn.round(law.upper()));
    }

    private static LayerGuess guess(String scheme, Shape shape) {
        SequencedMap<String, Shape> tensors = new LinkedHashMap<>();
        tensors.put("layer.weight", shape);
        tensors.put("layer.bias", Shape.of(shape.dim(0)));
        SequencedMap<String, LayerGuess> guesses = LayerInference.infer(tensors);
        LayerGuess guess = guesses.get(scheme.equals(DEFAULT_BIAS) ? "layer.bias" : "layer.weight");
        if (guess == null) {
            throw new AssertionError("no guess for " + shape);
        }
        return guess;
    }
}
