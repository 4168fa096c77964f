package io.fanin.checkpoint.torch;

import io.fanin.checkpoint.ElementType;
import java.util.Optional;

/// A name that a checkpoint's pickle may refer to. All others are refused, and nothing is ever
/// loaded or run: what a function makes is written down in [Construction].
sealed interface Global {
    /// What makes a value from arguments.
    enum Function implements Global {
        ORDERED_DICT("collections.OrderedDict"),
        COUNTER("collections.Counter"),
        SET("builtins.set"),
        FROZEN_SET("builtins.frozenset"),
        BYTES("builtins.bytes"),
        COMPLEX("builtins.complex"),
        ENCODE("_codecs.encode"),
        SIZE("torch.Size"),
        DEVICE("torch.device"),
        REBUILD_TENSOR("torch._utils._rebuild_tensor"),
        REBUILD_TENSOR_V2("torch._utils._rebuild_tensor_v2"),
        REBUILD_TENSOR_V3("torch._utils._rebuild_tensor_v3"),
        REBUILD_PARAMETER("torch._utils._rebuild_parameter"),
        REBUILD_PARAMETER_WITH_STATE("torch._utils._rebuild_parameter_with_state"),
        REBUILD_FROM_TYPE("torch._tensor._rebuild_from_type_v2");

        private final String title;

        Function(String title) {
            this.title = title;
        }

        /// As Python names it.
        String title() {
            return title;
        }
    }

    /// A type of tensors, `torch.Tensor` or `torch.nn.Parameter`.
    record TensorClass() implements Global {}

    /// A type of storages of elements, or of bytes of which the tensors say what they are.
    record StorageClass(Optional<ElementType> elements) implements Global {}

    /// Such as `torch.float16`.
    record Dtype(ElementType type) implements Global {}

    /// What the pickle means by that name, if a checkpoint may have it. Python 2 called `builtins`
    /// `__builtin__`, and so does every pickle of protocol 2.
    static Optional<Global> of(String name) {
        String title = name.startsWith("__builtin__.") ? "builtins" + name.substring(11) : name;
        for (Function function : Function.values()) {
            if (function.title.equals(title)) {
                return Optional.of(function);
            }
        }
        return switch (name) {
            case "torch.Tensor", "torch.nn.parameter.Parameter" -> Optional.of(new TensorClass());
            case "torch.UntypedStorage", "torch.storage.UntypedStorage" ->
                    Optional.of(new StorageClass(Optional.empty()));
            default ->
                    storage(name)
                            .<Global>map(type -> new StorageClass(Optional.of(type)))
                            .or(() -> dtype(name).map(Dtype::new));
        };
    }

    private static Optional<ElementType> storage(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "torch.DoubleStorage" -> ElementType.F64;
                    case "torch.FloatStorage" -> ElementType.F32;
                    case "torch.HalfStorage" -> ElementType.F16;
                    case "torch.BFloat16Storage" -> ElementType.BF16;
                    case "torch.ComplexFloatStorage" -> ElementType.C64;
                    case "torch.ComplexDoubleStorage" -> ElementType.C128;
                    case "torch.LongStorage" -> ElementType.I64;
                    case "torch.IntStorage" -> ElementType.I32;
                    case "torch.ShortStorage" -> ElementType.I16;
                    case "torch.CharStorage" -> ElementType.I8;
                    case "torch.ByteStorage" -> ElementType.U8;
                    case "torch.BoolStorage" -> ElementType.BOOL;
                    default -> null;
                });
    }

    private static Optional<ElementType> dtype(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "torch.float64" -> ElementType.F64;
                    case "torch.float32" -> ElementType.F32;
                    case "torch.float16" -> ElementType.F16;
                    case "torch.bfloat16" -> ElementType.BF16;
                    case "torch.float8_e4m3fn" -> ElementType.F8_E4M3;
                    case "torch.float8_e5m2" -> ElementType.F8_E5M2;
                    case "torch.complex64" -> ElementType.C64;
                    case "torch.complex128" -> ElementType.C128;
                    case "torch.int64" -> ElementType.I64;
                    case "torch.int32" -> ElementType.I32;
                    case "torch.int16" -> ElementType.I16;
                    case "torch.int8" -> ElementType.I8;
                    case "torch.uint64" -> ElementType.U64;
                    case "torch.uint32" -> ElementType.U32;
                    case "torch.uint16" -> ElementType.U16;
                    case "torch.uint8" -> ElementType.U8;
                    case "torch.bool" -> ElementType.BOOL;
                    default -> null;
                });
    }
}
