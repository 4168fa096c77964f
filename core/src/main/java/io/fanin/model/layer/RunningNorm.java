package io.fanin.model.layer;

import static io.fanin.init.Initializers.ones;
import static io.fanin.init.Initializers.zeros;

import io.fanin.internal.python.PythonText;
import io.fanin.model.Buffer;
import io.fanin.model.Construction;
import io.fanin.model.Construction.Fill;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What batch and instance normalization share: running means and variances.
final class RunningNorm {
    private RunningNorm() {}

    static String hyperparameters(
            long numFeatures,
            Number eps,
            @Nullable Number momentum,
            boolean affine,
            boolean trackRunningStats) {
        return numFeatures
                + ", eps="
                + PythonText.number(eps)
                + ", momentum="
                + PythonText.number(momentum)
                + ", affine="
                + PythonText.flag(affine)
                + ", track_running_stats="
                + PythonText.flag(trackRunningStats);
    }

    static List<Buffer> buffers(long numFeatures, boolean trackRunningStats, DType dtype) {
        Shape shape = Shape.of(numFeatures);
        return trackRunningStats
                ? List.of(
                        new Buffer("running_mean", dtype, shape),
                        new Buffer("running_var", dtype, shape),
                        new Buffer("num_batches_tracked", DType.I64, Shape.of()))
                : List.of();
    }

    static List<Construction> construction(boolean affine, boolean trackRunningStats) {
        List<Construction> steps = new ArrayList<>();
        if (trackRunningStats) {
            steps.add(new Fill("running_mean", zeros()));
            steps.add(new Fill("running_var", ones()));
            steps.add(new Fill("num_batches_tracked", zeros()));
        }
        steps.addAll(WeightAndBias.scaleConstruction(affine));
        return steps;
    }
}
