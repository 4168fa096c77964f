package io.fanin.model;

import io.fanin.internal.require.Require;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;

/// A tensor that training changes, as its layer declares it. The name is the layer's own, such as
/// `weight`.
public record Parameter(String name, DType dtype, Shape shape) {
    public Parameter {
        Require.present("name", name);
        Require.present("dtype", dtype);
        Require.present("shape", shape);
    }
}
