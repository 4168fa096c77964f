package io.fanin.check.rule;

import io.fanin.tensor.Tensor;

/// The first values of a tensor, shifted and scaled to mean 0 and mean square 1: equal for tensors
/// drawn from the same words within other bounds.
final class Opening {
    /// How many values are kept.
    static final int LENGTH = 32;

    private final double[] values;

    private Opening(double[] values) {
        this.values = values;
    }

    /// Of a tensor in its logical order.
    static Opening of(Tensor tensor) {
        double[] values = new double[(int) Math.min(LENGTH, tensor.shape().count())];
        double mean = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.get(i);
            mean += values[i] / values.length;
        }
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] -= mean;
            square += values[i] * values[i] / values.length;
        }
        double scale = 1 / Math.sqrt(square);
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
        return new Opening(values);
    }

    int length() {
        return values.length;
    }

    /// The first value, NaN or infinite if all are equal or one is no number.
    double first() {
        return values.length == 0 ? Double.NaN : values[0];
    }

    /// The correlation with another of the same length.
    double correlation(Opening other) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * other.values[i];
        }
        return sum / values.length;
    }
}
