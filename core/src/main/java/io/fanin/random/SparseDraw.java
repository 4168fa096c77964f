package io.fanin.random;

import io.fanin.internal.kernel.Mt19937;
import io.fanin.law.Sparse;
import io.fanin.tensor.Tensor;

/// `sparse_`: normal values, then for each column a random permutation of the rows, whose first
/// ones become 0.
final class SparseDraw {
    private SparseDraw() {}

    static void fill(TorchStream stream, Tensor tensor, Sparse law) {
        long rows = tensor.shape().dim(0);
        long columns = tensor.shape().dim(1);
        int[] order = new int[rowsOf(rows)];
        stream.normal(tensor, 0, law.std());
        long zeros = law.zeros(rows);
        for (long column = 0; column < columns; column++) {
            permute(stream.words(), order);
            for (int i = 0; i < zeros; i++) {
                tensor.set(order[i] * columns + column, 0);
            }
        }
    }

    private static int rowsOf(long rows) {
        if (rows > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "sparse needs fewer than 2^31 - 8 rows; got " + rows);
        }
        return (int) rows;
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
