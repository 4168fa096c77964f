package io.fanin.check.seed;

import io.fanin.internal.require.Require;
import io.fanin.tensor.Tensor;

/// The first values of a tensor, row-major, each as far as it is known: between two bounds, both
/// included.
public sealed interface Observed permits Printed, Stored {
    /// How many values there are, one at least.
    long count();

    /// The lower bound of a value.
    ///
    /// @param number of the value, from 0
    double lower(long number);

    /// The upper bound of a value.
    ///
    /// @param number of the value, from 0
    double upper(long number);

    /// Values as they were printed: each may be off by half a unit of its last digit, no more.
    ///
    /// @param text numbers, with blanks, commas, brackets and `tensor` between them
    /// @throws IllegalArgumentException if something else is there, or nothing
    static Observed printed(String text) {
        return some(Printed.of(Require.present("text", text)));
    }

    /// All values of a tensor, to the bit.
    ///
    /// @throws IllegalArgumentException if it holds none
    static Observed stored(Tensor tensor) {
        return some(new Stored(Require.present("tensor", tensor)));
    }

    private static Observed some(Observed values) {
        if (values.count() == 0) {
            throw new IllegalArgumentException("there must be values to search for; got none");
        }
        return values;
    }
}
