package io.fanin.check.scan;

import io.fanin.tensor.DType;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/// How many values lie in each of up to 65,536 bins: those of equal upper 16 bits of their float32
/// form, or of equal float16 bits. So bfloat16 and float16 lose nothing, and bins of float32 and
/// float64 (rounded to float32) are a 128th to a 256th of the value wide. Only bins that hold
/// something are kept, in rising order of value; 0 and −0 have one bin each.
public final class ValueHistogram {
    private static final int SIGN = 0x8000;

    private final DType dtype;
    private final int[] bits;
    private final long[] atMost;

    private ValueHistogram(DType dtype, int[] bits, long[] atMost) {
        this.dtype = dtype;
        this.bits = bits;
        this.atMost = atMost;
    }

    /// @param first the least pattern of 16 bits that may hold something, without its sign
    /// @param last the greatest
    /// @param counts values of each pattern
    static ValueHistogram of(DType dtype, int first, int last, IntToLongFunction counts) {
        int infinity = dtype == DType.F16 ? 0x7c00 : 0x7f80;
        int end = Math.min(last, infinity - 1);
        int size = Math.max(end - first + 1, 0);
        int[] bits = new int[2 * size];
        long[] atMost = new long[2 * size];
        int bins = 0;
        long total = 0;
        for (int i = 0; i < 2 * size; i++) {
            int pattern = i < size ? SIGN + end - i : first + i - size;
            long count = counts.applyAsLong(pattern);
            if (count > 0) {
                total += count;
                bits[bins] = pattern;
                atMost[bins++] = total;
            }
        }
        return new ValueHistogram(dtype, Arrays.copyOf(bits, bins), Arrays.copyOf(atMost, bins));
    }

    /// Whether all values of a bin are equal.
    public boolean isExact() {
        return dtype == DType.BF16 || dtype == DType.F16;
    }

    /// How many bins hold something.
    public int bins() {
        return bits.length;
    }

    /// How many values there are.
    public long total() {
        return bins() == 0 ? 0 : atMost[bins() - 1];
    }

    /// Values of a bin.
    public long count(int bin) {
        return bin == 0 ? atMost[0] : atMost[bin] - atMost[bin - 1];
    }

    /// Values of this bin and all before it.
    public long atMost(int bin) {
        return atMost[bin];
    }

    /// The least value that a bin can hold.
    public double lower(int bin) {
        return bits[bin] < SIGN ? nearZero(bits[bin]) : farFromZero(bits[bin]);
    }

    /// The greatest value that a bin can hold.
    public double upper(int bin) {
        return bits[bin] < SIGN ? farFromZero(bits[bin]) : nearZero(bits[bin]);
    }

    private double nearZero(int pattern) {
        return dtype == DType.F16
                ? Float.float16ToFloat((short) pattern)
                : Float.intBitsToFloat(pattern << 16);
    }

    private double farFromZero(int pattern) {
        return isExact() ? nearZero(pattern) : Float.intBitsToFloat(pattern << 16 | 0xffff);
    }

    /// A value that the part `p` of all values lies below, from 0 to 1; exact up to the width of a
    /// bin.
    public double quantile(double p) {
        long rank = Math.clamp((long) Math.ceil(p * total()), 1, total());
        int found = Arrays.binarySearch(atMost, rank);
        int bin = found < 0 ? -found - 1 : found;
        double within = (rank - (bin == 0 ? 0 : atMost[bin - 1]) - 0.5) / count(bin);
        return lower(bin) + within * (upper(bin) - lower(bin));
    }

    /// The moments, if the bins are exact.
    Moments moments() {
        double sum = 0;
        for (int i = 0; i < bins(); i++) {
            sum += count(i) * lower(i);
        }
        double mean = sum / Math.max(total(), 1);
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (int i = 0; i < bins(); i++) {
            double d = lower(i) - mean;
            double square = d * d;
            second += count(i) * square;
            third += count(i) * square * d;
            fourth += count(i) * square * square;
        }
        return new Moments(total(), mean, second, third, fourth);
    }
}
