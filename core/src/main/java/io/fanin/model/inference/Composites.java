package io.fanin.model.inference;

import io.fanin.init.Nonlinearity;
import io.fanin.model.Layer;
import io.fanin.model.layer.MultiheadAttention;
import io.fanin.model.layer.Recurrent;
import io.fanin.model.layer.Recurrent.Kind;
import io.fanin.model.layer.RecurrentCell;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Layers of several weights: their names say the kind, their shapes the sizes.
final class Composites {
    private Composites() {}

    /// With one head; the number of heads leaves no trace in the tensors.
    static List<Layer> attention(Map<String, Shape> shapes) {
        long size = size(shapes, "in_proj_weight", 1, size(shapes, "q_proj_weight", 1, 0));
        MultiheadAttention attention =
                new MultiheadAttention(size, 1)
                        .withBias(shapes.containsKey("in_proj_bias"))
                        .withBiasKv(shapes.containsKey("bias_k"))
                        .withKdim(size(shapes, "k_proj_weight", 1, size))
                        .withVdim(size(shapes, "v_proj_weight", 1, size));
        return List.of(attention);
    }

    static List<Layer> recurrent(Map<String, Shape> shapes) {
        boolean isCell = shapes.containsKey("weight_hh");
        String suffix = isCell ? "" : "_l0";
        long state = size(shapes, "weight_hh" + suffix, 1, 0);
        long hidden = size(shapes, "weight_hr" + suffix, 1, state);
        long input = size(shapes, "weight_ih" + suffix, 1, 0);
        Optional<Kind> kind = kind(size(shapes, "weight_hh" + suffix, 0, 0), hidden);
        if (kind.isEmpty()) {
            return List.of();
        }
        boolean hasBias = shapes.containsKey("bias_hh" + suffix);
        if (isCell) {
            return List.of(
                    new RecurrentCell(
                            kind.get(), input, hidden, hasBias, Nonlinearity.TANH, DType.F32));
        }
        long layers =
                shapes.keySet().stream().filter(name -> name.matches("weight_hh_l\\d+")).count();
        return List.of(
                new Recurrent(
                        kind.get(),
                        input,
                        hidden,
                        layers,
                        hasBias,
                        false,
                        0,
                        shapes.containsKey("weight_hh_l0_reverse"),
                        hidden == state ? 0 : state,
                        Nonlinearity.TANH,
                        DType.F32));
    }

    /// The kind of as many gates as there are blocks of `hidden` rows.
    private static Optional<Kind> kind(long rows, long hidden) {
        return Arrays.stream(Kind.values())
                .filter(kind -> hidden > 0 && rows == kind.gates() * hidden)
                .findFirst();
    }

    /// A size of a matrix; `otherwise` if there is none of that name.
    private static long size(Map<String, Shape> shapes, String name, int dim, long otherwise) {
        Shape shape = shapes.get(name);
        return shape != null && shape.rank() == 2 ? shape.dim(dim) : otherwise;
    }
}
