package io.fanin.check.seed;

/// What a value says of one word: its low bits, counted from `first` on and around, lie within
/// `span`.
///
/// @param offset words between the tensor's first and this one
/// @param mask the bits that count
/// @param span unsigned
record WordTest(int offset, int mask, int first, int span) {
    boolean passes(int word) {
        return Integer.compareUnsigned((word - first) & mask, span) <= 0;
    }

    /// The part of all words that pass.
    double probability() {
        return (Integer.toUnsignedLong(span) + 1.0) / (Integer.toUnsignedLong(mask) + 1.0);
    }
}
