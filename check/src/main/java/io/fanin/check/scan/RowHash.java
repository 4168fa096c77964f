package io.fanin.check.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A hash of bytes in 64 bits, for telling copies from others; no defence against forgery.
final class RowHash {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private RowHash() {}

    static long of(byte[] bytes, int from, int to) {
        long a = FACTOR;
        long b = a * FACTOR;
        long c = b * FACTOR;
        long d = c * FACTOR;
        int i = from;
        for (; i <= to - 32; i += 32) {
            a = mixed(a, (long) LONG.get(bytes, i));
            b = mixed(b, (long) LONG.get(bytes, i + 8));
            c = mixed(c, (long) LONG.get(bytes, i + 16));
            d = mixed(d, (long) LONG.get(bytes, i + 24));
        }
        for (; i <= to - 8; i += 8) {
            a = mixed(a, (long) LONG.get(bytes, i));
        }
        long rest = (long) to - from;
        for (; i < to; i++) {
            rest = (rest << 8) | (bytes[i] & 0xff);
        }
        return joined(joined(joined(joined(rest, a), b), c), d);
    }

    private static long mixed(long hash, long word) {
        return (Long.rotateLeft(hash, 29) ^ word) * FACTOR;
    }

    /// The hash of two pieces from theirs.
    static long joined(long first, long second) {
        long hash = (Long.rotateLeft(first, 31) ^ second) * FACTOR;
        hash = (hash ^ (hash >>> 32)) * FACTOR;
        return hash ^ (hash >>> 29);
    }
}
