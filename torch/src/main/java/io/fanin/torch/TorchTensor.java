package io.fanin.torch;

import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Views of libtorch's tensors.
public final class TorchTensor {
    private TorchTensor() {}

    /// A view of a libtorch tensor's own memory, with its strides; nothing is copied. It keeps the
    /// libtorch tensor alive.
    ///
    /// Writes don't raise the tensor's version, so autograd doesn't notice them: fill weights
    /// before a forward pass, not between a forward pass and its backward pass.
    ///
    /// @throws IllegalArgumentException if the tensor is undefined, not dense in CPU memory, or of
    ///   a dtype other than float32, float64, float16, bfloat16 and int64
    public static Tensor view(org.bytedeco.pytorch.Tensor tensor) {
        if (!tensor.defined()) {
            throw new IllegalArgumentException(
                    "the libtorch tensor is undefined: it has no memory to view");
        }
        if (!tensor.is_cpu() || tensor.is_sparse() || !tensor.has_storage()) {
            throw new IllegalArgumentException(
                    "the libtorch tensor is not dense in CPU memory; move it there with"
                            + " tensor.cpu() or tensor.to_dense()");
        }
        DType dtype = dtype(tensor.scalar_type());
        long[] dims = new long[(int) tensor.dim()];
        long[] strides = new long[dims.length];
        long last = 0;
        for (int i = 0; i < dims.length; i++) {
            dims[i] = tensor.size(i);
            strides[i] = tensor.stride(i);
            last += (dims[i] - 1) * strides[i];
        }
        Shape shape = Shape.of(dims);
        long bytes = shape.count() == 0 ? 0 : (last + 1) * dtype.bytes();
        return Tensor.of(
                bytes == 0 ? MemorySegment.NULL : memory(tensor, bytes), dtype, shape, strides);
    }

    /// The tensor's memory. A second reference to the tensor lives as long as the segment does, so
    /// the caller may close its own.
    @SuppressWarnings("restricted")
    private static MemorySegment memory(org.bytedeco.pytorch.Tensor tensor, long bytes) {
        var owner = new org.bytedeco.pytorch.Tensor(tensor);
        return MemorySegment.ofAddress(owner.data_ptr().address())
                .reinterpret(bytes, Arena.ofAuto(), _ -> owner.close());
    }

    /// The dtype of that libtorch type.
    ///
    /// @throws IllegalArgumentException if Fanin has none
    static DType dtype(ScalarType type) {
        return switch (type.intern()) {
            case Float -> DType.F32;
            case Double -> DType.F64;
            case Half -> DType.F16;
            case BFloat16 -> DType.BF16;
            case Long -> DType.I64;
            default ->
                    throw new IllegalArgumentException(
                            "libtorch dtype "
                                    + type
                                    + " is not supported; use Float, Double, Half, BFloat16 or Long");
        };
    }
}
