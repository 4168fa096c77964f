package io.fanin.model.python;

import io.fanin.internal.python.PythonText;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/// What an expression of the text stands for. `at` is where it begins in the source.
sealed interface PythonValue {
    int at();

    record None(int at) implements PythonValue {
        @Override
        public String toString() {
            return "None";
        }
    }

    record Flag(int at, boolean value) implements PythonValue {
        @Override
        public String toString() {
            return PythonText.flag(value);
        }
    }

    /// An int as a [Long], or a float as a [Double].
    record Numeral(int at, Number value) implements PythonValue {
        @Override
        public String toString() {
            return PythonText.number(value);
        }
    }

    record Text(int at, String value) implements PythonValue {
        @Override
        public String toString() {
            return PythonText.quoted(value);
        }
    }

    /// A tuple or a list.
    record Sequence(int at, boolean tuple, List<PythonValue> items) implements PythonValue {
        @Override
        public String toString() {
            return tuple ? PythonText.tuple(items) : items.toString();
        }
    }

    record Dict(int at, List<Entry> entries) implements PythonValue {
        record Entry(PythonValue key, PythonValue value) {}

        @Override
        public String toString() {
            return entries.stream()
                    .map(entry -> entry.key + ": " + entry.value)
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    /// A name that isn't called, such as `torch.float64`.
    record Name(int at, String name) implements PythonValue {
        @Override
        public String toString() {
            return name;
        }
    }

    record Call(int at, String function, List<PythonValue> positional, List<Keyword> keywords)
            implements PythonValue {
        record Keyword(int at, String name, PythonValue value) {}

        @Override
        public String toString() {
            StringJoiner arguments = new StringJoiner(", ", function + "(", ")");
            positional.forEach(each -> arguments.add(each.toString()));
            keywords.forEach(each -> arguments.add(each.name + "=" + each.value));
            return arguments.toString();
        }
    }

    /// Whether it consists of constants alone.
    default boolean isPlain() {
        return switch (this) {
            case None _, Flag _, Numeral _, Text _ -> true;
            case Sequence sequence -> sequence.items.stream().allMatch(PythonValue::isPlain);
            case Dict _, Name _, Call _ -> false;
        };
    }

    /// As Python's `str` prints it; [Object#toString()] gives its `repr`.
    default String str() {
        return this instanceof Text text ? text.value : toString();
    }

    /// As an error quotes it.
    default String quote() {
        return Source.shown(toString());
    }
}
