package io.fanin.check.contract;

import io.fanin.tensor.Tensor;

/// How a tensor differs from its plan, joined from pieces in any order.
final class Difference {
    private long count;
    private long first = Long.MAX_VALUE;
    private double expected;

    /// Compares the elements from `at` on with those of a piece.
    ///
    /// @param tolerance by how much values may differ; 0 where the bits must be equal
    void compare(Tensor found, long at, Tensor piece, double tolerance) {
        long size = piece.shape().count();
        if (found.isContiguous() && equalBytes(found, at, piece)) {
            return;
        }
        long differing = 0;
        long start = -1;
        for (long i = 0; i < size; i++) {
            if (found.bits(at + i) != piece.bits(i)
                    && !(Math.abs(found.get(at + i) - piece.get(i)) <= tolerance
                            && tolerance > 0)) {
                start = differing == 0 ? i : start;
                differing++;
            }
        }
        if (differing > 0) {
            add(differing, at + start, piece.get(start));
        }
    }

    private static boolean equalBytes(Tensor found, long at, Tensor piece) {
        long size = piece.dtype().bytes();
        long bytes = piece.shape().count() * size;
        return found.segment().asSlice(at * size, bytes).mismatch(piece.segment().asSlice(0, bytes))
                == -1;
    }

    private synchronized void add(long differing, long place, double value) {
        count += differing;
        if (place < first) {
            first = place;
            expected = value;
        }
    }

    /// How many values differ.
    synchronized long count() {
        return count;
    }

    /// The row-major number of the first that does.
    synchronized long first() {
        return first;
    }

    /// What the plan has there.
    synchronized double expected() {
        return expected;
    }
}
