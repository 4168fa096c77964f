package io.fanin.check.report;

import io.fanin.internal.require.Require;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Something that is wrong, or worth knowing, in one sentence with its numbers.
///
/// @param severity the kind's own, or milder where this case is
/// @param tensors the names of those concerned
/// @param rows which rows of the first of them, if only some are
/// @param reason one sentence with the numbers
/// @param mend what to do about it
public record Finding(
        Kind kind,
        Severity severity,
        List<String> tensors,
        List<Rows> rows,
        String reason,
        String mend) {
    public Finding {
        Require.present("kind", kind);
        Require.present("severity", severity);
        tensors = List.copyOf(tensors);
        rows = List.copyOf(rows);
        Require.present("reason", reason);
        Require.present("mend", mend);
    }

    /// One of whole tensors, as bad as its kind is.
    public static Finding of(Kind kind, List<String> tensors, String reason, String mend) {
        return new Finding(kind, kind.severity(), tensors, List.of(), reason, mend);
    }

    /// The same, no worse than `severity`.
    public Finding with(Severity milder) {
        return new Finding(kind, milder, tensors, rows, reason, mend);
    }

    /// The same of some rows of the first tensor.
    public Finding with(List<Rows> some) {
        return new Finding(kind, severity, tensors, some, reason, mend);
    }

    /// The same of other tensors, and of some rows of the first of them.
    public Finding with(List<String> others, List<Rows> some) {
        return new Finding(kind, severity, others, some, reason, mend);
    }

    /// Rows `first` to `last`, both included, counted from 0.
    public record Rows(long first, long last) {
        /// The fewest ranges that hold these rows.
        public static List<Rows> of(BitSet rows) {
            List<Rows> ranges = new ArrayList<>();
            for (int from = rows.nextSetBit(0); from >= 0; ) {
                int to = rows.nextClearBit(from);
                ranges.add(new Rows(from, to - 1));
                from = rows.nextSetBit(to);
            }
            return ranges;
        }
    }
}
