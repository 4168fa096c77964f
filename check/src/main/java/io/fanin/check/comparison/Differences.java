package io.fanin.check.comparison;

import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.Locale;

/// How the elements of two tensors of one shape differ.
///
/// @param count how many do
/// @param first the row-major number of the first; −1 if none does
/// @param greatest the greatest distance; NaN if a value is one
record Differences(long count, long first, double greatest) {
    static final Differences NONE = new Differences(0, -1, 0);

    static Differences of(Tensor a, Tensor b) {
        long size = a.shape().count();
        if (a.isContiguous() && b.isContiguous() && a.dtype() == b.dtype()) {
            long bytes = size * a.dtype().bytes();
            long at = a.segment().asSlice(0, bytes).mismatch(b.segment().asSlice(0, bytes));
            return at < 0 ? NONE : of(a, b, at / a.dtype().bytes());
        }
        return of(a, b, 0);
    }

    private static Differences of(Tensor a, Tensor b, long from) {
        boolean bits = a.dtype() == b.dtype();
        long count = 0;
        long first = -1;
        double greatest = 0;
        for (long i = from; i < a.shape().count(); i++) {
            boolean differs =
                    bits ? a.bits(i) != b.bits(i) : Double.compare(a.get(i), b.get(i)) != 0;
            if (differs) {
                first = count == 0 ? i : first;
                count++;
                greatest = Math.max(greatest, Math.abs(a.get(i) - b.get(i)));
            }
        }
        return new Differences(count, first, greatest);
    }

    /// In one sentence.
    String text(Tensor a, Tensor b) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d values differ by up to %.4g, first number %,d: %s where the other has %s",
                count,
                a.shape().count(),
                greatest,
                first,
                text(a, first),
                text(b, first));
    }

    /// As many digits as tell the value from its neighbours.
    private static String text(Tensor tensor, long number) {
        double value = tensor.get(number);
        return switch (tensor.dtype()) {
            case F64 -> Double.toString(value);
            case I64 -> Long.toString(tensor.bits(number));
            default -> Float.toString((float) value);
        };
    }

    /// Whether one tensor is the other, rounded to its dtype.
    static boolean isCast(Tensor from, Tensor to) {
        DType dtype = to.dtype();
        for (long i = 0; i < from.shape().count(); i++) {
            if (Double.compare(dtype.round(from.get(i)), to.get(i)) != 0) {
                return false;
            }
        }
        return true;
    }
}
