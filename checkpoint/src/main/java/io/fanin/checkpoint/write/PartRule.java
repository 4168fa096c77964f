package io.fanin.checkpoint.write;

import io.fanin.internal.require.Require;
import io.fanin.plan.NamePattern;

/// How the tensors that a pattern means are cut.
public record PartRule(NamePattern name, Cut cut) {
    public PartRule {
        Require.present("name", name);
        Require.present("cut", cut);
    }
}
