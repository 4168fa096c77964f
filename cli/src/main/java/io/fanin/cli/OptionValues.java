package io.fanin.cli;

import io.fanin.check.report.Expectation;
import io.fanin.check.report.Kind;
import io.fanin.cli.init.NewRows;
import io.fanin.cli.init.PartOption;
import io.fanin.cli.init.Rank;
import io.fanin.internal.require.Nearest;
import io.fanin.plan.Rule;
import io.fanin.random.TorchVersion;
import io.fanin.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// How the texts behind options are read.
final class OptionValues {
    private OptionValues() {}

    static CommandLine register(CommandLine command) {
        return command.registerConverter(TorchVersion.class, by(TorchVersion::parse))
                .registerConverter(DType.class, by(OptionValues::dtype))
                .registerConverter(Rule.class, by(Rule::parse))
                .registerConverter(ByteCount.class, by(ByteCount::parse))
                .registerConverter(Rank.class, by(Rank::parse))
                .registerConverter(PartOption.class, by(PartOption::parse))
                .registerConverter(NewRows.class, by(NewRows::parse))
                .registerConverter(Kind.class, by(Kind::of))
                .registerConverter(Expectation.class, by(Expectation::of));
    }

    /// What the parser refuses is wrong usage, in the parser's words.
    private static <T> ITypeConverter<T> by(Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }

    /// A floating-point dtype by its short name, such as `bf16`, or PyTorch's.
    private static DType dtype(String text) {
        List<DType> floating =
                Arrays.stream(DType.values()).filter(DType::isFloatingPoint).toList();
        String name = text.toLowerCase(Locale.ROOT);
        return floating.stream()
                .filter(each -> names(each).anyMatch(name::equals))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> all = floating.stream().flatMap(OptionValues::names).toList();
                    return new IllegalArgumentException(
                            "dtype \""
                                    + text
                                    + "\" is unknown; the nearest is "
                                    + Nearest.to(text, all)
                                    + "; there are "
                                    + String.join(", ", all));
                });
    }

    private static Stream<String> names(DType dtype) {
        return Stream.of(dtype.name().toLowerCase(Locale.ROOT), dtype.torchName());
    }
}
