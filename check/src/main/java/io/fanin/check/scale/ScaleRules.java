package io.fanin.check.scale;

import io.fanin.check.rule.FileRule;
import java.util.List;

/// All rules about scales.
public final class ScaleRules {
    private ScaleRules() {}

    public static List<FileRule> ofFiles() {
        return List.of(new SignalScale(), new WeightScales());
    }
}
