package io.fanin.lab;

import io.fanin.init.Initializers;
import io.fanin.random.TorchGenerator;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;

/// Points of the plane, each of class 0 or 1.
///
/// @param name how a report calls it
/// @param points float32 of shape `[count, 2]`
/// @param labels float32 of shape `[count, 1]`, each 0 or 1
public record Dataset(String name, Tensor points, Tensor labels) {
    public Dataset {
        long count = points.shape().dim(0);
        if (!points.shape().equals(Shape.of(count, 2))
                || !labels.shape().equals(Shape.of(count, 1))) {
            throw new IllegalArgumentException(
                    "points must be of shape [count, 2] and labels of shape [count, 1]; got "
                            + points.shape()
                            + " and "
                            + labels.shape());
        }
    }

    /// The four corners of the unit square, labelled by whether their coordinates differ.
    public static Dataset xor() {
        return new Dataset(
                "XOR",
                Tensor.of(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 4, 2),
                Tensor.of(new float[] {0, 1, 1, 0}, 4, 1));
    }

    /// Two half circles that reach into each other, with normal noise on both coordinates.
    ///
    /// @param count the number of points, half of them in each moon
    /// @param noise the standard deviation of the noise
    /// @param seed seeds the noise
    public static Dataset twoMoons(int count, double noise, long seed) {
        if (count < 4 || count % 2 != 0) {
            throw new IllegalArgumentException("count must be even and at least 4; got " + count);
        }
        Tensor points = Tensor.zeros(DType.F32, Shape.of(count, 2));
        Tensor labels = Tensor.zeros(DType.F32, Shape.of(count, 1));
        TorchGenerator.seed(seed).fill(points, Initializers.normal(0, noise));
        int half = count / 2;
        for (int i = 0; i < half; i++) {
            double angle = Math.PI * i / (half - 1);
            shift(points, i, Math.cos(angle), Math.sin(angle));
            shift(points, half + i, 1 - Math.cos(angle), 0.5 - Math.sin(angle));
            labels.set(half + i, 1);
        }
        return new Dataset("two moons", points, labels);
    }

    private static void shift(Tensor points, int index, double x, double y) {
        points.set(2L * index, points.get(2L * index) + x);
        points.set(2L * index + 1, points.get(2L * index + 1) + y);
    }
}
