package io.fanin.random;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.law.Sparse;
import io.fanin.tensor.Slice;

/// `sparse_`: normal values, then for each column a random permutation of the rows, whose first
/// ones become 0.
final class SparseDraw {
    private SparseDraw() {}

    /// Hears which elements of the slice become 0.
    interface Zero {
        void at(long index);
    }

    /// Names the slice's elements that become 0, column by column.
    ///
    /// @param words stand behind the normal values; at the end behind all permutations
    static void zeros(Mt19937 words, Slice slice, Sparse law, Zero zero) {
        long columns = slice.whole().dim(1);
        int[] order = new int[(int) slice.whole().dim(0)];
        long zeros = law.zeros(order.length);
        for (long column = 0; column < columns; column++) {
            if (!slice.meets(1, column)) {
                words.skip(Math.max(order.length - 1, 0));
                continue;
            }
            permute(words, order);
            for (int i = 0; i < zeros; i++) {
                long index = slice.indexOf(order[i] * columns + column);
                if (index >= 0) {
                    zero.at(index);
                }
            }
        }
    }

    /// `torch.randperm`.
    private static void permute(Mt19937 words, int[] order) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int i = 0; i < order.length - 1; i++) {
            int other = i + (int) (Integer.toUnsignedLong(words.nextWord()) % (order.length - i));
            int row = order[i];
            order[i] = order[other];
            order[other] = row;
        }
    }
}
