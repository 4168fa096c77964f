package io.fanin.plan;

import java.util.List;

/// How a model is initialized: passes, one after the other on one stream of random words.
public record Recipe(String name, List<Pass> passes) {}
