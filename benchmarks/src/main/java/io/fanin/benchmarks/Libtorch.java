package io.fanin.benchmarks;

import io.fanin.tensor.DType;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Tensors of libtorch's, and what it needs from the C library to fill them.
public final class Libtorch {
    private static final MethodHandle ERF = erf();

    private Libtorch() {}

    @SuppressWarnings("restricted")
    private static MethodHandle erf() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("erf"),
                FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_DOUBLE));
    }

    /// A tensor in memory that libtorch allocated, every page of it touched.
    static Tensor zeros(DType dtype, long... dims) {
        return torch.zeros(dims, new TensorOptions(type(dtype)));
    }

    /// The standard normal distribution function as torch/nn/init.py has it, by the C library's
    /// erf.
    static double distribution(double x) {
        try {
            return (1 + (double) ERF.invokeExact(x / Math.sqrt(2))) / 2;
        } catch (Throwable e) {
            throw new IllegalStateException("the C library's erf failed", e);
        }
    }

    /// Such as `AVX512`; its default kernels, `DEFAULT`, round otherwise.
    public static String capability() {
        return torch.get_cpu_capability().getString();
    }

    private static ScalarType type(DType dtype) {
        return switch (dtype) {
            case F32 -> ScalarType.Float;
            case F64 -> ScalarType.Double;
            case F16 -> ScalarType.Half;
            case BF16 -> ScalarType.BFloat16;
            case I64 -> ScalarType.Long;
        };
    }
}
