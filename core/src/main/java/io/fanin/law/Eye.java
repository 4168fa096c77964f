package io.fanin.law;

import io.fanin.tensor.Shape;

/// Ones on the main diagonal, zeros elsewhere. Shape: `[rows, columns]`. Twin:
/// `torch.nn.init.eye_`.
public record Eye() implements Law {
    @Override
    public double lower() {
        return 0;
    }

    @Override
    public boolean isRandom() {
        return false;
    }

    @Override
    public double upper() {
        return 1;
    }

    @Override
    public Law law(Shape shape) {
        Ranks.require("eye", shape, 2, 2);
        return this;
    }

    @Override
    public String toString() {
        return "eye";
    }
}
