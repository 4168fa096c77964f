package io.fanin.model.layer;

import io.fanin.internal.require.Require;
import io.fanin.model.Layer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// A layer that holds named layers and no tensors of its own: `torch.nn.Sequential`, `ModuleList`,
/// `ModuleDict`, or a class of the user's. Its children are constructed in their order.
///
/// @param type the name of the class, such as `SimpleNN`
public record Container(String type, SequencedMap<String, Layer> children) implements Layer {
    /// What PyTorch's module has as an attribute can't be the name of a layer in its containers.
    private static final Set<String> TAKEN =
            Set.of(
                    """
                    T_destination add_module apply bfloat16 buffers children cpu cuda double \
                    dump_patches eval extra_repr float forward get_buffer get_extra_state \
                    get_parameter get_submodule half ipu load_state_dict modules named_buffers \
                    named_children named_modules named_parameters parameters \
                    register_backward_hook register_buffer register_forward_hook \
                    register_forward_pre_hook register_full_backward_hook \
                    register_load_state_dict_post_hook register_module register_parameter \
                    requires_grad_ set_extra_state share_memory state_dict to to_empty train \
                    training type xpu zero_grad pop\
                    """
                            .split(" "));

    private static final Set<String> TAKEN_IN_LIST = Set.of("append", "extend", "insert");
    private static final Set<String> TAKEN_IN_DICT =
            Set.of("clear", "items", "keys", "update", "values");

    /// @throws IllegalArgumentException if a name is empty, holds a dot, or is one that PyTorch's
    ///   class has for itself
    public Container {
        Require.present("type", type);
        children =
                Collections.unmodifiableSequencedMap(
                        new LinkedHashMap<>(Require.present("children", children)));
        for (String name : children.keySet()) {
            checkName(type, name);
        }
    }

    private static void checkName(String type, String name) {
        if (name.isEmpty() || name.contains(".")) {
            throw new IllegalArgumentException(
                    "a child's name must not be empty or hold a dot; got \"" + name + "\"");
        }
        boolean taken =
                switch (type) {
                    case "Sequential", "ModuleList" ->
                            TAKEN.contains(name) || TAKEN_IN_LIST.contains(name);
                    case "ModuleDict" -> TAKEN.contains(name) || TAKEN_IN_DICT.contains(name);
                    default -> false;
                };
        if (taken) {
            throw new IllegalArgumentException(
                    "a child's name must not be an attribute of PyTorch's "
                            + type
                            + "; got \""
                            + name
                            + "\"");
        }
    }

    /// A class of the user's without children yet.
    public static Container named(String type) {
        return new Container(type, new LinkedHashMap<>());
    }

    /// `torch.nn.Sequential`: children named `0`, `1`, ….
    public static Container sequential(Layer... layers) {
        return numbered("Sequential", List.of(layers));
    }

    /// `torch.nn.Sequential`: children named `0`, `1`, ….
    public static Container sequential(List<? extends Layer> layers) {
        return numbered("Sequential", layers);
    }

    /// `torch.nn.ModuleList`: children named `0`, `1`, ….
    public static Container moduleList(Layer... layers) {
        return numbered("ModuleList", List.of(layers));
    }

    /// `torch.nn.ModuleList`: children named `0`, `1`, ….
    public static Container moduleList(List<? extends Layer> layers) {
        return numbered("ModuleList", layers);
    }

    /// `torch.nn.ModuleDict`.
    public static Container moduleDict(SequencedMap<String, Layer> layers) {
        return new Container("ModuleDict", layers);
    }

    private static Container numbered(String type, List<? extends Layer> layers) {
        SequencedMap<String, Layer> children = new LinkedHashMap<>();
        for (Layer layer : layers) {
            children.put(Integer.toString(children.size()), layer);
        }
        return new Container(type, children);
    }

    /// This container with one more child.
    ///
    /// @throws IllegalArgumentException if the name is taken, empty, or holds a dot
    public Container with(String name, Layer layer) {
        SequencedMap<String, Layer> more = new LinkedHashMap<>(children);
        if (more.put(Require.present("name", name), Require.present("layer", layer)) != null) {
            throw new IllegalArgumentException(type + " has a child \"" + name + "\" already");
        }
        return new Container(type, more);
    }

    @Override
    public String toString() {
        return representation();
    }
}
