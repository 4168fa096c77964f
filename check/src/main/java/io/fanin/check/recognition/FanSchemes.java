package io.fanin.check.recognition;

import io.fanin.init.FanMode;
import io.fanin.init.Nonlinearity;
import io.fanin.law.Law;
import io.fanin.law.Normal;
import io.fanin.law.TruncatedNormal;
import io.fanin.law.Uniform;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/// The schemes whose scale comes from a weight's fans, as PyTorch's functions count them in the
/// shape as it is. The fan_out of one group of a grouped convolution that keeps its channels is the
/// fan_in; the fans of one third of a packed `[3·d, d]` are both d.
final class FanSchemes {
    /// The standard deviation of what a standard normal law leaves on [−2, 2]; Keras and JAX divide
    /// by it.
    private static final double CUT_STD = 0.87962566103423978;

    private static final int PACKED = 3;

    private final double fanIn;
    private final double fanOut;
    private final List<Scheme> found = new ArrayList<>();

    private FanSchemes(Shape shape) {
        this.fanIn = FanMode.FAN_IN.of(shape);
        this.fanOut = FanMode.FAN_OUT.of(shape);
    }

    /// @param shape of at least two dimensions and one value
    static List<Scheme> of(Shape shape) {
        FanSchemes schemes = new FanSchemes(shape);
        for (Form form : List.of(Form.UNIFORM, Form.NORMAL)) {
            schemes.kaiming(form);
            schemes.xavier(form, shape);
            schemes.lecun(form);
        }
        schemes.truncated();
        schemes.rarer();
        return schemes.found;
    }

    private static Law law(Form form, double std) {
        double bound = Math.sqrt(3) * std;
        return form == Form.UNIFORM ? new Uniform(-bound, bound) : new Normal(0, std);
    }

    private void add(String name, double weight, Law law) {
        found.add(new Scheme(name, law, weight));
    }

    private void kaiming(Form form) {
        boolean isUniform = form == Form.UNIFORM;
        kaiming(form, "relu", Nonlinearity.RELU.gain(), 3, isUniform ? 1 : 3);
        kaiming(form, "linear", 1, 2, 0.5);
        kaiming(
                form,
                "a=√5",
                Nonlinearity.LEAKY_RELU.gain(Math.sqrt(5)),
                isUniform ? 5 : 0.05,
                0.05);
        kaiming(form, "tanh", Nonlinearity.TANH.gain(), 0.5, 0.2);
        kaiming(form, "selu", Nonlinearity.SELU.gain(), 0.3, 0.1);
        kaiming(form, "leaky_relu, a=0.2", Nonlinearity.LEAKY_RELU.gain(0.2), 0.2, 0.1);
        kaiming(form, "leaky_relu, a=0.1", Nonlinearity.LEAKY_RELU.gain(0.1), 0.1, 0.05);
        kaiming(form, "leaky_relu, a=0.01", Nonlinearity.LEAKY_RELU.gain(), 0.05, 0.01);
    }

    private void kaiming(Form form, String after, double gain, double weightIn, double weightOut) {
        String start = "kaiming_" + form + "(" + after;
        add(start + ", fan_in)", weightIn, law(form, gain / Math.sqrt(fanIn)));
        add(start + ", fan_out)", weightOut, law(form, gain / Math.sqrt(fanOut)));
    }

    private void xavier(Form form, Shape shape) {
        String start = "xavier_" + form;
        double std = Math.sqrt(2 / (fanIn + fanOut));
        add(start, 4, law(form, std));
        xavier(form, "√2", Math.sqrt(2) * std, 0.3);
        xavier(form, "5/3", 5.0 / 3 * std, 0.3);
        xavier(form, "1/√2", 1 / Math.sqrt(2) * std, 0.2);
        for (double gain : new double[] {0.5, 0.1, 0.01, 0.02, 0.75, 2}) {
            xavier(form, Decimal.of(gain), gain * std, 0.05);
        }
        if (shape.rank() == 2) {
            long rows = shape.dim(0);
            long columns = shape.dim(1);
            if (rows == PACKED * columns || columns == PACKED * rows) {
                double each = Math.sqrt(2.0 / (2 * Math.min(rows, columns)));
                add(start + " of each third", 2, law(form, each));
            }
        }
    }

    private void xavier(Form form, String gain, double std, double weight) {
        add("xavier_" + form + "(gain=" + gain + ")", weight, law(form, std));
    }

    /// Paper: LeCun et al. 1998, "Efficient BackProp", §4.6.
    private void lecun(Form form) {
        add("lecun_" + form, 0.5, law(form, 1 / Math.sqrt(fanIn)));
    }

    /// Keras and JAX cut at two deviations and make up for the variance that is lost.
    private void truncated() {
        cut("lecun_normal", 1 / Math.sqrt(fanIn), 1);
        cut("he_normal", Math.sqrt(2 / fanIn), 1);
        cut("glorot_normal", Math.sqrt(2 / (fanIn + fanOut)), 1);
    }

    private void cut(String name, double std, double weight) {
        double before = std / CUT_STD;
        add(
                name + " of Keras and JAX",
                weight,
                new TruncatedNormal(0, before, -2 * before, 2 * before));
    }

    private void rarer() {
        // Nguyen and Salazar 2019, arXiv:1910.05895.
        add("normal(std=√(2/(5·fan_in)))", 0.1, new Normal(0, Math.sqrt(2 / (5 * fanIn))));
        // Sitzmann et al. 2020, arXiv:2006.09661: the first layer and the others.
        siren("first layer", 1 / fanIn);
        siren("other layers", Math.sqrt(6 / fanIn) / 30);
    }

    private void siren(String where, double bound) {
        add("SIREN's " + where, 0.05, new Uniform(-bound, bound));
    }
}
