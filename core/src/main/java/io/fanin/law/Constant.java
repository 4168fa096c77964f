package io.fanin.law;

/// Every value is `value`. Twin: `torch.nn.init.constant_`, `ones_`, `zeros_`.
public record Constant(double value) implements Law {
    @Override
    public double lower() {
        return value;
    }

    @Override
    public boolean isRandom() {
        return false;
    }

    @Override
    public double upper() {
        return value;
    }

    @Override
    public String toString() {
        return Numbers.print(value);
    }
}
