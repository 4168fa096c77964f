package io.fanin.check.rule;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import io.fanin.check.report.Severity;
import io.fanin.law.Law;
import io.fanin.law.Uniform;
import io.fanin.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds biases of fresh files that are neither 0 nor as PyTorch's own constructor draws them.
///
/// Those of LSTMs, whose forget gates people set to 1, and of GRUs are left out. Constant ones are
/// a note: detectors begin with the logarithm of a prior.
final class BiasNotZero implements FileRule {
    private static final double SLACK = 1e-2;

    @Override
    public List<Finding> look(List<Digest> tensors, Expectation file) {
        if (file == Expectation.TRAINED) {
            return List.of();
        }
        List<String> drawn = new ArrayList<>();
        List<String> constant = new ArrayList<>();
        for (Digest each : tensors) {
            boolean bias = each.is(Role.BIAS);
            if (!bias || each.zeros() == each.shape().count() || isDefault(each)) {
                continue;
            }
            (each.min() == each.max() ? constant : drawn).add(each.name());
        }
        List<Finding> found = new ArrayList<>();
        if (!drawn.isEmpty()) {
            found.add(
                    Finding.of(
                            Kind.BIAS_NOT_ZERO,
                            drawn,
                            text(drawn.size(), "random")
                                    + ", and not as PyTorch's constructor draws it",
                            "set it to 0, or allow bias-not-zero if it is meant"));
        }
        if (!constant.isEmpty()) {
            found.add(
                    Finding.of(
                                    Kind.BIAS_NOT_ZERO,
                                    constant,
                                    text(constant.size(), "constant") + ", and not 0",
                                    "set it to 0, or allow bias-not-zero if it is meant")
                            .with(Severity.INFO));
        }
        return found;
    }

    private static String text(int count, String kind) {
        return String.format(
                Locale.ROOT,
                "%,d %s %s",
                count,
                count == 1 ? "bias of a fresh file is" : "biases of a fresh file are",
                kind);
    }

    /// Whether the values may be those of the constructor: within its bounds, and not all in a
    /// small part of them.
    private static boolean isDefault(Digest each) {
        Optional<Law> law = each.construction();
        if (law.isEmpty() || !(law.get() instanceof Uniform uniform)) {
            return each.guess().type().startsWith("LSTM") || each.guess().type().startsWith("GRU");
        }
        double reach = Math.max(Math.abs(each.min()), Math.abs(each.max()));
        double most = uniform.upper() * (1 + SLACK);
        // All of n values lie within the part q of the bounds with probability qⁿ. It is 10⁻¹⁰
        // here, since a file may have thousands of biases.
        double least = uniform.upper() * Math.pow(1e-10, 1.0 / each.shape().count());
        return reach <= most && reach >= least;
    }
}
