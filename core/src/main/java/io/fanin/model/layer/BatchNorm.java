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

/// Batch normalization.
///
/// Parameters `weight` and `bias`, buffers `running_mean` and `running_var`, all of shape
/// `[numFeatures]`, and the int64 buffer `num_batches_tracked` of shape `[]`. Constructed with ones
/// for the weight and the variance and zeros for the rest; nothing is drawn. Twins:
/// `torch.nn.BatchNorm1d`, `BatchNorm2d`, `BatchNorm3d`, `SyncBatchNorm`.
///
/// @param type the name of PyTorch's class, such as `BatchNorm2d`
/// @param momentum the running statistics' share of the new batch; null for the mean over all
///   batches
/// @param affine whether there are `weight` and `bias`
/// @param trackRunningStats whether there are buffers
public record BatchNorm(
        String type,
        long numFeatures,
        Number eps,
        @Nullable Number momentum,
        boolean affine,
        boolean trackRunningStats,
        DType dtype)
        implements Layer {

    public BatchNorm {
        Require.present("type", type);
        Hyperparameters.size("numFeatures", 0, numFeatures);
        eps = Hyperparameters.number("eps", eps);
        momentum = momentum == null ? null : Hyperparameters.number("momentum", momentum);
        Hyperparameters.floating(dtype);
    }

    private static BatchNorm of(String type, long numFeatures) {
        return new BatchNorm(type, numFeatures, 1e-5, 0.1, true, true, DType.F32);
    }

    /// `torch.nn.BatchNorm1d`.
    public static BatchNorm batchNorm1d(long numFeatures) {
        return of("BatchNorm1d", numFeatures);
    }

    /// `torch.nn.BatchNorm2d`.
    public static BatchNorm batchNorm2d(long numFeatures) {
        return of("BatchNorm2d", numFeatures);
    }

    /// `torch.nn.BatchNorm3d`.
    public static BatchNorm batchNorm3d(long numFeatures) {
        return of("BatchNorm3d", numFeatures);
    }

    /// `torch.nn.SyncBatchNorm`.
    public static BatchNorm syncBatchNorm(long numFeatures) {
        return of("SyncBatchNorm", numFeatures);
    }

    public BatchNorm withEps(Number eps) {
        return new BatchNorm(type, numFeatures, eps, momentum, affine, trackRunningStats, dtype);
    }

    public BatchNorm withMomentum(@Nullable Number momentum) {
        return new BatchNorm(type, numFeatures, eps, momentum, affine, trackRunningStats, dtype);
    }

    public BatchNorm withAffine(boolean affine) {
        return new BatchNorm(type, numFeatures, eps, momentum, affine, trackRunningStats, dtype);
    }

    public BatchNorm withTrackRunningStats(boolean trackRunningStats) {
        return new BatchNorm(type, numFeatures, eps, momentum, affine, trackRunningStats, dtype);
    }

    public BatchNorm withDtype(DType dtype) {
        return new BatchNorm(type, numFeatures, eps, momentum, affine, trackRunningStats, dtype);
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
