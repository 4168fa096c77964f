package io.fanin.plan;

import io.fanin.internal.require.Require;
import java.util.ArrayList;
import java.util.List;

/// How a model is initialized: passes, one after the other on one stream of random words.
public record Recipe(String name, List<Pass> passes) {
    public Recipe {
        if (Require.present("name", name).isBlank()) {
            throw new IllegalArgumentException("a recipe must have a name");
        }
        passes = List.copyOf(Require.present("passes", passes));
    }

    /// The same without what PyTorch's constructors do. What is then never filled is 0.
    public Recipe withoutConstruction() {
        return new Recipe(
                name, passes.stream().filter(pass -> !(pass instanceof Pass.Construct)).toList());
    }

    /// The same with one more pass at its end.
    public Recipe then(Pass pass) {
        List<Pass> more = new ArrayList<>(passes);
        more.add(Require.present("pass", pass));
        return new Recipe(name, more);
    }
}
