package io.fanin.check.recognition;

import io.fanin.init.FanMode;
import io.fanin.init.Nonlinearity;
import io.fanin.law.Constant;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.model.inference.LayerGuess;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// The schemes that people use, with the laws that they give a tensor of some shape, the commonest
/// first.
final class Schemes {
    private static final double STEP = 0.1;

    /// The standard deviations that are written down as numbers.
    private static final double[] STDS = {
        0.02, 0.01, 1, 0.1, 0.05, 0.001, 0.006, 0.2, 0.5, 0.002, 0.005, 0.03, 0.04
    };

    /// The bounds that are.
    private static final double[] BOUNDS = {0.1, 0.05, 0.01, 1, 0.5, 0.2, 0.001, 0.003, 0.08, 0.02};

    /// The standard deviation of what a standard normal law leaves on [−2, 2]; libraries divide by
    /// it.
    private static final double CUT_STD = 0.87962566103423978;

    /// Hugging Face's GPT-2 divides the deviation of its residual projections by √(2 · layers).
    private static final int[] LAYERS = {12, 24, 32, 36, 48, 6, 2, 4, 8, 16, 40, 64, 80, 96, 1, 3};

    /// Later gains are met less often.
    private static final List<Nonlinearity> NONLINEARITIES =
            List.of(
                    Nonlinearity.RELU,
                    Nonlinearity.LINEAR,
                    Nonlinearity.TANH,
                    Nonlinearity.SELU,
                    Nonlinearity.LEAKY_RELU);

    private final Shape shape;
    private final List<Scheme> found = new ArrayList<>();

    private Schemes(Shape shape) {
        this.shape = shape;
    }

    static List<Scheme> of(Shape shape, LayerGuess guess) {
        Schemes schemes = new Schemes(shape);
        guess.construction()
                .ifPresent(initializer -> {
                    Law law = initializer.law(shape);
                    if (!(law instanceof Constant)) {
                        schemes.add("pytorch-default", law);
                    }
                });
        if (shape.rank() >= 2 && shape.count() > 0) {
            schemes.fans();
        }
        schemes.numbers();
        return schemes.found;
    }

    private void add(String name, Law law) {
        found.add(new Scheme(name, law, STEP * found.size()));
    }

    private void both(String scheme, String arguments, double std) {
        String rest = arguments.isEmpty() ? "" : "(" + arguments + ")";
        double bound = Math.sqrt(3) * std;
        add(scheme + "_uniform" + rest, new Uniform(-bound, bound));
        add(scheme + "_normal" + rest, new Normal(0, std));
    }

    private void fans() {
        double fanIn = FanMode.FAN_IN.of(shape);
        double fanOut = FanMode.FAN_OUT.of(shape);
        double glorot = Math.sqrt(2.0 / (fanIn + fanOut));
        both("kaiming", "relu, fan_in", Math.sqrt(2 / fanIn));
        both("xavier", "", glorot);
        both("kaiming", "relu, fan_out", Math.sqrt(2 / fanOut));
        double bound = 1 / Math.sqrt(fanIn);
        add("kaiming_uniform(a=√5, fan_in)", new Uniform(-bound, bound));
        cut("lecun_trunc_normal", Math.sqrt(1 / fanIn));
        cut("kaiming_trunc_normal", Math.sqrt(2 / fanIn));
        cut("xavier_trunc_normal", glorot);
        for (Nonlinearity each : NONLINEARITIES.subList(1, NONLINEARITIES.size())) {
            both("kaiming", each + ", fan_in", each.gain() / Math.sqrt(fanIn));
        }
        for (Nonlinearity each : NONLINEARITIES.subList(1, NONLINEARITIES.size())) {
            both("kaiming", each + ", fan_out", each.gain() / Math.sqrt(fanOut));
        }
        both("xavier", "gain=√2", Math.sqrt(2) * glorot);
        both("xavier", "gain=5/3", 5.0 / 3 * glorot);
        both("xavier", "gain=3/4", 0.75 * glorot);
        both("xavier", "gain=0.5", 0.5 * glorot);
        both("xavier", "gain=0.1", 0.1 * glorot);
        double smallest = Math.sqrt(2 / (5 * fanIn));
        add("normal(std=√(2/(5·fan_in)))", new Normal(0, smallest));
        for (int layers : LAYERS) {
            add(
                    "normal(std=0.02/√(2·" + layers + "))",
                    new Normal(0, 0.02 / Math.sqrt(2.0 * layers)));
        }
    }

    /// JAX, Keras and timm cut at two standard deviations and make up for the variance that is
    /// lost.
    private void cut(String name, double std) {
        double before = std / CUT_STD;
        add(name + "(fan_in)", new TruncatedNormal(0, before, -2 * before, 2 * before));
    }

    private void numbers() {
        for (double std : STDS) {
            add("normal(std=" + Decimal.of(std) + ")", new Normal(0, std));
            add("trunc_normal(std=" + Decimal.of(std) + ")", new TruncatedNormal(0, std, -2, 2));
            add(
                    "trunc_normal(std="
                            + Decimal.of(std)
                            + ", "
                            + Decimal.of(-2 * std)
                            + ", "
                            + Decimal.of(2 * std)
                            + ")",
                    new TruncatedNormal(0, std, -2 * std, 2 * std));
        }
        add("uniform()", new Uniform(0, 1));
        for (double bound : BOUNDS) {
            add(
                    "uniform(" + Decimal.of(-bound) + ", " + Decimal.of(bound) + ")",
                    new Uniform(-bound, bound));
        }
    }
}
