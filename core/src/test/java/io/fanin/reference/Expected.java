package io.fanin.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// What the real PyTorch's tensor holds: its SHA-256, and all bits or the first and last eight.
public final class Expected {
    private static final int KEPT = 8;

    private final ReferenceJson tensor;

    private Expected(ReferenceJson tensor) {
        this.tensor = tensor;
    }

    public static Expected of(ReferenceJson tensor) {
        return new Expected(tensor);
    }

    /// Equal to the bit; else the first difference is shown in hexadecimal.
    public void assertBits(Tensor actual) {
        if (sha256(actual).equals(tensor.get("sha256").text())) {
            return;
        }
        List<String> bits = tensor.get("bits").texts();
        for (int i = 0; i < bits.size(); i++) {
            long at = place(i, bits.size(), actual);
            assertThat(HexFormat.of().toHexDigits(actual.bits(at), 2 * actual.dtype().bytes()))
                    .as("bits of element %d", at)
                    .isEqualTo(bits.get(i));
        }
        assertThat(sha256(actual)).isEqualTo(tensor.get("sha256").text());
    }

    /// Each value kept in the file is met within `tolerance`.
    public void assertClose(Tensor actual, double tolerance) {
        List<String> bits = tensor.get("bits").texts();
        for (int i = 0; i < bits.size(); i++) {
            long at = place(i, bits.size(), actual);
            long raw = Long.parseUnsignedLong(bits.get(i), 16);
            double expected =
                    actual.dtype() == DType.F64
                            ? Double.longBitsToDouble(raw)
                            : Float.intBitsToFloat((int) raw);
            assertThat(actual.get(at)).as("element %d", at).isCloseTo(expected, offset(tolerance));
        }
    }

    private static long place(int kept, int size, Tensor tensor) {
        long count = tensor.shape().count();
        return size == count || kept < KEPT ? kept : count - 2 * KEPT + kept;
    }

    private static String sha256(Tensor tensor) {
        long bytes = tensor.shape().count() * tensor.dtype().bytes();
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(
                                            tensor.segment()
                                                    .asSlice(0, bytes)
                                                    .toArray(ValueLayout.JAVA_BYTE)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
