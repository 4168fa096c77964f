package io.fanin.check.seed;

import io.fanin.internal.require.Require;
import io.fanin.tensor.Tensor;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/// The first values of a tensor, row-major, each as far as it is known: between two bounds, both
/// included.
public sealed interface Observed {
    long count();

    double lower(long number);

    double upper(long number);

    /// Values as they were printed: each may be off by half a unit of its last digit, no more.
    ///
    /// @param text numbers, with blanks, commas, brackets and `tensor` between them
    /// @throws IllegalArgumentException if something else is there, or nothing
    static Observed printed(String text) {
        return Printed.of(Require.present("text", text));
    }

    /// All values of a tensor, to the bit.
    ///
    /// @throws IllegalArgumentException if it holds none
    static Observed stored(Tensor tensor) {
        return new Stored(Require.present("tensor", tensor));
    }

    /// Values with the bounds that their digits leave.
    record Printed(List<BigDecimal> values) implements Observed {
        private static final Pattern BETWEEN = Pattern.compile("tensor|[\\s,\\[\\]()]+");
        private static final BigDecimal HALF = new BigDecimal("0.5");

        public Printed {
            values = List.copyOf(values);
            requireSome(values.size());
        }

        static Printed of(String text) {
            return new Printed(
                    BETWEEN.splitAsStream(text)
                            .filter(word -> !word.isEmpty())
                            .map(Printed::number)
                            .toList());
        }

        private static BigDecimal number(String word) {
            try {
                return new BigDecimal(word);
            } catch (NumberFormatException _) {
                throw new IllegalArgumentException(
                        "values must be numbers; got \"" + word + "\" among them");
            }
        }

        @Override
        public long count() {
            return values.size();
        }

        @Override
        public double lower(long number) {
            BigDecimal value = values.get((int) number);
            return value.subtract(value.ulp().multiply(HALF)).doubleValue();
        }

        @Override
        public double upper(long number) {
            BigDecimal value = values.get((int) number);
            return value.add(value.ulp().multiply(HALF)).doubleValue();
        }
    }

    /// The values of a tensor in memory or in a file.
    record Stored(Tensor tensor) implements Observed {
        public Stored {
            requireSome(tensor.shape().count());
        }

        @Override
        public long count() {
            return tensor.shape().count();
        }

        @Override
        public double lower(long number) {
            return tensor.get(number);
        }

        @Override
        public double upper(long number) {
            return tensor.get(number);
        }
    }

    private static void requireSome(long count) {
        if (count == 0) {
            throw new IllegalArgumentException("there must be values to search for; got none");
        }
    }
}
