package io.fanin.random;

import io.fanin.internal.require.Require;

/// A place in the stream of one seed.
///
/// @param words 32-bit words drawn so far
/// @param waiting number of the word at which the pair of normals began whose second one waits to
///   be used, or [#NONE]
public record Position(long words, long waiting) {
    /// No second normal waits.
    public static final long NONE = -1;

    /// Where a freshly seeded stream stands.
    public static final Position START = new Position(0, NONE);

    /// Words that a pair of double-precision normals takes.
    static final int WORDS_OF_PAIR = 4;

    public Position {
        Require.atLeast("words", 0, words);
        if (waiting < NONE || (waiting != NONE && waiting > words - WORDS_OF_PAIR)) {
            throw new IllegalArgumentException(
                    "waiting must be "
                            + NONE
                            + " or a pair that lies before word "
                            + words
                            + "; got "
                            + waiting);
        }
    }
}
