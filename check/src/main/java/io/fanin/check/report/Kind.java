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

    /// Values are NaN or infinite. Find out what wrote them, and make the tensor anew.
    NON_FINITE(ERROR),
    /// All values of a weight are 0; a warning where few weights of a fresh file are, since the
    /// last of a residual branch may be. Draw the weight; zeros are for biases.
    ALL_ZERO(ERROR),
    /// All values of a weight are one number, not 0. Draw the weight from a random law.
    CONSTANT(ERROR),
    /// Rows of a weight are equal, so that their units learn the same. Draw each row anew, and look
    /// for what copied them.
    DUPLICATE_ROWS(ERROR),
    /// Rows of a weight are equal but for the sign. Draw each row by itself, unless concatenated
    /// ReLUs want them so.
    OPPOSITE_ROWS(WARNING),
    /// In a fresh file, the scale of a weight is that of another fan than the file's others show:
    /// of the other side, of the transposed layout, of all groups, of a shard, of packed query, key
    /// and value. Draw it with its own fan.
    WRONG_FAN(WARNING),
    /// In a fresh file, a weight between others of its place has the gain of another nonlinearity,
    /// or that of PyTorch's constructor. Draw it as the others.
    WRONG_GAIN(WARNING),
    /// In a fresh file without normalizations or shortcuts, a stack of layers multiplies the
    /// variance of a signal by less than 10⁻⁸. Draw its weights with a scale that keeps it.
    VANISHING(WARNING),
    /// In such a file, a stack of layers multiplies it by more than 10⁶. Draw its weights with a
    /// scale that keeps it.
    EXPLODING(WARNING),
    /// In a fresh file, a bias is random, though not as PyTorch's constructor draws it; a note
    /// where it is constant. Set it to 0.
    BIAS_NOT_ZERO(WARNING),
    /// In a fresh file, an embedding has no row of zeros where others like it have one. Zero the
    /// row after the embedding is drawn.
    PADDING_NOT_ZERO(WARNING),
    /// More than 5 % of the values of half precision are below its least normal number. Store the
    /// tensor in a wider dtype, or scale it.
    UNDERFLOW(WARNING),
    /// In a fresh file, a few values lie beyond the bounds between which the others are spread
    /// evenly. Find out what wrote them.
    OUT_OF_BOUNDS(ERROR),
    /// In a fresh file, a few values lie beyond 8.5 standard deviations of the others, as those of
    /// PyTorch's truncated normals up to 2.11 may. Draw the tensor again.
    OUTLIERS(WARNING),
    /// In a fresh file, tensors begin with the same random values, or are equal; in any file,
    /// blocks of a weight's rows are equal. A note or a warning where copies are common. Seed the
    /// generator once, and each rank with a seed of its own.
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
