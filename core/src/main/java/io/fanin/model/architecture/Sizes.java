package io.fanin.model.architecture;

import io.fanin.internal.require.Require;

/// Checks of a configuration's values, by the names that its file has.
final class Sizes {
    /// Keeps products of two sizes within 64 bits.
    private static final long MOST = 1L << 30;

    private static final long MOST_LAYERS = 10_000;

    private Sizes() {}

    static void size(String name, long value) {
        Require.between(name, 1, MOST, value);
    }

    static void layers(String name, long value) {
        Require.between(name, 1, MOST_LAYERS, value);
    }
}
