package io.fanin.plan;

import io.fanin.law.Initializer;
import io.fanin.model.Role;
import java.util.Optional;

/// What one pass does to the tensors that are meant: all conditions must hold.
///
/// @param layer the type of the layer, such as `Conv2d`; a pattern
/// @param name the tensor's full name, such as `layer1.0.conv1.weight`
/// @param tensor the tensor's name within the layer of that type: `weight`, or `c_proj.weight` for
///   one that a layer within holds
/// @param role empty for any
/// @param initializer what the tensor is filled with
public record Rule(
        NamePattern layer,
        NamePattern name,
        NamePattern tensor,
        Optional<Role> role,
        Initializer initializer) {}
