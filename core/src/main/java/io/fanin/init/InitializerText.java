package io.fanin.init;

import io.fanin.internal.python.PythonText;
import io.fanin.law.Constant;
import io.fanin.law.Dirac;
import io.fanin.law.Eye;
import io.fanin.law.Initializer;
import io.fanin.law.Normal;
import io.fanin.law.Orthogonal;
import io.fanin.law.Sparse;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import java.util.Optional;
import java.util.StringJoiner;

/// Writes an initializer as the call of a function of `torch.nn.init`, without the arguments that
/// are PyTorch's defaults.
final class InitializerText {
    private final String function;
    private final StringJoiner arguments = new StringJoiner(", ", "(", ")").setEmptyValue("");

    private InitializerText(String function) {
        this.function = function;
    }

    /// Empty if `torch.nn.init` has no such function.
    static Optional<String> of(Initializer initializer) {
        return Optional.ofNullable(
                switch (initializer) {
                    case Constant(double value) when value == 1 -> "ones";
                    case Constant(double value) when isZero(value) -> "zeros";
                    case Constant(double value) -> call("constant").with(value).text();
                    case Uniform(double lower, double upper) when isZero(lower) && upper == 1 ->
                            "uniform";
                    case Uniform(double lower, double upper) ->
                            call("uniform").with(lower).with(upper).text();
                    case Normal(double mean, double std) ->
                            call("normal").with("mean", mean, 0).with("std", std, 1).text();
                    case TruncatedNormal(double mean, double std, double lower, double upper) ->
                            call("trunc_normal")
                                    .with("mean", mean, 0)
                                    .with("std", std, 1)
                                    .with("a", lower, -2)
                                    .with("b", upper, 2)
                                    .text();
                    case Eye() -> "eye";
                    case Dirac(long groups) -> groups == 1 ? "dirac" : "dirac(" + groups + ")";
                    case Orthogonal(double gain) -> call("orthogonal").with("gain", gain, 1).text();
                    case Sparse(double sparsity, double std) ->
                            call("sparse").with(sparsity).with("std", std, 0.01).text();
                    case XavierUniform(double gain) ->
                            call("xavier_uniform").with("gain", gain, 1).text();
                    case XavierNormal(double gain) ->
                            call("xavier_normal").with("gain", gain, 1).text();
                    case KaimingUniform(double a, FanMode mode, Nonlinearity nonlinearity) ->
                            call("kaiming_uniform").kaiming(a, mode, nonlinearity).text();
                    case KaimingNormal(double a, FanMode mode, Nonlinearity nonlinearity) ->
                            call("kaiming_normal").kaiming(a, mode, nonlinearity).text();
                    default -> null;
                });
    }

    /// Whether it is 0 and not −0.
    private static boolean isZero(double value) {
        return Double.compare(value, 0) == 0;
    }

    private static InitializerText call(String function) {
        return new InitializerText(function);
    }

    private InitializerText with(double value) {
        arguments.add(number(value));
        return this;
    }

    private InitializerText with(String name, double value, double otherwise) {
        if (Double.compare(value, otherwise) != 0) {
            arguments.add(name + "=" + number(value));
        }
        return this;
    }

    private InitializerText kaiming(double a, FanMode mode, Nonlinearity nonlinearity) {
        if (nonlinearity != Nonlinearity.LEAKY_RELU) {
            arguments.add(nonlinearity.toString());
        }
        with("a", a, 0);
        if (mode != FanMode.FAN_IN) {
            arguments.add(mode.toString());
        }
        return this;
    }

    /// As Python writes it, a whole number without a fraction.
    private static String number(double value) {
        String text = PythonText.decimal(value);
        return text.endsWith(".0") && !text.equals("-0.0")
                ? text.substring(0, text.length() - 2)
                : text;
    }

    private String text() {
        return function + arguments;
    }
}
