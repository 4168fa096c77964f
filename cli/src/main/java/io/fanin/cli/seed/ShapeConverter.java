package io.fanin.cli.seed;

import io.fanin.tensor.Shape;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a shape as `4,2`.
final class ShapeConverter implements ITypeConverter<Shape> {
    @Override
    public Shape convert(String text) {
        try {
            return Shape.of(
                    Arrays.stream(text.split(",", -1))
                            .map(String::strip)
                            .mapToLong(Long::parseLong)
                            .toArray());
        } catch (NumberFormatException _) {
            throw new TypeConversionException(
                    "must be whole numbers with commas between them, as in 4,2; got \""
                            + text
                            + "\"");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
