package io.fanin.model.python;

import io.fanin.internal.require.Nearest;
import io.fanin.model.python.PythonValue.Call;
import io.fanin.model.python.PythonValue.Flag;
import io.fanin.model.python.PythonValue.Name;
import io.fanin.model.python.PythonValue.None;
import io.fanin.model.python.PythonValue.Numeral;
import io.fanin.model.python.PythonValue.Sequence;
import io.fanin.model.python.PythonValue.Text;
import io.fanin.tensor.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A call's arguments, by the names of the signature's parameters.
final class Arguments {
    private final Source source;
    private final Map<String, PythonValue> values = new LinkedHashMap<>();
    private final List<PythonValue> others = new ArrayList<>();

    private Arguments(Source source) {
        this.source = source;
    }

    static Arguments bind(Source source, Signature signature, Call call) {
        Arguments arguments = new Arguments(source);
        arguments.bindPositional(signature, call);
        arguments.bindKeywords(signature, call);
        for (Signature.Parameter parameter : signature.parameters()) {
            if (!arguments.values.containsKey(parameter.name())) {
                if (parameter.value() == null) {
                    throw source.error(
                            call.at(),
                            "expected an argument \""
                                    + parameter.name()
                                    + "\" of "
                                    + signature.text()
                                    + "; found none");
                }
                arguments.values.put(parameter.name(), parameter.value());
            }
        }
        return arguments;
    }

    private void bindPositional(Signature signature, Call call) {
        List<Signature.Parameter> positional =
                signature.parameters().stream().filter(each -> !each.byName()).toList();
        for (int i = 0; i < call.positional().size(); i++) {
            PythonValue value = call.positional().get(i);
            if (i < positional.size()) {
                values.put(positional.get(i).name(), value);
            } else if (signature.takesAny()) {
                others.add(value);
            } else {
                throw source.error(
                        value.at(),
                        "expected at most "
                                + positional.size()
                                + " arguments without a name of "
                                + signature.text()
                                + "; found another: "
                                + value.quote());
            }
        }
    }

    private void bindKeywords(Signature signature, Call call) {
        List<String> names =
                signature.parameters().stream().map(Signature.Parameter::name).toList();
        for (Call.Keyword keyword : call.keywords()) {
            if (names.contains(keyword.name())) {
                if (values.put(keyword.name(), keyword.value()) != null) {
                    throw source.error(
                            keyword.at(),
                            "expected \"" + keyword.name() + "\" once; found it twice");
                }
            } else if (signature.takesAnyName()) {
                others.add(keyword.value());
            } else {
                String nearest = Nearest.to(keyword.name(), names);
                throw source.error(
                        keyword.at(),
                        "expected an argument of "
                                + signature.text()
                                + "; found \""
                                + keyword.name()
                                + "\""
                                + (nearest.isEmpty()
                                        ? ""
                                        : "; the nearest is \"" + nearest + "\""));
            }
        }
    }

    /// What `*args` and `**kwargs` took.
    List<PythonValue> others() {
        return others;
    }

    /// All values, of the parameters that are left out too.
    Map<String, PythonValue> values() {
        return values;
    }

    PythonValue get(String name) {
        return Objects.requireNonNull(values.get(name));
    }

    Source.PlacedException wrong(String name, String expected) {
        PythonValue value = get(name);
        return source.error(
                value.at(), name + ": expected " + expected + "; found " + value.quote());
    }

    boolean isNone(String name) {
        return get(name) instanceof None;
    }

    void requireNone(String name) {
        if (!isNone(name)) {
            throw wrong(name, "None");
        }
    }

    boolean flag(String name) {
        if (get(name) instanceof Flag(_, boolean value)) {
            return value;
        }
        throw wrong(name, "True or False");
    }

    long integer(String name) {
        if (get(name) instanceof Numeral(_, Long value)) {
            return value;
        }
        throw wrong(name, "an int");
    }

    @Nullable Long integerOrNone(String name) {
        return isNone(name) ? null : (Long) integer(name);
    }

    Number number(String name) {
        if (get(name) instanceof Numeral(_, Number value)) {
            return value;
        }
        throw wrong(name, "a number");
    }

    @Nullable Number numberOrNone(String name) {
        return isNone(name) ? null : number(name);
    }

    String text(String name) {
        if (get(name) instanceof Text(_, String value)) {
            return value;
        }
        throw wrong(name, "a string");
    }

    /// The constant whose `toString` is the text given.
    <E extends Enum<E>> E choice(String name, List<E> choices) {
        for (E choice : choices) {
            if (choice.toString().equals(text(name))) {
                return choice;
            }
        }
        throw wrong(name, "one of " + choices);
    }

    /// An int, or a tuple or list of them.
    long[] sizes(String name) {
        PythonValue given = get(name);
        List<PythonValue> items =
                given instanceof Sequence sequence ? sequence.items() : List.of(given);
        long[] sizes = new long[items.size()];
        for (int i = 0; i < sizes.length; i++) {
            if (!(items.get(i) instanceof Numeral(_, Long value))) {
                throw wrong(name, "an int or a tuple of ints");
            }
            sizes[i] = value;
        }
        return sizes;
    }

    /// The `dtype` of a layer on the CPU.
    DType dtype() {
        if (!isNone("device")
                && !(get("device") instanceof Text(_, String device) && device.equals("cpu"))) {
            throw wrong("device", "None or 'cpu'");
        }
        if (isNone("dtype")) {
            return DType.F32;
        }
        return switch (get("dtype") instanceof Name(_, String name) ? name : "") {
            case "torch.float32", "torch.float" -> DType.F32;
            case "torch.float64", "torch.double" -> DType.F64;
            case "torch.float16", "torch.half" -> DType.F16;
            case "torch.bfloat16" -> DType.BF16;
            default ->
                    throw wrong(
                            "dtype",
                            "torch.float32, torch.float64, torch.float16 or torch.bfloat16");
        };
    }
}
