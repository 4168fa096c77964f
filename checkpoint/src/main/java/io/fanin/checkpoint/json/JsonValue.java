package io.fanin.checkpoint.json;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.internal.require.Nearest;
import io.fanin.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// A value of a JSON file together with its place, which every complaint names: `recipe.json: line
/// 3, column 14: $.passes[0]: expected an object; got 4`.
public final class JsonValue {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    private final String file;
    private final int line;
    private final int column;
    private final @Nullable JsonValue parent;

    /// The name or number of this value in its parent.
    private final Object key;

    private @Nullable Object value;

    private JsonValue(String file, JsonTokens at, @Nullable JsonValue parent, Object key) {
        this.file = file;
        this.line = at.line();
        this.column = at.column();
        this.parent = parent;
        this.key = key;
    }

    /// Reads a whole file: one value, no member twice, nested at most 100 deep.
    ///
    /// @param name how messages call it
    /// @throws BadFileException if it is not JSON in UTF-8
    /// @throws IOException if it can't be read
    public static JsonValue read(String name, InputStream stream)
            throws IOException, BadFileException {
        try (JsonTokens tokens = JsonTokens.open(name, stream)) {
            JsonToken first = tokens.next();
            if (first == null) {
                throw new BadFileException(name + ": is empty; expected a JSON object");
            }
            JsonValue root = read(name, tokens, first, null, "$");
            if (tokens.next() != null) {
                throw tokens.bad("expected the end of the file");
            }
            return root;
        }
    }

    private static JsonValue read(
            String file,
            JsonTokens tokens,
            @Nullable JsonToken token,
            @Nullable JsonValue parent,
            Object key)
            throws IOException {
        JsonValue read = new JsonValue(file, tokens, parent, key);
        read.value =
                switch (token) {
                    case START_OBJECT -> read.readMembers(tokens);
                    case START_ARRAY -> read.readItems(tokens);
                    case VALUE_STRING -> tokens.text();
                    case VALUE_TRUE -> true;
                    case VALUE_FALSE -> false;
                    case VALUE_NUMBER_INT -> tokens.integer();
                    case VALUE_NUMBER_FLOAT -> tokens.number();
                    case null, default -> null;
                };
        return read;
    }

    private SequencedMap<String, JsonValue> readMembers(JsonTokens tokens) throws IOException {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        while (tokens.next() == JsonToken.PROPERTY_NAME) {
            String name = tokens.text();
            if (members.containsKey(name)) {
                throw tokens.bad(path() + ": " + Quoted.of(name) + " stands twice");
            }
            members.put(name, read(file, tokens, tokens.next(), this, name));
        }
        return Collections.unmodifiableSequencedMap(members);
    }

    private List<JsonValue> readItems(JsonTokens tokens) throws IOException {
        List<JsonValue> items = new ArrayList<>();
        JsonToken token = tokens.next();
        while (token != null && token != JsonToken.END_ARRAY) {
            items.add(read(file, tokens, token, this, items.size()));
            token = tokens.next();
        }
        return Collections.unmodifiableList(items);
    }

    /// Such as `$.passes[0]["a name"]`.
    private String path() {
        if (parent == null) {
            return "$";
        }
        String step =
                key instanceof String name
                        ? WORD.matcher(name).matches() ? "." + name : "[" + Quoted.of(name) + "]"
                        : "[" + key + "]";
        return parent.path() + step;
    }

    /// The member of that name.
    public JsonValue get(String name) throws BadFileException {
        JsonValue member = members().get(name);
        if (member == null) {
            throw bad("has no " + Quoted.of(name));
        }
        return member;
    }

    public boolean has(String name) throws BadFileException {
        return members().containsKey(name);
    }

    /// The member of that name, if there is one.
    public Optional<JsonValue> find(String name) throws BadFileException {
        return Optional.ofNullable(members().get(name));
    }

    /// Checks that this is an object without any other members.
    public void requireOnly(Collection<String> known) throws BadFileException {
        for (var member : members().entrySet()) {
            String name = member.getKey();
            if (!known.contains(name)) {
                throw member.getValue()
                        .bad(
                                "is an unknown member; the nearest known is \""
                                        + Nearest.to(Quoted.line(name), known)
                                        + "\"");
            }
        }
    }

    @SuppressWarnings("unchecked")
    public SequencedMap<String, JsonValue> members() throws BadFileException {
        if (!(value instanceof SequencedMap<?, ?>)) {
            throw wrong("an object");
        }
        return (SequencedMap<String, JsonValue>) value;
    }

    @SuppressWarnings("unchecked")
    public List<JsonValue> items() throws BadFileException {
        if (!(value instanceof List<?>)) {
            throw wrong("an array");
        }
        return (List<JsonValue>) value;
    }

    public boolean isNull() {
        return value == null;
    }

    public boolean isText() {
        return value instanceof String;
    }

    public boolean isObject() {
        return value instanceof SequencedMap<?, ?>;
    }

    public boolean isArray() {
        return value instanceof List<?>;
    }

    public boolean flag() throws BadFileException {
        if (!(value instanceof Boolean flag)) {
            throw wrong("true or false");
        }
        return flag;
    }

    public String text() throws BadFileException {
        if (!(value instanceof String text)) {
            throw wrong("a string");
        }
        return text;
    }

    /// One of the given strings.
    public String oneOf(Collection<String> known) throws BadFileException {
        String text = text();
        if (!known.contains(text)) {
            throw bad(
                    "expected one of "
                            + String.join(", ", known)
                            + "; got "
                            + Quoted.of(text)
                            + "; the nearest is \""
                            + Nearest.to(Quoted.line(text), known)
                            + "\"");
        }
        return text;
    }

    /// A whole number of −2⁶³ to 2⁶⁴ − 1, as 64 bits.
    public long integer() throws BadFileException {
        if (!(value instanceof BigInteger integer)
                || integer.bitLength() > (integer.signum() < 0 ? 63 : 64)) {
            throw wrong("a whole number of -2^63 to 2^64 - 1");
        }
        return integer.longValue();
    }

    /// A number, rounded to a double.
    public double number() throws BadFileException {
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            throw wrong("a finite number");
        }
        return number.doubleValue();
    }

    /// An array of sizes.
    public Shape shape() throws BadFileException {
        List<JsonValue> items = items();
        long[] dims = new long[items.size()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = items.get(i).integer();
        }
        try {
            return Shape.of(dims);
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    /// A number, string or boolean.
    public Object scalar() throws BadFileException {
        if (value == null || isObject() || isArray()) {
            throw wrong("a number, string or boolean");
        }
        return value;
    }

    /// The complaint about the value at this place.
    public BadFileException bad(String defect) {
        return new BadFileException(
                file + ": line " + line + ", column " + column + ": " + path() + ": " + defect);
    }

    /// The complaint that this value is not what is expected.
    public BadFileException wrong(String expected) {
        String found =
                switch (value) {
                    case SequencedMap<?, ?> _ -> "an object";
                    case List<?> items -> "an array of " + items.size();
                    case String text -> Quoted.of(text);
                    case null, default -> Quoted.line(String.valueOf(value));
                };
        return bad("expected " + expected + "; got " + found);
    }
}
