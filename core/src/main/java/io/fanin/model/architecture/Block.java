package io.fanin.model.architecture;

import io.fanin.model.Construction;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.model.layer.Container;
import java.util.List;
import java.util.SequencedMap;

/// A part of a model whose constructor does more than construct its children one by one.
record Block(Container layers, List<Parameter> parameters, List<Construction> construction)
        implements Layer {
    @Override
    public String type() {
        return layers.type();
    }

    @Override
    public SequencedMap<String, Layer> children() {
        return layers.children();
    }

    @Override
    public String toString() {
        return representation();
    }
}
