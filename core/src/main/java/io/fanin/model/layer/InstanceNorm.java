package io.fanin.model.layer;

import io.fanin.internal.require.Require;
import io.fanin.model.Buffer;
import io.fanin.model.Construction;
import io.fanin.model.Layer;
import io.fanin.model.Parameter;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Instance normalization.
///
/// By default it has neither parameters nor buffers. There can be the parameters `weight` and
/// `bias` and the buffers `running_mean` and `running_var`, all of shape `[numFeatures]`, and the
/// int64 buffer `num_batches_tracked` of shape `[]`. Constructed with ones for the weight and the
/// variance and zeros for the rest; nothing is drawn. Twins: `torch.nn.InstanceNorm1d`,
/// `InstanceNorm2d`, `InstanceNorm3d`.
///
/// @param type the name of PyTorch's class, such as `InstanceNorm2d`
/// @param momentum the running statistics' share of the new batch, or null
/// @param affine whether there are `weight` and `bias`
/// @param trackRunningStats whether there are buffers
public record InstanceNorm(
        String type,
        long numFeatures,
        Number eps,
        @Nullable Number momentum,
        boolean affine,
        boolean trackRunningStats,
        DType dtype)
        implements Layer {

    public InstanceNorm {
        Require.present("type", type);
        Hyperparameters.size("numFeatures", 0, numFeatures);
        eps = Hyperparameters.number("eps", eps);
        momentum = momentum == null ? null : Hyperparameters.number("momentum", momentum);
        Hyperparameters.floating(dtype);
    }

    private static InstanceNorm of(String type, long numFeatures) {
        return new InstanceNorm(type, numFeatures, 1e-5, 0.1, false, false, DType.F32);
    }

    /// `torch.nn.InstanceNorm1d`.
    public static InstanceNorm instanceNorm1d(long numFeatures) {
        return of("InstanceNorm1d", numFeatures);
    }

    /// `torch.nn.InstanceNorm2d`.
    public static InstanceNorm instanceNorm2d(long numFeatures) {
        return of("InstanceNorm2d", numFeatures);
    }

    /// `torch.nn.InstanceNorm3d`.
    public static InstanceNorm instanceNorm3d(long numFeatures) {
        return of("InstanceNorm3d", numFeatures);
    }

    public InstanceNorm withEps(Number eps) {
        return new InstanceNorm(type, numFeatures, eps, momentum, affine, trackRunningStats, dtype);
    }

    public InstanceNorm withMomentum(@Nullable Number momentum) {
        return new InstanceNorm(type, numFeatures, eps, momentum, affine, trackRunningStats, dtype);
    }

    public InstanceNorm withAffine(boolean affine) {
        return new InstanceNorm(type, numFeatures, eps, momentum, affine, trackRunningStats, dtype);
    }

    public InstanceNorm withTrackRunningStats(boolean trackRunningStats) {
        return new InstanceNorm(type, numFeatures, eps, momentum, affine, trackRunningStats, dtype);
    }

    public InstanceNorm withDtype(DType dtype) {
        return new InstanceNorm(type, numFeatures, eps, momentum, affine, trackRunningStats, dtype);
    }

    @Override
    public String hyperparameters() {
        return RunningNorm.hyperparameters(numFeatures, eps, momentum, affine, trackRunningStats);
    }

    @Override
    public List<Parameter> parameters() {
        return WeightAndBias.scale(dtype, affine, Shape.of(numFeatures));
    }

    @Override
    public List<Buffer> buffers() {
        return RunningNorm.buffers(numFeatures, trackRunningStats, dtype);
    }

    @Override
    public List<Construction> construction() {
        return RunningNorm.construction(affine, trackRunningStats);
    }

    @Override
    public String toString() {
        return representation();
    }
}
