package io.fanin.checkpoint.write;

import static java.util.Objects.requireNonNull;

import io.fanin.plan.NamePattern;

/// How the tensors that a pattern means are cut.
public record PartRule(NamePattern name, Cut cut) {
    public PartRule {
        requireNonNull(name, "name must not be null");
        requireNonNull(cut, "cut must not be null");
    }
}
