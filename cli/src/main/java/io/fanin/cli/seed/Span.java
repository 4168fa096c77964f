package io.fanin.cli.seed;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Whole numbers from `first` to `last`, both included: `41`, or `0..63`.
record Span(long first, long last) {
    long count() {
        return last - first + 1;
    }

    static final class Converter implements ITypeConverter<Span> {
        @Override
        public Span convert(String text) {
            int dots = text.indexOf("..");
            try {
                return dots < 0
                        ? new Span(Long.parseLong(text), Long.parseLong(text))
                        : new Span(
                                Long.parseLong(text.substring(0, dots)),
                                Long.parseLong(text.substring(dots + 2)));
            } catch (NumberFormatException _) {
                throw new TypeConversionException(
                        "must be a whole number, or two as in 0..63; got \"" + text + "\"");
            }
        }
    }

    @Override
    public String toString() {
        return first == last ? "" + first : first + " to " + last;
    }
}
