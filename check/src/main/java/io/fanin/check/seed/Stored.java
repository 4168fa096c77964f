package io.fanin.check.seed;

import io.fanin.tensor.Tensor;

/// The values of a tensor in memory or in a file.
record Stored(Tensor tensor) implements Observed {
    @Override
    public long count() {
        return tensor.shape().count();
    }

    @Override
    public double lower(long number) {
        return tensor.get(number);
    }

    @Override
    public double upper(long number) {
        return tensor.get(number);
    }
}
