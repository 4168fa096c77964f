package io.fanin.random;

import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;

/// The laws that draw nothing.
final class Pattern {
    private Pattern() {}

    static void constant(Tensor tensor, double value) {
        for (long i = 0; i < tensor.shape().count(); i++) {
            tensor.set(i, value);
        }
    }

    static void eye(Tensor tensor) {
        constant(tensor, 0);
        long columns = tensor.shape().dim(1);
        for (long i = 0; i < Math.min(tensor.shape().dim(0), columns); i++) {
            tensor.set(i * columns + i, 1);
        }
    }

    static void dirac(Tensor tensor, long groups) {
        constant(tensor, 0);
        Shape shape = tensor.shape();
        if (shape.count() == 0) {
            return;
        }
        long kernel = shape.count() / shape.dim(0) / shape.dim(1);
        long middle = 0;
        for (int i = 2; i < shape.rank(); i++) {
            middle = middle * shape.dim(i) + shape.dim(i) / 2;
        }
        long outOfGroup = shape.dim(0) / groups;
        for (long group = 0; group < groups; group++) {
            for (long i = 0; i < Math.min(outOfGroup, shape.dim(1)); i++) {
                long out = group * outOfGroup + i;
                tensor.set((out * shape.dim(1) + i) * kernel + middle, 1);
            }
        }
    }
}
