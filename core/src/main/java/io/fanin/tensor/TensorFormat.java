package io.fanin.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Prints a tensor as PyTorch does with its default options: four digits, lines of 80 columns, and
/// of more than 1,000 elements the first and last three along each dimension.
final class TensorFormat {
    private static final int LINE = 80;
    private static final int THRESHOLD = 1000;
    private static final int EDGE = 3;
    private static final String PREFIX = "tensor(";

    private final boolean summarize;
    private final NumberFormat numbers;

    private TensorFormat(Tensor tensor) {
        this.summarize = tensor.shape().count() > THRESHOLD;
        this.numbers = NumberFormat.of(shown(tensor).toList());
    }

    static String format(Tensor tensor) {
        boolean empty = tensor.shape().count() == 0;
        String body =
                PREFIX + (empty ? "[]" : new TensorFormat(tensor).print(tensor, PREFIX.length()));
        return withSuffixes(body, suffixes(tensor, empty));
    }

    private static List<String> suffixes(Tensor tensor, boolean empty) {
        List<String> suffixes = new ArrayList<>();
        if (empty && tensor.shape().rank() != 1) {
            suffixes.add(
                    "size=("
                            + Arrays.stream(tensor.shape().toArray())
                                    .mapToObj(Long::toString)
                                    .collect(Collectors.joining(", "))
                            + ")");
        }
        boolean usual = tensor.dtype() == DType.F32 || (tensor.dtype() == DType.I64 && !empty);
        if (!usual) {
            suffixes.add("dtype=torch." + tensor.dtype().torchName());
        }
        return suffixes;
    }

    private static String withSuffixes(String body, List<String> suffixes) {
        StringBuilder text = new StringBuilder(body);
        int line = body.length() - body.lastIndexOf('\n') + 1;
        for (String suffix : suffixes) {
            if (line + suffix.length() + 2 > LINE) {
                text.append(",\n").repeat(' ', PREFIX.length()).append(suffix);
                line = PREFIX.length() + suffix.length();
            } else {
                text.append(", ").append(suffix);
                line += suffix.length() + 2;
            }
        }
        return text.append(')').toString();
    }

    /// The numbers that are printed, in order; they alone decide the format.
    private Stream<Number> shown(Tensor tensor) {
        if (tensor.shape().rank() == 0) {
            return Stream.of(number(tensor));
        }
        return indices(tensor).boxed().flatMap(i -> shown(tensor.select(0, i)));
    }

    private static Number number(Tensor scalar) {
        return scalar.dtype() == DType.I64 ? (Number) scalar.bits(0) : (Number) scalar.get(0);
    }

    private boolean cut(Tensor tensor) {
        return summarize && tensor.shape().dim(0) > 2 * EDGE;
    }

    private LongStream indices(Tensor tensor) {
        long size = tensor.shape().dim(0);
        return cut(tensor)
                ? LongStream.concat(LongStream.range(0, EDGE), LongStream.range(size - EDGE, size))
                : LongStream.range(0, size);
    }

    private String print(Tensor tensor, int indent) {
        int rank = tensor.shape().rank();
        if (rank == 0) {
            return numbers.print(number(tensor));
        }
        if (rank == 1) {
            return vector(tensor, indent);
        }
        List<String> slices =
                indices(tensor)
                        .mapToObj(i -> print(tensor.select(0, i), indent + 1))
                        .collect(Collectors.toCollection(ArrayList::new));
        if (cut(tensor)) {
            slices.add(EDGE, "...");
        }
        String gap = "," + "\n".repeat(rank - 1) + " ".repeat(indent + 1);
        return "[" + String.join(gap, slices) + "]";
    }

    private String vector(Tensor tensor, int indent) {
        List<String> values =
                indices(tensor)
                        .mapToObj(i -> numbers.print(number(tensor.select(0, i))))
                        .collect(Collectors.toCollection(ArrayList::new));
        if (cut(tensor)) {
            values.add(EDGE, " ...");
        }
        int perLine = Math.max(1, (LINE - indent) / (numbers.width() + 2));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < values.size(); i += perLine) {
            lines.add(String.join(", ", values.subList(i, Math.min(i + perLine, values.size()))));
        }
        return "[" + String.join(",\n" + " ".repeat(indent + 1), lines) + "]";
    }
}
