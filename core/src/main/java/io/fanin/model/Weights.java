package io.fanin.model;

import io.fanin.internal.require.Require;
import io.fanin.law.Initializer;
import io.fanin.random.TorchGenerator;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// A layer together with its tensors, wherever their memory is. The weights of a layer within are a
/// view of the whole's.
///
/// Where the same layer instance, or the same [Tensor], stands at two places, it is shared.
public final class Weights {
    private final Layer layer;
    private final SequencedMap<String, Tensor> own;
    private final SequencedMap<String, Weights> children;

    private Weights(
            Layer layer, SequencedMap<String, Tensor> own, SequencedMap<String, Weights> children) {
        this.layer = layer;
        this.own = own;
        this.children = children;
    }

    /// New tensors, all zero.
    public static Weights zeros(Layer layer) {
        return bind(layer, (_, dtype, shape) -> Tensor.zeros(dtype, shape));
    }

    /// New tensors with the values that PyTorch's constructor draws. What it leaves unwritten is 0.
    public static Weights construct(Layer layer, TorchGenerator generator) {
        return zeros(layer).construct(generator);
    }

    /// Existing tensors.
    ///
    /// @param tensors gives the tensor of each name that [#stateDict()] is to list, such as
    ///   `fc1.weight`; of tied parameters, the source's alone
    /// @throws IllegalArgumentException if a tensor is missing, or its shape or dtype is not what
    ///   the layer says
    public static Weights of(Layer layer, Function<String, Tensor> tensors) {
        Require.present("tensors", tensors);
        return bind(
                layer,
                (name, dtype, shape) -> {
                    Tensor tensor = tensors.apply(name);
                    if (tensor == null) {
                        throw new IllegalArgumentException("tensor \"" + name + "\" is missing");
                    }
                    return tensor;
                });
    }

    private static void requireLike(String name, Tensor tensor, DType dtype, Shape shape) {
        if (tensor.dtype() != dtype || !tensor.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    "tensor \""
                            + name
                            + "\" must be "
                            + dtype.torchName()
                            + " of shape "
                            + shape
                            + "; got "
                            + tensor.dtype().torchName()
                            + " of shape "
                            + tensor.shape());
        }
    }

    private interface Source {
        Tensor tensor(String name, DType dtype, Shape shape);
    }

    private static Weights bind(Layer layer, Source source) {
        return new Binding(source).bind("", Require.present("layer", layer));
    }

    /// One walk that gives each place its tensor.
    private static final class Binding {
        private final Source source;
        private final IdentityHashMap<Layer, Weights> bound = new IdentityHashMap<>();
        private final Map<String, String> ties = new HashMap<>();
        private final Map<String, Tensor> tensors = new HashMap<>();

        Binding(Source source) {
            this.source = source;
        }

        Weights bind(String prefix, Layer layer) {
            Weights shared = bound.get(layer);
            if (shared != null) {
                return shared;
            }
            for (Tie tie : layer.ties()) {
                ties.put(prefix + tie.name(), prefix + tie.source());
            }
            SequencedMap<String, Tensor> own = new LinkedHashMap<>();
            for (Parameter each : layer.parameters()) {
                own.put(each.name(), tensor(prefix + each.name(), each.dtype(), each.shape()));
            }
            for (Buffer each : layer.buffers()) {
                own.put(each.name(), tensor(prefix + each.name(), each.dtype(), each.shape()));
            }
            SequencedMap<String, Weights> children = new LinkedHashMap<>();
            layer.children()
                    .forEach((name, child) -> children.put(name, bind(prefix + name + ".", child)));
            Weights weights = new Weights(layer, own, children);
            bound.put(layer, weights);
            return weights;
        }

        private Tensor tensor(String name, DType dtype, Shape shape) {
            String tied = ties.get(name);
            Tensor tensor = tied == null ? source.tensor(name, dtype, shape) : tensors.get(tied);
            if (tensor == null) {
                throw new IllegalArgumentException(
                        "tensor \""
                                + name
                                + "\" must be tied to one before it; got \""
                                + tied
                                + "\"");
            }
            requireLike(name, tensor, dtype, shape);
            tensors.put(name, tensor);
            return tensor;
        }
    }

    /// Gives all tensors the values that PyTorch's constructor draws. What it leaves unwritten
    /// stays as it is.
    ///
    /// @return these weights
    public Weights construct(TorchGenerator generator) {
        construct(
                Require.present("generator", generator),
                Collections.newSetFromMap(new IdentityHashMap<>()));
        return this;
    }

    private void construct(TorchGenerator generator, Set<Weights> constructed) {
        if (!constructed.add(this)) {
            return;
        }
        for (Construction step : layer.construction()) {
            switch (step) {
                case Construction.Child(String name) ->
                        child(name).construct(generator, constructed);
                case Construction.Fill(String name, Initializer initializer) ->
                        generator.fill(tensor(name), initializer);
                case Construction.FillRow(String name, long row, Initializer initializer) ->
                        generator.fill(tensor(name).select(0, row), initializer);
                case Construction.Copy(String target, String source) -> {
                    Weights from = child(source);
                    child(target)
                            .stateDict()
                            .forEach((name, tensor) -> tensor.copy(from.tensor(name)));
                }
            }
        }
    }

    /// The layer that these are the weights of.
    public Layer layer() {
        return layer;
    }

    /// The weights of a layer within.
    ///
    /// @param path names joined by dots, such as `encoder.0`; empty for this layer
    /// @throws IllegalArgumentException if there is none of that name
    public Weights child(String path) {
        Weights at = this;
        if (!path.isEmpty()) {
            for (String name : path.split("\\.", -1)) {
                Weights next = at.children.get(name);
                if (next == null) {
                    throw new IllegalArgumentException(
                            at.layer.type()
                                    + " has no child \""
                                    + name
                                    + "\" of \""
                                    + path
                                    + "\"; it has "
                                    + at.children.sequencedKeySet());
                }
                at = next;
            }
        }
        return at;
    }

    /// The parameter or buffer of that name.
    ///
    /// @param name as [#stateDict()] has it, such as `fc1.weight`
    /// @throws IllegalArgumentException if there is none of that name
    public Tensor tensor(String name) {
        int dot = name.lastIndexOf('.');
        return child(dot < 0 ? "" : name.substring(0, dot)).own(name.substring(dot + 1));
    }

    private Tensor own(String name) {
        Tensor tensor = own.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    layer.representation().lines().findFirst().orElseThrow()
                            + " has no tensor \""
                            + name
                            + "\"; it has "
                            + own.sequencedKeySet());
        }
        return tensor;
    }

    /// The layer's own `weight`.
    ///
    /// @throws IllegalArgumentException if it has none
    public Tensor weight() {
        return own("weight");
    }

    /// The layer's own `bias`.
    ///
    /// @throws IllegalArgumentException if it has none
    public Tensor bias() {
        return own("bias");
    }

    /// Whether the layer itself has a parameter or buffer of that name.
    public boolean has(String name) {
        return own.containsKey(name);
    }

    /// Calls `visitor` for each layer as `torch.nn.Module.apply` does: children first, then the
    /// layer that holds them; a shared layer once for each place.
    ///
    /// @return these weights
    public Weights apply(Consumer<Weights> visitor) {
        children.values().forEach(child -> child.apply(visitor));
        visitor.accept(this);
        return this;
    }

    /// All parameters in PyTorch's order, a layer's own before those of its children, a shared one
    /// under its first name.
    public SequencedMap<String, Tensor> namedParameters() {
        SequencedMap<String, Tensor> found = new LinkedHashMap<>();
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        walk(
                "",
                (prefix, weights) -> {
                    for (Parameter parameter : weights.layer.parameters()) {
                        Tensor tensor = weights.own(parameter.name());
                        if (seen.add(tensor)) {
                            found.put(prefix + parameter.name(), tensor);
                        }
                    }
                });
        return found;
    }

    /// All parameters and buffers in PyTorch's order, a shared one under each of its names.
    public SequencedMap<String, Tensor> stateDict() {
        SequencedMap<String, Tensor> found = new LinkedHashMap<>();
        walk(
                "",
                (prefix, weights) ->
                        weights.own.forEach((name, tensor) -> found.put(prefix + name, tensor)));
        return found;
    }

    private interface Visit {
        void accept(String prefix, Weights weights);
    }

    private void walk(String prefix, Visit visit) {
        visit.accept(prefix, this);
        children.forEach((name, child) -> child.walk(prefix + name + ".", visit));
    }

    /// As PyTorch prints the module.
    @Override
    public String toString() {
        return layer.representation();
    }
}
