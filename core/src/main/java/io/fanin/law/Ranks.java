package io.fanin.law;

import io.fanin.tensor.Shape;

/// Checks that a law has a meaning for a shape.
final class Ranks {
    private Ranks() {}

    static void require(String law, Shape shape, int least, int most) {
        if (shape.rank() < least || shape.rank() > most) {
            String allowed =
                    least == most
                            ? "exactly " + least
                            : most == Integer.MAX_VALUE
                                    ? "at least " + least
                                    : least + " to " + most;
            throw new IllegalArgumentException(
                    law + " needs a shape of " + allowed + " dimensions; got " + shape);
        }
    }
}
