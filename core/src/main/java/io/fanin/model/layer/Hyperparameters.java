package io.fanin.model.layer;

import io.fanin.internal.require.Require;
import io.fanin.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Checks of hyper-parameters.
final class Hyperparameters {
    /// Keeps sums and small multiples of sizes within 64 bits.
    private static final long MOST = 1L << 40;

    private static final long MOST_LAYERS = 10_000;

    private Hyperparameters() {}

    static long size(String name, long least, long value) {
        return Require.between(name, least, MOST, value);
    }

    static long layers(String name, long value) {
        return Require.between(name, 1, MOST_LAYERS, value);
    }

    static List<Long> sizes(String name, long least, List<Long> values) {
        values.forEach(value -> size(name, least, value));
        return List.copyOf(values);
    }

    /// `dims` sizes; a single one given counts for every dimension.
    static List<Long> spread(String name, int dims, long... given) {
        if (given.length == 1) {
            return Collections.nCopies(dims, given[0]);
        }
        if (given.length != dims) {
            throw new IllegalArgumentException(
                    name + " must have 1 or " + dims + " sizes; got " + Arrays.toString(given));
        }
        List<Long> values = new ArrayList<>();
        for (long each : given) {
            values.add(each);
        }
        return values;
    }

    static DType floating(DType dtype) {
        if (!Require.present("dtype", dtype).isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "dtype must be a floating-point type; got " + dtype.torchName());
        }
        return dtype;
    }

    /// A finite number as a [Long] or a [Double], which print as Python's int and float do.
    static Number number(String name, Number value) {
        return switch (Require.present(name, value)) {
            case Long _ -> value;
            case Double decimal -> Require.finite(name, decimal);
            case Float decimal -> Require.finite(name, Double.parseDouble(decimal.toString()));
            case Integer _, Short _, Byte _ -> value.longValue();
            default ->
                    throw new IllegalArgumentException(
                            name
                                    + " must be a long or a double; got "
                                    + value
                                    + " of type "
                                    + value.getClass().getSimpleName());
        };
    }

    static Number probability(String name, Number value) {
        probability(name, number(name, value).doubleValue());
        return number(name, value);
    }

    static double probability(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must lie in [0, 1]; got " + value);
        }
        return value;
    }
}
