package io.fanin.init;

import io.fanin.tensor.Shape;
import java.util.StringJoiner;

/// What the two Kaiming schemes share.
final class Kaiming {
    private Kaiming() {}

    static double std(double a, FanMode mode, Nonlinearity nonlinearity, Shape shape) {
        long fan = mode.of(shape);
        return shape.count() == 0 ? 0 : nonlinearity.gain(a) / Math.sqrt((double) fan);
    }

    /// The scheme's name and what is not PyTorch's default, the nonlinearity first:
    /// `kaiming_normal(relu, fan_out)`.
    static String print(String name, double a, FanMode mode, Nonlinearity nonlinearity) {
        StringJoiner arguments = new StringJoiner(", ", name + "(", ")").setEmptyValue(name);
        if (nonlinearity != Nonlinearity.LEAKY_RELU) {
            arguments.add(nonlinearity.toString());
        }
        if (a != 0) {
            arguments.add("a=" + a);
        }
        if (mode != FanMode.FAN_IN) {
            arguments.add(mode.toString());
        }
        return arguments.toString();
    }
}
