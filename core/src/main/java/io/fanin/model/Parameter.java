package io.fanin.model;

import io.fanin.internal.require.Require;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;

/// A tensor that training changes, as its layer declares it. The name is the layer's own, such as
/// `weight`.
public record Parameter(String name, DType dtype, Shape shape, Role role) {
    public Parameter {
        Require.present("name", name);
        Require.present("dtype", dtype);
        Require.present("shape", shape);
        Require.present("role", role);
    }

    /// A bias if the name holds `bias`, otherwise a weight.
    public Parameter(String name, DType dtype, Shape shape) {
        this(name, dtype, shape, name.contains("bias") ? Role.BIAS : Role.WEIGHT);
    }
}
