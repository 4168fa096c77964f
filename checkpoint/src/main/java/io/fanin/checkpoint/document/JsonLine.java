package io.fanin.checkpoint.document;

import java.util.List;
import java.util.StringJoiner;
import tools.jackson.core.io.JsonStringEncoder;

/// A JSON object written on one line.
final class JsonLine {
    private final StringJoiner members = new StringJoiner(", ", "{", "}");

    JsonLine raw(String name, String json) {
        members.add(quoted(name) + ": " + json);
        return this;
    }

    JsonLine text(String name, String value) {
        return raw(name, quoted(value));
    }

    JsonLine number(String name, long value) {
        return raw(name, Long.toString(value));
    }

    JsonLine number(String name, double value) {
        return raw(name, JsonNumber.write(value));
    }

    /// The items of an array, each on a line of its own behind `indent`.
    static String list(List<String> items, String indent) {
        return items.isEmpty()
                ? ""
                : "\n" + indent + String.join(",\n" + indent, items) + "\n" + indent.substring(2);
    }

    static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        return text.append('"').toString();
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
