package io.fanin.random;

import java.util.List;
import java.util.stream.Collectors;

/// A fill ended before all was written, because a part of it failed or its thread was interrupted.
/// The cause tells why.
public final class FillStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Written> written;

    FillStoppedException(List<Written> written, long count, Throwable cause) {
        super(message(written, count, cause), cause);
        this.written = List.copyOf(written);
    }

    private static String message(List<Written> written, long count, Throwable cause) {
        String ranges =
                written.stream()
                        .filter(part -> part.to > part.from)
                        .map(part -> "[" + part.from + ", " + part.to + ")")
                        .collect(Collectors.joining(", "));
        return "the fill stopped: of "
                + count
                + " elements "
                + (ranges.isEmpty() ? "none are" : "those numbered " + ranges + " are")
                + " written; "
                + cause.getMessage();
    }

    /// Elements of the tensor that are written, counted row-major.
    ///
    /// @param from the first one
    /// @param to the one after the last
    public record Written(long from, long to) {}

    /// What is written, in order; the rest holds what it held before, or values of a step under
    /// way.
    public List<Written> written() {
        return written;
    }
}
