package io.fanin.random;

import io.fanin.internal.libm.Erf;
import io.fanin.internal.libm.ErfInv;
import io.fanin.internal.libm.ErfInvF;
import io.fanin.law.TruncatedNormal;
import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;

/// `trunc_normal_` of PyTorch up to 2.11: a uniform value between the distribution function's
/// values at the two bounds, through its inverse, scaled, shifted and clamped, each step rounded to
/// the tensor's type.
final class TruncatedNormalDraw {
    private TruncatedNormalDraw() {}

    static void fill(TorchStream stream, Tensor tensor, TruncatedNormal law) {
        double below = distribution((law.lower() - law.mean()) / law.std());
        double above = distribution((law.upper() - law.mean()) / law.std());
        stream.uniform(tensor, 2 * below - 1, 2 * above - 1);
        DType dtype = tensor.dtype();
        double scale = dtype.round(law.std() * Math.sqrt(2));
        double mean = dtype.round(law.mean());
        double lower = dtype.round(law.lower());
        double upper = dtype.round(law.upper());
        for (long i = 0; i < tensor.shape().count(); i++) {
            double value = dtype.round(inverse(dtype, tensor.get(i)));
            value = dtype.round(value * scale);
            value = dtype.round(value + mean);
            tensor.set(i, Math.min(Math.max(value, lower), upper));
        }
    }

    private static double inverse(DType dtype, double value) {
        return dtype == DType.F64 ? ErfInv.erfinv(value) : ErfInvF.erfinvf((float) value);
    }

    /// The standard normal distribution function.
    private static double distribution(double x) {
        return (1 + Erf.erf(x / Math.sqrt(2))) / 2;
    }
}
