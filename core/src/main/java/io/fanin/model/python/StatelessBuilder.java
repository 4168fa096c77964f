package io.fanin.model.python;

import io.fanin.internal.python.PythonText;
import io.fanin.model.layer.Stateless;
import io.fanin.model.python.PythonValue.None;
import io.fanin.model.python.PythonValue.Numeral;
import io.fanin.model.python.PythonValue.Sequence;
import io.fanin.model.python.PythonValue.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/// Makes a layer without tensors: prints its arguments as PyTorch's `extra_repr` does.
///
/// Of the parameters that [Signature#printed()] lists, `p` prints as `p=0.5`, `=p` as `0.5`, `p!`
/// as `p=` and the `repr`, `p?` as `p=True` or not at all, and `p*2` as a pair, also where one
/// value is given for both.
final class StatelessBuilder {
    private final Source source;
    private final Signature signature;
    private final Arguments arguments;

    StatelessBuilder(Source source, Signature signature, Arguments arguments) {
        this.source = source;
        this.signature = signature;
        this.arguments = arguments;
    }

    Stateless build() {
        arguments.values().values().forEach(this::requirePlain);
        arguments.others().forEach(this::requirePlain);
        check();
        List<String> parts = new ArrayList<>();
        for (String printed : Objects.requireNonNull(signature.printed())) {
            String part =
                    signature.name().startsWith("Upsampl") ? upsample(printed) : print(printed);
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return new Stateless(signature.name(), String.join(", ", parts));
    }

    private void requirePlain(PythonValue value) {
        if (!value.isPlain()) {
            throw source.error(
                    value.at(),
                    "expected a constant as an argument of "
                            + signature.text()
                            + "; found "
                            + value.quote());
        }
    }

    private String print(String printed) {
        String name = printed.replaceFirst("^=", "").replaceFirst("[!?*].*", "");
        int star = printed.indexOf('*');
        PythonValue value =
                star < 0
                        ? counting(name)
                        : spread(counting(name), Integer.parseInt(printed.substring(star + 1)));
        if (printed.endsWith("?")) {
            return arguments.flag(name) ? name + "=True" : "";
        }
        String text = printed.endsWith("!") ? value.toString() : value.str();
        return printed.startsWith("=") ? text : name + "=" + text;
    }

    /// The value that counts: that of another parameter, where PyTorch's constructor takes it.
    private PythonValue counting(String name) {
        return switch (name) {
            case "min_val" -> firstGiven("min_value", name);
            case "max_val" -> firstGiven("max_value", name);
            case "stride" ->
                    signature.name().startsWith("LPPool")
                            ? arguments.get(name)
                            : firstGiven(name, "kernel_size");
            default -> arguments.get(name);
        };
    }

    private PythonValue firstGiven(String first, String second) {
        return arguments.isNone(first) ? arguments.get(second) : arguments.get(first);
    }

    private static PythonValue spread(PythonValue value, int size) {
        return new Sequence(value.at(), true, items(value, size));
    }

    /// The items of `value`, or `value` for each of `size` places.
    private static List<PythonValue> items(PythonValue value, int size) {
        return value instanceof Sequence sequence
                ? sequence.items()
                : Collections.nCopies(size, value);
    }

    /// The scale as floats, or else the size; then the mode.
    private String upsample(String printed) {
        PythonValue scale = arguments.get("scale_factor");
        boolean none = scale instanceof None;
        boolean zero = scale instanceof Numeral(_, Number number) && number.doubleValue() == 0;
        boolean scaled = !none && !zero;
        return switch (printed) {
            case "scale_factor" -> scaled ? "scale_factor=" + floats(scale) : "";
            case "size" -> scaled ? "" : print(printed);
            default ->
                    switch (signature.name()) {
                        case "UpsamplingNearest2d" -> "mode=nearest";
                        case "UpsamplingBilinear2d" -> "mode=bilinear";
                        default -> "mode=" + arguments.text("mode");
                    };
        };
    }

    private String floats(PythonValue value) {
        return switch (value) {
            case Numeral(_, Number number) -> PythonText.decimal(number.doubleValue());
            case Sequence(_, boolean tuple, List<PythonValue> items) when tuple ->
                    PythonText.tuple(items.stream().map(this::floats).toList());
            default -> throw arguments.wrong("scale_factor", "a number or a tuple of numbers");
        };
    }

    /// What PyTorch's constructors refuse.
    private void check() {
        switch (signature.name()) {
            case "Dropout",
                    "Dropout1d",
                    "Dropout2d",
                    "Dropout3d",
                    "AlphaDropout",
                    "FeatureAlphaDropout" ->
                    require(
                            "p",
                            isProbability(arguments.number("p").doubleValue()),
                            "a number in [0, 1]");
            case "Hardtanh" -> hardtanh();
            case "FractionalMaxPool2d", "FractionalMaxPool3d" -> fractional();
            case "Unflatten" -> unflatten();
            default -> {}
        }
    }

    private void require(String name, boolean holds, String expected) {
        if (!holds) {
            throw arguments.wrong(name, expected);
        }
    }

    private static boolean isProbability(double value) {
        return value >= 0 && value <= 1;
    }

    private void hardtanh() {
        boolean holds =
                counting("min_val") instanceof Numeral(_, Number least)
                        && counting("max_val") instanceof Numeral(_, Number most)
                        && most.doubleValue() > least.doubleValue();
        require("max_val", holds, "a number more than min_val = " + counting("min_val").quote());
    }

    private void fractional() {
        arguments.requireNone("_random_samples");
        boolean sized = !arguments.isNone("output_size");
        require(
                "output_size",
                sized == arguments.isNone("output_ratio"),
                "either output_size or output_ratio");
        if (!sized) {
            int dims = signature.name().equals("FractionalMaxPool2d") ? 2 : 3;
            List<PythonValue> ratios = items(arguments.get("output_ratio"), dims);
            boolean holds =
                    ratios.size() == dims && ratios.stream().allMatch(StatelessBuilder::isRatio);
            require("output_ratio", holds, "1 or " + dims + " numbers between 0 and 1");
        }
    }

    private static boolean isRatio(PythonValue value) {
        return value instanceof Numeral(_, Number number)
                && number.doubleValue() > 0
                && number.doubleValue() < 1;
    }

    private void unflatten() {
        boolean byName = arguments.get("dim") instanceof Text;
        if (!byName) {
            arguments.integer("dim");
        }
        boolean holds =
                arguments.get("unflattened_size") instanceof Sequence(_, _, List<PythonValue> items)
                        && items.stream()
                                .allMatch(item -> byName ? item instanceof Sequence : isInt(item));
        require("unflattened_size", holds, byName ? "a tuple of tuples" : "a tuple of ints");
    }

    private static boolean isInt(PythonValue value) {
        return value instanceof Numeral(_, Number number) && number instanceof Long;
    }
}
