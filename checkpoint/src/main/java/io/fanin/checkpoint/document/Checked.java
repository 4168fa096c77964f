package io.fanin.checkpoint.document;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.json.JsonValue;
import io.fanin.model.Role;
import io.fanin.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Values of a file, with its place in every complaint about them.
final class Checked {
    private Checked() {}

    /// What a call returns; its refusal of an argument is the defect of the value.
    static <T> T at(JsonValue place, Supplier<T> call) throws BadFileException {
        try {
            return call.get();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw place.bad(String.valueOf(e.getMessage()));
        }
    }

    /// What a string means to a parser.
    static <T> T text(JsonValue json, Function<String, T> parser) throws BadFileException {
        String text = json.text();
        return at(json, () -> parser.apply(text));
    }

    /// A dtype by PyTorch's name.
    static DType dtype(JsonValue json) throws BadFileException {
        return named(json, DType.values(), DType::torchName);
    }

    /// The member `role`, if there is one.
    static Optional<Role> role(JsonValue json) throws BadFileException {
        return json.has("role")
                ? Optional.of(named(json.get("role"), Role.values(), Role::toString))
                : Optional.empty();
    }

    private static <T> T named(JsonValue json, T[] values, Function<T, String> name)
            throws BadFileException {
        List<String> names = Arrays.stream(values).map(name).toList();
        return values[names.indexOf(json.oneOf(names))];
    }

    /// Checks that a file is of a format and version that is read.
    static void format(JsonValue root, String format, long version) throws BadFileException {
        JsonValue name = root.get("format");
        if (!name.text().equals(format)) {
            throw name.wrong('"' + format + '"');
        }
        JsonValue number = root.get("version");
        if (number.integer() != version) {
            throw number.wrong(version + ", the version of " + format + " that this Fanin reads");
        }
    }
}
