package io.fanin.check.untrained;

import io.fanin.check.rule.FileRule;
import io.fanin.check.rule.TensorRule;
import java.util.List;

/// All rules of this package.
public final class UntrainedRules {
    private static final List<TensorRule> OF_TENSORS =
            List.of(new RawMemory(), new PartlyUnwritten(), new FreshPart(), new UntrainedRows());
    private static final List<FileRule> OF_FILES =
            List.of(new StillFresh(), new UnmovedConstants());

    private UntrainedRules() {}

    public static List<TensorRule> ofTensors() {
        return OF_TENSORS;
    }

    public static List<FileRule> ofFiles() {
        return OF_FILES;
    }
}
