package io.fanin.reference;

import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Locale;

/// A tensor that a reference file writes down: by its bits, or as a range of numbers with a few of
/// them replaced.
public final class ReferenceTensor {
    private ReferenceTensor() {}

    /// The dtype of that short name, such as `bf16`.
    public static DType dtype(String name) {
        return DType.valueOf(name.toUpperCase(Locale.ROOT));
    }

    public static Tensor of(ReferenceJson c) {
        Tensor tensor =
                Tensor.zeros(dtype(c.get("dtype").text()), Shape.of(c.get("shape").integers()));
        if (c.has("bits")) {
            setBits(tensor, c.get("bits").texts());
        } else if (c.has("recipe")) {
            double start = c.get("recipe").get("start").number();
            double step = c.get("recipe").get("step").number();
            for (long i = 0; i < tensor.shape().count(); i++) {
                tensor.set(i, start + i * step);
            }
            if (c.get("recipe").has("patch")) {
                c.get("recipe")
                        .get("patch")
                        .members()
                        .forEach(
                                (index, value) -> tensor.set(Long.parseLong(index), number(value)));
            }
        }
        return tensor;
    }

    private static double number(ReferenceJson value) {
        return switch (value.toString()) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> value.number();
        };
    }

    private static void setBits(Tensor tensor, List<String> bits) {
        for (int i = 0; i < bits.size(); i++) {
            long value = Long.parseUnsignedLong(bits.get(i), 16);
            for (int b = 0; b < tensor.dtype().bytes(); b++) {
                long at = (long) i * tensor.dtype().bytes() + b;
                tensor.segment().set(ValueLayout.JAVA_BYTE, at, (byte) (value >>> (8 * b)));
            }
        }
    }
}
