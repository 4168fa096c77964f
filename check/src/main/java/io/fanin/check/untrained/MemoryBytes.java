package io.fanin.check.untrained;

import io.fanin.tensor.DType;
import io.fanin.tensor.Tensor;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// What the bits of a tensor look like, if they are not taken for numbers. Of large tensors, runs
/// at even distances are looked at.
final class MemoryBytes {
    private static final long MOST = 1 << 20;
    private static final int RUN = 256;

    /// Fewer may be chance.
    private static final long FEWEST_POINTERS = 8;

    private static final long FEWEST = 64;

    private final DType dtype;
    private long looked;
    private long nonZero;
    private long text;
    private long positive;
    private long negative;

    /// Upper halves of pointers at even and at odd places; whole ones of float64 at either.
    private final long[] pointers = new long[2];

    private long onePointer;
    private long onePlace;

    private MemoryBytes(DType dtype) {
        this.dtype = dtype;
    }

    static MemoryBytes of(Tensor tensor) {
        MemoryBytes bytes = new MemoryBytes(tensor.dtype());
        long count = tensor.shape().count();
        long runs = Math.ceilDiv(count, RUN);
        long step = Math.max(1, Math.ceilDiv(count, MOST));
        for (long run = 0; run < runs; run += step) {
            long end = Math.min(count, (run + 1) * RUN);
            for (long i = run * RUN; i < end; i++) {
                bytes.add(i, tensor.bits(i));
            }
        }
        return bytes;
    }

    private void add(long place, long bits) {
        looked++;
        if (bits == 0) {
            return;
        }
        nonZero++;
        if (isText(bits)) {
            text++;
        }
        if (isPointer(bits)) {
            pointers[(int) (place & 1)]++;
            onePointer = bits;
            onePlace = place;
        }
        int width = 8 * dtype.bytes();
        long magnitude = bits & ((1L << (width - 1)) - 1);
        if (magnitude >>> mantissa() == 0) {
            if (magnitude == bits) {
                positive++;
            } else {
                negative++;
            }
        }
    }

    private int mantissa() {
        return switch (dtype) {
            case F64 -> 52;
            case F32 -> 23;
            case F16 -> 10;
            case BF16 -> 7;
            case I64 -> 63;
        };
    }

    /// Whether all bytes are those of printed characters, the topmost that of a letter or a blank.
    /// As the top byte of a number, a letter means 8 or more.
    private boolean isText(long bits) {
        int top = (int) (bits >>> (8 * (dtype.bytes() - 1))) & 0xff;
        if (top >= 0x80 || (!Character.isLetter(top) && top != ' ')) {
            return false;
        }
        for (int i = 0; i < dtype.bytes(); i++) {
            int each = (int) (bits >>> (8 * i)) & 0xff;
            if ((each < ' ' || each > '~') && each != '\n' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }

    /// Heaps and libraries of 64-bit Linux lie at 0x55…, 0x56…, 0x7e… and 0x7f… of 48 bits.
    private boolean isPointer(long bits) {
        long upper =
                switch (dtype) {
                    case F64 -> bits >>> 32;
                    case F32 -> bits & 0xffffffffL;
                    default -> 0;
                };
        int top = (int) (upper >>> 8);
        return top == 0x55 || top == 0x56 || top == 0x7e || top == 0x7f;
    }

    Optional<String> text() {
        if (text < FEWEST || text < 0.6 * nonZero) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "%,d of %,d values are printable text, byte by byte",
                        text,
                        looked));
    }

    /// The upper halves of float32 lie at every other place.
    Optional<String> pointers() {
        long found = pointers[0] + pointers[1];
        boolean wide = dtype == DType.F64;
        long most = wide ? found : Math.max(pointers[0], pointers[1]);
        if (found < FEWEST_POINTERS || most < 0.9 * found) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "%,d of %,d values are %s, such as 0x%s at %,d",
                        found,
                        looked,
                        wide ? "pointers" : "the upper halves of pointers",
                        HexFormat.of().toHexDigits(onePointer, 2 * dtype.bytes()),
                        onePlace));
    }

    /// Small integers are denormal numbers, all positive; what decayed has both signs.
    Optional<String> integers() {
        if (positive < FEWEST || negative > 0.01 * positive || positive < 0.5 * nonZero) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "%,d of %,d values are small integers, byte by byte: denormal and all positive",
                        positive,
                        looked));
    }
}
