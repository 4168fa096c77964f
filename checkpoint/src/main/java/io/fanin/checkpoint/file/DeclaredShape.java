package io.fanin.checkpoint.file;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.ElementType;
import io.fanin.tensor.Shape;
import java.util.Arrays;
import java.util.function.Function;

/// A shape as a file declares it, which may be anything.
public final class DeclaredShape {
    /// As many dimensions as NumPy and PyTorch allow.
    public static final int MOST_RANK = 64;

    private DeclaredShape() {}

    /// The shape, if its sizes, those of 0 left out, and its bytes can be counted.
    ///
    /// @param bad makes the complaint, naming the file and the tensor
    public static Shape check(
            ElementType type, long[] sizes, Function<String, BadFileException> bad)
            throws BadFileException {
        long bytes = type.bytes();
        for (long size : sizes) {
            if (size < 0) {
                throw bad.apply("shape " + Arrays.toString(sizes) + " has a negative size");
            }
            long factor = Math.max(size, 1);
            if (bytes > Long.MAX_VALUE / factor) {
                throw bad.apply(
                        "shape "
                                + Arrays.toString(sizes)
                                + " of "
                                + type
                                + " takes more than 2^63 - 1 bytes");
            }
            bytes *= factor;
        }
        return Shape.of(sizes);
    }
}
