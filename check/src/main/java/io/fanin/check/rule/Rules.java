package io.fanin.check.rule;

import java.util.List;

/// The rules about values; those about scales are `ScaleRules`.
public final class Rules {
    private static final List<TensorRule> OF_TENSORS =
            List.of(
                    new NonFinite(),
                    new ConstantWeight(),
                    new EqualRows(),
                    new FarOut(),
                    new OutOfBounds(),
                    new RepeatedColumns(),
                    new RepeatedRows(),
                    new Underflow());
    private static final List<FileRule> OF_FILES =
            List.of(new AllZero(), new BiasNotZero(), new PaddingNotZero(), new RepeatedValues());

    private Rules() {}

    public static List<TensorRule> ofTensors() {
        return OF_TENSORS;
    }

    public static List<FileRule> ofFiles() {
        return OF_FILES;
    }
}
