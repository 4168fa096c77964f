package io.fanin.plan;

import io.fanin.model.Buffer;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.model.Role;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A model's layers with the storages of their tensors, shared as [io.fanin.model.Weights] shares
/// them.
final class PlannedModel {
    /// A layer. One that stands at several places is one node.
    ///
    /// @param own its own tensors by name, parameters before buffers
    record Node(Layer layer, SequencedMap<String, Slot> own, SequencedMap<String, Node> children) {
        /// @param path names joined by dots
        Node child(String path) {
            Node at = this;
            for (String name : path.split("\\.", -1)) {
                at = present(at.children.get(name), path);
            }
            return at;
        }

        /// @param path such as `out_proj.bias`
        Slot slot(String path) {
            int dot = path.lastIndexOf('.');
            Node holder = dot < 0 ? this : child(path.substring(0, dot));
            return present(holder.own.get(path.substring(dot + 1)), path);
        }

        private <T> T present(@Nullable T found, String path) {
            if (found == null) {
                throw new IllegalArgumentException(
                        layer.type() + " constructs \"" + path + "\", which it doesn't hold");
            }
            return found;
        }
    }

    /// A tensor of a layer.
    ///
    /// @param role empty for a buffer
    /// @param tied whether a [Tie] gave it the storage of another tensor, so that no pass fills it
    ///   under this name: in PyTorch what it held before is lost
    record Slot(Optional<Role> role, Storage storage, boolean tied) {}

    /// Sees a layer at one of its places.
    interface Visit {
        /// @param prefix of its tensors' full names, empty or ending in a dot
        void accept(String prefix, Node node);
    }

    private final Planner planner;
    private final IdentityHashMap<Layer, Node> bound = new IdentityHashMap<>();
    private final Map<String, String> ties = new HashMap<>();
    private final Map<String, Storage> storages = new HashMap<>();
    private final Node root;

    PlannedModel(Planner planner, Layer model) {
        this.planner = planner;
        this.root = bind("", model);
    }

    Node root() {
        return root;
    }

    private Node bind(String prefix, Layer layer) {
        Node shared = bound.get(layer);
        if (shared != null) {
            return shared;
        }
        layer.ties().forEach(tie -> ties.put(prefix + tie.name(), prefix + tie.source()));
        SequencedMap<String, Slot> own = new LinkedHashMap<>();
        for (Parameter each : layer.parameters()) {
            Slot slot =
                    slot(
                            prefix + each.name(),
                            Optional.of(each.role()),
                            each.dtype(),
                            each.shape());
            own.put(each.name(), slot);
        }
        for (Buffer each : layer.buffers()) {
            Slot slot = slot(prefix + each.name(), Optional.empty(), each.dtype(), each.shape());
            own.put(each.name(), slot);
        }
        SequencedMap<String, Node> children = new LinkedHashMap<>();
        layer.children()
                .forEach((name, child) -> children.put(name, bind(prefix + name + ".", child)));
        Node node = new Node(layer, own, children);
        bound.put(layer, node);
        return node;
    }

    private Slot slot(String name, Optional<Role> role, DType dtype, Shape shape) {
        String source = ties.get(name);
        if (source == null) {
            Storage storage = storage(name, dtype, shape);
            storages.put(name, storage);
            return new Slot(role, storage, false);
        }
        Storage storage = storages.get(source);
        if (storage == null || !storage.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    "tensor \""
                            + name
                            + "\" must be tied to one before it, of its shape "
                            + shape
                            + "; got \""
                            + source
                            + "\""
                            + (storage == null ? "" : " of " + storage.shape()));
        }
        storages.put(name, storage);
        return new Slot(role, storage, true);
    }

    private Storage storage(String name, DType dtype, Shape shape) {
        return dtype.isFloatingPoint()
                ? new Storage(
                        name, planner.stored().orElse(dtype), planner.drawn().orElse(dtype), shape)
                : new Storage(name, dtype, dtype, shape);
    }

    /// Each layer before those within, at each of its places.
    static void walk(String prefix, Node node, Visit visit) {
        visit.accept(prefix, node);
        node.children().forEach((name, child) -> walk(prefix + name + ".", child, visit));
    }

    /// Each layer after those within, at each of its places.
    static void apply(String prefix, Node node, Visit visit) {
        node.children().forEach((name, child) -> apply(prefix + name + ".", child, visit));
        visit.accept(prefix, node);
    }

    /// All tensors in the order of `state_dict`.
    List<PlannedTensor> tensors() {
        List<PlannedTensor> tensors = new ArrayList<>();
        walk(
                "",
                root,
                (prefix, node) ->
                        node.own()
                                .forEach((name, slot) ->
                                        tensors.add(
                                                new PlannedTensor(
                                                        prefix + name,
                                                        slot.storage().name(),
                                                        node.layer().type(),
                                                        slot.role(),
                                                        slot.storage().stored(),
                                                        slot.storage().shape()))));
        return tensors;
    }
}
