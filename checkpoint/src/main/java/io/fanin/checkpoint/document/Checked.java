package io.fanin.checkpoint.document;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.json.JsonValue;
import java.util.function.Function;
import java.util.function.Supplier;

/// Calls whose refusal of an argument is the defect of a file, said with its place there.
final class Checked {
    private Checked() {}

    static <T> T at(JsonValue place, Supplier<T> call) throws BadFileException {
        try {
            return call.get();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw place.defect(String.valueOf(e.getMessage()));
        } catch (ArithmeticException _) {
            throw place.defect("the stream of random words ends at 2^63");
        }
    }

    /// What a string means to a parser.
    static <T> T text(JsonValue json, Function<String, T> parser) throws BadFileException {
        String text = json.text();
        return at(json, () -> parser.apply(text));
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
