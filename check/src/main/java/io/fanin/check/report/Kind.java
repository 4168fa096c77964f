package io.fanin.check.report;

import static io.fanin.check.report.Severity.ERROR;
import static io.fanin.check.report.Severity.INFO;
import static io.fanin.check.report.Severity.WARNING;

import io.fanin.internal.require.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a finding can be of.
public enum Kind {
    /// A tensor that a plan or the other file has is not there.
    MISSING(ERROR),
    /// A tensor is there that a plan or the other file doesn't have.
    EXTRA(ERROR),
    WRONG_SHAPE(ERROR),
    WRONG_DTYPE(ERROR),
    /// Tensors share memory that should not, or don't that should.
    WRONG_TIE(ERROR),
    /// The bits are not those of the plan's seed, or of the other file.
    DIFFERENT_BITS(ERROR),
    /// The values don't follow the law that they should.
    WRONG_LAW(ERROR),
    /// The values are those of another seed than they should be.
    OTHER_SEED(ERROR),

    /// Values are NaN or infinite.
    NON_FINITE(ERROR),
    /// All values of a weight are 0.
    ALL_ZERO(ERROR),
    /// All values of a weight are equal.
    CONSTANT(ERROR),
    /// Units have equal weights, and so learn the same.
    DUPLICATE_ROWS(ERROR),
    /// A unit has the weights of another with the opposite sign.
    OPPOSITE_ROWS(WARNING),
    /// The scale is that of another fan.
    WRONG_FAN(WARNING),
    /// The scale belongs to another nonlinearity, or to none.
    WRONG_GAIN(WARNING),
    /// The signal dies away with depth.
    VANISHING(WARNING),
    /// The signal grows with depth beyond measure.
    EXPLODING(WARNING),
    /// A fresh bias is not 0, nor as PyTorch's own constructor draws it.
    BIAS_NOT_ZERO(WARNING),
    /// The row of a padding token is not 0.
    PADDING_NOT_ZERO(WARNING),
    /// Values of half precision fell to 0 or below the least normal number.
    UNDERFLOW(WARNING),
    /// Values lie beyond the bounds of the law that explains the others.
    OUT_OF_BOUNDS(ERROR),
    /// Values lie many standard deviations out.
    OUTLIERS(WARNING),
    /// Tensors, or parts of them, hold the same random values.
    REPEATED_VALUES(ERROR),
    /// A part was never written.
    PARTLY_UNWRITTEN(ERROR),
    /// The bytes are what was in memory before.
    RAW_MEMORY(ERROR),
    /// In a trained file, a tensor still follows the law that it began with.
    STILL_FRESH(WARNING),
    /// In a trained file, rows of an embedding were never trained.
    UNTRAINED_ROWS(INFO);

    private final Severity severity;

    Kind(Severity severity) {
        this.severity = severity;
    }

    /// How bad it is at worst.
    public Severity severity() {
        return severity;
    }

    /// The kind of that name, such as `all-zero`.
    ///
    /// @throws IllegalArgumentException if there is none; the message names the nearest
    public static Kind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no finding \""
                                        + id
                                        + "\"; the nearest is \""
                                        + Nearest.to(id, names())
                                        + "\""));
    }

    private static List<String> names() {
        return Arrays.stream(values()).map(Kind::toString).toList();
    }

    /// As reports write it, such as `all-zero`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
