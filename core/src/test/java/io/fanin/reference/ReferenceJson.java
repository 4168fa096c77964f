package io.fanin.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A value of a file in `reference/data`: what the real PyTorch gave. Reading the wrong kind of
/// value fails with the value's place in the file.
///
/// `ReferenceJson.file("module-cases.json").get("cases").items()` gives the cases.
public final class ReferenceJson {
    private final String place;
    private final @Nullable Object value;

    private ReferenceJson(String place, @Nullable Object value) {
        this.place = place;
        this.value = value;
    }

    /// The whole of a file, such as `module-cases.json`.
    public static ReferenceJson file(String name) {
        try (InputStream stream = ReferenceJson.class.getResourceAsStream("/reference/" + name)) {
            if (stream == null) {
                throw new AssertionError("/reference/" + name + " is not on the class path");
            }
            try (JsonParser parser =
                    new JsonFactory().createParser(ObjectReadContext.empty(), stream)) {
                parser.nextToken();
                return new ReferenceJson(name, read(parser));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object read(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, read(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> throw new AssertionError("unexpected " + parser.currentToken());
        };
    }

    /// The member of that name of an object.
    public ReferenceJson get(String name) {
        Map<?, ?> members = as(Map.class);
        if (!members.containsKey(name)) {
            throw new AssertionError(
                    place + " has no \"" + name + "\"; it has " + members.keySet());
        }
        return new ReferenceJson(place + "." + name, members.get(name));
    }

    /// Whether an object has a member of that name.
    public boolean has(String name) {
        return as(Map.class).containsKey(name);
    }

    /// The members of an object in the file's order.
    public Map<String, ReferenceJson> members() {
        Map<String, ReferenceJson> found = new LinkedHashMap<>();
        for (Object name : as(Map.class).keySet()) {
            found.put((String) name, get((String) name));
        }
        return found;
    }

    /// The item of that number of an array, counted from 0.
    public ReferenceJson at(int index) {
        return new ReferenceJson(place + "[" + index + "]", as(List.class).get(index));
    }

    public List<ReferenceJson> items() {
        List<ReferenceJson> found = new ArrayList<>();
        for (int i = 0; i < as(List.class).size(); i++) {
            found.add(at(i));
        }
        return found;
    }

    public String text() {
        return as(String.class);
    }

    public boolean flag() {
        return as(Boolean.class);
    }

    /// An integer of −2⁶³ to 2⁶⁴ − 1, as 64 bits: the way a seed is given.
    public long integer() {
        BigInteger integer = as(BigInteger.class);
        if (integer.bitLength() > 64) {
            throw new AssertionError(place + " must fit 64 bits; got " + integer);
        }
        return integer.longValue();
    }

    /// A number, whole or not.
    public double number() {
        return as(Number.class).doubleValue();
    }

    /// An array of integers, such as a shape.
    public long[] integers() {
        return items().stream().mapToLong(ReferenceJson::integer).toArray();
    }

    /// An array of strings.
    public List<String> texts() {
        return items().stream().map(ReferenceJson::text).toList();
    }

    /// The value itself: a number, string or boolean.
    public Object value() {
        return as(Object.class);
    }

    public boolean isNull() {
        return value == null;
    }

    private <T> T as(Class<T> kind) {
        if (!kind.isInstance(value)) {
            throw new AssertionError(
                    place + " must be a " + kind.getSimpleName() + "; got " + value);
        }
        return kind.cast(value);
    }

    /// The value as Java prints it.
    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
