package io.fanin.check.rule;

import io.fanin.check.report.Finding;
import io.fanin.check.report.Kind;
import java.util.List;
import java.util.Locale;

/// One block of a tensor's rows or columns that equals another.
///
/// @param parts how many such blocks the tensor has
/// @param length rows or columns of a block
/// @param first the block that is repeated, counted from 0
/// @param second the block that repeats it
record BlockCopy(int parts, long length, int first, int second) {
    /// Into how many blocks people split a weight: 3 are query, key and value.
    static final List<Integer> PARTS = List.of(2, 3, 4, 6, 8, 12, 16, 32, 64);

    /// @param what `rows` or `columns`
    Finding finding(String tensor, String what) {
        return Finding.of(
                Kind.REPEATED_VALUES,
                List.of(tensor),
                String.format(
                        Locale.ROOT,
                        "%s %,d to %,d equal %s %,d to %,d, as if two of %d ranks drew their shards from one"
                                + " seed",
                        what,
                        second * length,
                        (second + 1) * length - 1,
                        what,
                        first * length,
                        (first + 1) * length - 1,
                        parts),
                "give each rank a seed of its own, or draw slices of the whole weight");
    }
}
