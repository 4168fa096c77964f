package io.fanin.check.untrained;

import io.fanin.check.recognition.Recognizer;
import io.fanin.check.rule.FileRule;
import io.fanin.check.rule.TensorRule;
import java.util.List;

/// All rules of this package.
public final class UntrainedRules {
    private UntrainedRules() {}

    /// @param recognizer of parts of tensors
    public static List<TensorRule> ofTensors(Recognizer recognizer) {
        return List.of(
                new RawMemory(),
                new PartlyUnwritten(),
                new FreshPart(recognizer),
                new UntrainedRows());
    }

    public static List<FileRule> ofFiles() {
        return List.of(new StillFresh(), new UnmovedConstants());
    }
}
