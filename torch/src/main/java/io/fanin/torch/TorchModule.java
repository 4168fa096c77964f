package io.fanin.torch;

import io.fanin.model.Buffer;
import io.fanin.model.Construction;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import java.util.List;
import java.util.SequencedMap;

/// A libtorch module as far as it tells about itself: its tensors and children, but no
/// hyper-parameters.
record TorchModule(
        String type,
        List<Parameter> parameters,
        List<Buffer> buffers,
        SequencedMap<String, Layer> children)
        implements Layer {

    @Override
    public List<Construction> construction() {
        if (!parameters.isEmpty() || !buffers.isEmpty()) {
            throw new UnsupportedOperationException(
                    "what PyTorch's constructor draws for "
                            + type
                            + " is not known from a libtorch module; fill its tensors, or describe it with"
                            + " io.fanin.model.layer");
        }
        return Layer.super.construction();
    }

    @Override
    public String toString() {
        return representation();
    }
}
