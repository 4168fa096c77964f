package io.fanin.check.scan;

/// A hash of words in 64 bits, for telling copies from others; no defence against forgery. It adds
/// up products of the words' halves, each after a change by a key, so that nothing waits for what
/// was before.
///
/// Source: the function NH of Black et al. 1999, "UMAC: Fast and Secure Message Authentication".
final class RowHash {
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    /// Words that are hashed at a time.
    private static final int WORDS = 512;

    private static final long[] KEYS = keys();

    private RowHash() {}

    private static long[] keys() {
        long[] keys = new long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            keys[i] = joined(i, FACTOR);
        }
        return keys;
    }

    /// @param words the bytes, little-endian, filled up with 0
    /// @param bytes how many bytes there are
    static long of(long[] words, int bytes) {
        int count = Math.ceilDiv(bytes, Long.BYTES);
        long hash = bytes;
        for (int from = 0; from < count; from += WORDS) {
            hash = joined(hash, sum(words, from, Math.min(WORDS, count - from)));
        }
        return hash;
    }

    private static long sum(long[] words, int from, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long word = words[from + i] ^ KEYS[i];
            sum += (word & 0xffffffffL) * (word >>> 32) + word;
        }
        return sum;
    }

    /// The hash of two pieces from theirs.
    static long joined(long first, long second) {
        long hash = (Long.rotateLeft(first, 31) ^ second) * FACTOR;
        hash = (hash ^ (hash >>> 32)) * FACTOR;
        return hash ^ (hash >>> 29);
    }
}
