package io.fanin.check.recognition;

import io.fanin.init.TorchInit;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import java.util.ArrayList;
import java.util.List;

/// The schemes whose scale is written down as a number: those near what the values have.
final class NumberSchemes {
    /// Scales further off are not looked for, in standard errors.
    private static final double FAR = 6;

    /// Bounds further from the outermost value are not looked for: e⁻³⁰ is how likely they are.
    private static final double SURE = 30;

    /// The standard deviations of standard normal laws that are cut at 2 and at 3.
    private static final double[] CUT_STDS = {0.87962566103423978, 0.98658};

    /// Smaller standard deviations are hardly changed by bounds of −2 and 2; greater ones make the
    /// law uniform.
    private static final double LEAST_CUT = 0.3;

    private static final double MOST_CUT = 4;

    /// Means other than 0 and 1.
    private static final double RARE_MEAN = 0.002;

    private static final double TYPICAL_STD = 0.02;
    private static final int MOST_LAYERS = 128;

    private final Sample sample;
    private final List<Scheme> found = new ArrayList<>();

    private NumberSchemes(Sample sample) {
        this.sample = sample;
    }

    /// @param isResidual whether the layer's name is one that projects into a residual stream
    static List<Scheme> of(Sample sample, boolean isResidual) {
        NumberSchemes schemes = new NumberSchemes(sample);
        schemes.uniform();
        schemes.normal();
        schemes.truncated();
        schemes.residual(isResidual ? 0.3 : 0.02);
        return schemes.found;
    }

    private void add(Law law, double weight) {
        found.add(new Scheme(TorchInit.text(law), law, weight));
    }

    private void uniform() {
        double reach = sample.reach();
        for (double bound : bounds(reach)) {
            add(new Uniform(-bound, bound), weight(bound, 0.1));
        }
        double min = sample.figures().min();
        double max = sample.figures().max();
        if (min >= 0) {
            for (double bound : bounds(max)) {
                add(new Uniform(0, bound), weight(bound, 1) / 2);
            }
        }
        if (min > 0) {
            double room = SURE / sample.count() * (max - min);
            for (double lower : Decimal.between(Math.max(min - room, min / 1e6), min)) {
                for (double upper : bounds(max)) {
                    double weight = Decimal.weight(lower) * Decimal.weight(upper) / 10;
                    add(new Uniform(lower, upper), weight);
                }
            }
        }
    }

    private List<Double> bounds(double reach) {
        if (reach <= 0) {
            return List.of();
        }
        double rounding = sample.figures().histogram().isExact() ? 0x1p-7 : 0x1p-20;
        double room = Math.min(SURE / sample.count(), 2);
        return Decimal.between(reach * (1 - rounding), reach * (1 + room + rounding));
    }

    private static double weight(double decimal, double commonest) {
        return Decimal.weight(decimal) * (decimal == commonest ? 2 : 1);
    }

    private void normal() {
        double error = sample.std(sample.mean()) / Math.sqrt((double) sample.count());
        for (double std : near(sample.std(0), Form.NORMAL)) {
            add(new Normal(0, std), stdWeight(std));
        }
        if (Math.abs(sample.mean()) > FAR / 2 * error) {
            double mean = Math.abs(sample.mean());
            for (double center :
                    Decimal.between(Math.max(mean - FAR * error, mean / 10), mean + FAR * error)) {
                double signed = Math.copySign(center, sample.mean());
                double weight = signed == 1 ? 0.2 : Decimal.weight(center) * RARE_MEAN;
                for (double std : near(sample.std(signed), Form.NORMAL)) {
                    add(new Normal(signed, std), weight * stdWeight(std));
                }
            }
        }
    }

    private static double stdWeight(double std) {
        double more = std == TYPICAL_STD ? 5 : std == 0.01 || std == 1 ? 3 : 1;
        return more * Decimal.weight(std);
    }

    private List<Double> near(double std, Form form) {
        double error = sample.error(form);
        double factor = 1 + FAR * error;
        int digits = error > 0.05 ? 1 : error > 0.001 ? 2 : 3;
        return Decimal.between(std / factor, std * factor).stream()
                .filter(each -> Decimal.digits(each) <= digits)
                .toList();
    }

    private void truncated() {
        for (int i = 0; i < CUT_STDS.length; i++) {
            for (double std : near(sample.std(0) / CUT_STDS[i], Form.TRUNCATED_NORMAL)) {
                double bound = Decimal.round((i + 2) * std, 12);
                add(
                        new TruncatedNormal(0, std, -bound, bound),
                        stdWeight(std) / (i == 0 ? 5 : 100));
            }
        }
        // PyTorch's bounds are −2 and 2, whatever the deviation.
        if (sample.reach() > 2) {
            return;
        }
        double std = sample.std(0);
        double error = sample.error(Form.TRUNCATED_NORMAL);
        List<Double> stds =
                std < LEAST_CUT
                        ? near(std, Form.TRUNCATED_NORMAL).stream()
                                .filter(each -> Decimal.digits(each) == 1)
                                .toList()
                        : Decimal.between(std / (1 + FAR * error), MOST_CUT);
        for (double each : stds) {
            add(new TruncatedNormal(0, each, -2, 2), stdWeight(each) / 3);
        }
    }

    /// Paper: Radford et al. 2019, "Language models are unsupervised multitask learners", §2.3.
    private void residual(double weight) {
        for (int layers = 1; layers <= MOST_LAYERS; layers++) {
            double std = TYPICAL_STD / Math.sqrt(2.0 * layers);
            if (Math.abs(sample.std(0) / std - 1) < FAR * sample.error(Form.NORMAL)) {
                found.add(
                        new Scheme(
                                "normal(std=0.02/√(2·" + layers + "))",
                                new Normal(0, std),
                                layers % 2 == 0 ? weight : weight / 5));
            }
        }
    }
}
