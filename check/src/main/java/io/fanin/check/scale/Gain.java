package io.fanin.check.scale;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/// A factor that schemes write down: the mean square of a weight, times a fan.
enum Gain {
    RELU(2, "2", "relu"),
    LINEAR(1, "1", "linear"),
    DEFAULT(1.0 / 3, "1/3", "PyTorch's constructor"),
    TANH(25.0 / 9, "25/9", "tanh"),
    SELU(9.0 / 16, "9/16", "selu");

    private final double square;
    private final String number;
    private final String source;

    Gain(double square, String number, String source) {
        this.square = square;
        this.number = number;
        this.source = source;
    }

    double square() {
        return square;
    }

    /// Where it comes from, such as `relu`.
    String source() {
        return source;
    }

    /// The one that the weight's scale has with that fan.
    static Optional<Gain> of(ScaledWeight weight, double fan) {
        return Arrays.stream(values())
                .filter(gain -> weight.hasPower(gain.square / fan))
                .min(Comparator.comparingDouble(gain -> gain.distance(weight, fan)));
    }

    private double distance(ScaledWeight weight, double fan) {
        return Math.abs(weight.power() * fan / square - 1);
    }

    /// The square, such as `1/3`.
    @Override
    public String toString() {
        return number;
    }
}
