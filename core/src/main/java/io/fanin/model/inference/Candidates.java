package io.fanin.model.inference;

import io.fanin.law.Constant;
import io.fanin.law.Normal;
import io.fanin.model.Buffer;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Fill;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.model.Role;
import io.fanin.model.layer.BatchNorm;
import io.fanin.model.layer.Bilinear;
import io.fanin.model.layer.Convolution;
import io.fanin.model.layer.Embedding;
import io.fanin.model.layer.GroupNorm;
import io.fanin.model.layer.InstanceNorm;
import io.fanin.model.layer.LayerNorm;
import io.fanin.model.layer.Linear;
import io.fanin.model.layer.PReLU;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The layers that can hold the tensors of a group, the likeliest first.
final class Candidates {
    /// The type of Hugging Face's linear layer with its weight transposed.
    static final String TRANSPOSED = "Conv1D";

    private static final int RANK_OF_CONV1D = 3;
    private static final int RANK_OF_CONV3D = 5;

    /// Tables have many more rows than columns.
    private static final int ROWS_OF_TABLE = 4;

    /// What stands around a group.
    ///
    /// @param dims how many dimensions a normalization there may have, the likeliest first
    /// @param normalized the length of the batch normalization right behind it in the same layer;
    ///   [#NONE] if there is none
    /// @param inAttention whether a multi-head attention holds it
    record Context(List<Integer> dims, long normalized, boolean inAttention) {
        static final long NONE = -1;
    }

    private final Group group;
    private final Map<String, Shape> shapes;
    private final Context context;
    private final List<Layer> found = new ArrayList<>();

    private Candidates(Group group, Context context) {
        this.group = group;
        this.shapes = group.shapes();
        this.context = context;
    }

    static List<Layer> of(Group group, Context context) {
        Candidates candidates = new Candidates(group, context);
        try {
            candidates.find();
        } catch (IllegalArgumentException _) {
            return List.of(); // sizes that no layer allows
        }
        return candidates.found.stream().filter(candidates::fits).toList();
    }

    /// Whether the layer has all these tensors, and no other parameters.
    private boolean fits(Layer layer) {
        Map<String, Shape> expected = new HashMap<>();
        layer.parameters().forEach(each -> expected.put(each.name(), each.shape()));
        boolean complete = shapes.keySet().containsAll(expected.keySet());
        layer.buffers().forEach(each -> expected.put(each.name(), each.shape()));
        return complete && expected.entrySet().containsAll(shapes.entrySet());
    }

    private void find() {
        Shape mean = shapes.get("running_mean");
        Shape weight = shapes.get("weight");
        Shape bias = shapes.get("bias");
        if (mean != null && mean.rank() == 1) {
            running(mean.dim(0), weight != null);
        } else if (shapes.containsKey("in_proj_weight") || shapes.containsKey("q_proj_weight")) {
            found.addAll(Composites.attention(shapes));
        } else if (shapes.containsKey("weight_hh_l0") || shapes.containsKey("weight_hh")) {
            found.addAll(Composites.recurrent(shapes));
        } else if (weight != null && weight.rank() == 1) {
            vector(weight.dim(0), bias != null);
        } else if (weight != null && weight.rank() > 1) {
            if (bias != null && bias.equals(weight)) {
                found.add(new LayerNorm(weight.toArray()));
            } else if (weight.rank() == 2) {
                matrix(weight.dim(0), weight.dim(1), bias);
            } else if (weight.rank() <= RANK_OF_CONV3D) {
                kernel(weight, bias);
            }
        }
    }

    private void running(long features, boolean affine) {
        if (group.has(NameHint.INSTANCE_NORM)) {
            context.dims.forEach(dims -> found.add(instanceNorm(dims, features, affine, true)));
        }
        context.dims.forEach(dims -> found.add(batchNorm(dims, features, affine, true)));
        if (!shapes.containsKey("num_batches_tracked")) {
            found.add(frozen(features));
        }
    }

    private static Layer batchNorm(int dims, long features, boolean affine, boolean running) {
        return new BatchNorm(
                "BatchNorm" + dims + "d", features, 1e-5, 0.1, affine, running, DType.F32);
    }

    private static Layer instanceNorm(int dims, long features, boolean affine, boolean running) {
        return new InstanceNorm(
                "InstanceNorm" + dims + "d", features, 1e-5, 0.1, affine, running, DType.F32);
    }

    /// torchvision's batch normalization of fixed values, all of which are buffers.
    private static Layer frozen(long features) {
        Shape shape = Shape.of(features);
        List<String> names = List.of("weight", "bias", "running_mean", "running_var");
        return new Described(
                "FrozenBatchNorm2d",
                List.of(),
                names.stream().map(name -> new Buffer(name, DType.F32, shape)).toList(),
                names.stream()
                        .<Construction>map(name ->
                                new Fill(
                                        name,
                                        new Constant(
                                                name.equals("bias") || name.equals("running_mean")
                                                        ? 0
                                                        : 1)))
                        .toList());
    }

    private void vector(long size, boolean hasBias) {
        if (hasBias) {
            normalization(size);
            return;
        }
        Layer prelu = new PReLU(size);
        if (group.has(NameHint.ACTIVATION)) {
            found.add(prelu);
            return;
        }
        found.add(scale("RMSNorm", size));
        found.add(scale("LayerNorm", size));
        if (!group.has(NameHint.NORM)) {
            found.add(size == 1 ? 0 : 2, prelu);
        }
    }

    /// A normalization without a bias.
    private static Layer scale(String type, long size) {
        return new Described(
                type,
                List.of(new Parameter("weight", DType.F32, Shape.of(size), Role.SCALE)),
                List.of(),
                List.of(new Fill("weight", new Constant(1))));
    }

    private void normalization(long size) {
        Layer layerNorm = new LayerNorm(size);
        Layer groupNorm = new GroupNorm(1, size);
        if (group.has(NameHint.LAYER_NORM) || group.has(NameHint.GROUP_NORM)) {
            found.add(group.has(NameHint.LAYER_NORM) ? layerNorm : groupNorm);
            return;
        }
        int dims = context.dims.getFirst();
        found.add(layerNorm);
        found.add(groupNorm);
        found.add(group.has(NameHint.BATCH_NORM) ? 0 : 2, batchNorm(dims, size, true, false));
        found.add(group.has(NameHint.INSTANCE_NORM) ? 0 : 3, instanceNorm(dims, size, true, false));
    }

    private void matrix(long rows, long columns, @Nullable Shape bias) {
        if (context.inAttention) {
            found.add(
                    new Linear(
                            "NonDynamicallyQuantizableLinear",
                            columns,
                            rows,
                            bias != null,
                            DType.F32));
        } else if (bias == null) {
            Layer table = new Embedding(rows, columns);
            Layer linear = new Linear(columns, rows, false);
            boolean isTable = group.has(NameHint.EMBEDDING);
            boolean isLinear = group.has(NameHint.LINEAR);
            if (isTable != isLinear) {
                found.add(isTable ? table : linear);
            } else {
                boolean tall = rows / ROWS_OF_TABLE > columns;
                found.addAll(tall ? List.of(table, linear) : List.of(linear, table));
            }
        } else {
            found.add(new Linear(columns, rows));
            found.add(transposed(rows, columns)); // both fit if the weight is square
        }
    }

    private static Layer transposed(long in, long out) {
        return new Described(
                TRANSPOSED,
                List.of(
                        new Parameter("weight", DType.F32, Shape.of(in, out)),
                        new Parameter("bias", DType.F32, Shape.of(out))),
                List.of(),
                List.of(
                        new Fill("weight", new Normal(0, 0.02)),
                        new Fill("bias", new Constant(0))));
    }

    private void kernel(Shape weight, @Nullable Shape bias) {
        long[] kernel = Arrays.copyOfRange(weight.toArray(), 2, weight.rank());
        long first = weight.dim(0);
        long second = weight.dim(1);
        Layer direct =
                Convolution.of(false, kernel.length, second, first, kernel).withBias(bias != null);
        Layer transposed =
                Convolution.of(true, kernel.length, first, second, kernel).withBias(bias != null);
        boolean settled =
                bias == null
                        && first != second
                        && (context.normalized == first || context.normalized == second);
        boolean isPoint = Arrays.stream(kernel).allMatch(size -> size == 1);
        if (!settled || context.normalized == first) {
            found.add(direct);
        }
        if (settled
                ? context.normalized == second
                : !isPoint || (bias != null && first != second)) {
            found.add(group.has(NameHint.TRANSPOSED) ? 0 : found.size(), transposed);
        }
        if (weight.rank() == RANK_OF_CONV1D && !group.has(NameHint.CONVOLUTION)) {
            found.add(
                    group.has(NameHint.BILINEAR) ? 0 : found.size(),
                    new Bilinear(second, weight.dim(2), first, bias != null));
        }
    }
}
