package io.fanin.plan;

import io.fanin.internal.require.Require;
import io.fanin.model.Role;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.Optional;

/// A tensor that a plan's checkpoint holds.
///
/// @param name as `state_dict` has it
/// @param storage the name of the tensor whose memory this one shares: its own, or the first of
///   those it is tied to
/// @param layer the type of the layer that holds it, such as `Conv2d`
/// @param role empty for a buffer
/// @param dtype as stored
public record PlannedTensor(
        String name, String storage, String layer, Optional<Role> role, DType dtype, Shape shape) {
    public PlannedTensor {
        Require.present("name", name);
        Require.present("storage", storage);
        Require.present("layer", layer);
        Require.present("role", role);
        Require.present("dtype", dtype);
        Require.present("shape", shape);
    }

    /// Whether it shares the memory of another tensor, which comes before it.
    public boolean isTied() {
        return !name.equals(storage);
    }

    /// What its values take, in bytes.
    public long bytes() {
        return Math.multiplyExact(shape.count(), dtype.bytes());
    }
}
