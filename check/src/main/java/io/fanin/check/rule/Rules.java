package io.fanin.check.rule;

import java.util.List;

/// All rules that need no plan.
public final class Rules {
    private static final List<TensorRule> OF_TENSORS =
            List.of(
                    new NonFinite(),
                    new ConstantWeight(),
                    new EqualRows(),
                    new FarOut(),
                    new OutOfBounds(),
                    new Underflow());
    private static final List<FileRule> OF_FILES = List.of(new AllZero(), new BiasNotZero());

    private Rules() {}

    public static List<TensorRule> ofTensors() {
        return OF_TENSORS;
    }

    public static List<FileRule> ofFiles() {
        return OF_FILES;
    }
}
