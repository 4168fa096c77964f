package io.fanin.model.inference;

import io.fanin.model.Buffer;
import io.fanin.model.Construction;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import java.util.List;

/// A layer that is known by its tensors alone.
record Described(
        String type,
        List<Parameter> parameters,
        List<Buffer> buffers,
        List<Construction> construction)
        implements Layer {
    Described {
        parameters = List.copyOf(parameters);
        buffers = List.copyOf(buffers);
        construction = List.copyOf(construction);
    }
}
