package io.fanin.model;

import io.fanin.internal.require.Require;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;

/// A tensor that belongs to a layer's state but is not trained, such as `running_mean`.
public record Buffer(String name, DType dtype, Shape shape) {
    public Buffer {
        Require.present("name", name);
        Require.present("dtype", dtype);
        Require.present("shape", shape);
    }
}
