package io.fanin.tensor;

import io.fanin.internal.require.Require;
import java.util.Arrays;

/// The sizes of a tensor's dimensions, outermost first. The empty shape `[]` is a scalar's: one
/// element.
public final class Shape {
    private final long[] dims;
    private final long count;

    private Shape(long[] dims) {
        this.dims = dims;
        this.count = count(dims);
    }

    /// @throws IllegalArgumentException if a size is negative or the elements number more than 2⁶³
    ///   − 1
    public static Shape of(long... dims) {
        return new Shape(Require.present("dims", dims).clone());
    }

    private static long count(long[] dims) {
        long product = 1;
        boolean overflow = false;
        boolean empty = false;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] < 0) {
                throw new IllegalArgumentException(
                        "shape "
                                + Arrays.toString(dims)
                                + ": size "
                                + i
                                + " must be at least 0; got "
                                + dims[i]);
            }
            empty |= dims[i] == 0;
            overflow |= Math.multiplyHigh(product, dims[i]) != 0 || product * dims[i] < 0;
            product *= dims[i];
        }
        if (overflow && !empty) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(dims) + " has more than 2^63 - 1 elements");
        }
        return empty ? 0 : product;
    }

    public int rank() {
        return dims.length;
    }

    /// The size of dimension `index`, counted from 0.
    ///
    /// @throws IndexOutOfBoundsException if there is no such dimension
    public long dim(int index) {
        if (index < 0 || index >= dims.length) {
            throw new IndexOutOfBoundsException(
                    "dimension "
                            + index
                            + " must lie in [0, "
                            + dims.length
                            + ") for shape "
                            + this);
        }
        return dims[index];
    }

    /// The number of elements.
    public long count() {
        return count;
    }

    public long[] toArray() {
        return dims.clone();
    }

    /// The strides, in elements, of a contiguous row-major tensor of this shape.
    long[] contiguousStrides() {
        long[] strides = new long[dims.length];
        long step = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= Math.max(dims[i], 1);
        }
        return strides;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /// As Python prints a list: `[4, 2]`.
    @Override
    public String toString() {
        return Arrays.toString(dims);
    }
}
