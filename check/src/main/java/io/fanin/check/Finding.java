package io.fanin.check;

import java.util.List;

/// Something that is wrong, or worth knowing, in one sentence with its numbers.
///
/// @param id what kind it is, such as `all-zero`
/// @param tensors the names of those concerned
/// @param rows which rows of them, if only some are
/// @param reason one sentence with the numbers
/// @param mend what to do about it
public record Finding(
        String id,
        Severity severity,
        List<String> tensors,
        List<Rows> rows,
        String reason,
        String mend) {
    public Finding {
        tensors = List.copyOf(tensors);
        rows = List.copyOf(rows);
    }

    /// Rows `first` to `last`, both included, counted from 0.
    public record Rows(long first, long last) {}
}
