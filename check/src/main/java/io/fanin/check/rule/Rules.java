package io.fanin.check.rule;

import java.util.List;

/// The rules about values; those about scales are `ScaleRules`.
public final class Rules {
    private Rules() {}

    public static List<TensorRule> ofTensors() {
        return List.of(
                new NonFinite(),
                new ConstantWeight(),
                new EqualRows(),
                new FarOut(),
                new OutOfBounds(),
                new RepeatedColumns(),
                new RepeatedRows(),
                new Underflow());
    }

    public static List<FileRule> ofFiles() {
        return List.of(
                new AllZero(), new BiasNotZero(), new PaddingNotZero(), new RepeatedValues());
    }
}
