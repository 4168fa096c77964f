package io.fanin.checkpoint.numpy;

/// The CRC-32 of bytes put together from the CRC-32s of their parts.
///
/// A CRC is the remainder of a polynomial over GF(2), lowest bit first; `n` bytes behind a part
/// multiply its remainder by x⁸ⁿ.
public final class Crc32 {
    /// The generator polynomial without x³², bit-reversed.
    private static final int POLYNOMIAL = 0xEDB88320;

    /// The polynomial 1.
    private static final int ONE = 1 << 31;

    private Crc32() {}

    /// The CRC of two parts.
    ///
    /// @param length of the second part in bytes
    public static int join(int first, int second, long length) {
        return multiply(power(length), first) ^ second;
    }

    /// x⁸ⁿ.
    private static int power(long n) {
        int result = ONE;
        int square = ONE >>> 8;
        for (long rest = n; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) != 0 ? shifted >>> 1 ^ POLYNOMIAL : shifted >>> 1;
        }
        return product;
    }
}
