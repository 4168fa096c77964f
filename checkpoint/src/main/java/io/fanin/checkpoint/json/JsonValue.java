package io.fanin.checkpoint.json;

import io.fanin.checkpoint.BadFileException;
import io.fanin.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// A value of a JSON file together with its place, which every complaint names.
public final class JsonValue {
    private final String place;
    private final @Nullable Object value;

    private JsonValue(String place, @Nullable Object value) {
        this.place = place;
        this.value = value;
    }

    /// Reads a whole file.
    ///
    /// @param name how messages call it
    public static JsonValue read(String name, InputStream stream)
            throws IOException, BadFileException {
        JsonFactory factory =
                JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), stream)) {
            if (parser.nextToken() == null) {
                throw new BadFileException(name + ": is empty; expected a JSON object");
            }
            JsonValue root = new JsonValue(name + ": $", read(parser));
            if (parser.nextToken() != null) {
                throw new BadFileException(
                        name
                                + ": line "
                                + parser.currentTokenLocation().getLineNr()
                                + ": expected the end of the file");
            }
            return root;
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new BadFileException(
                    name
                            + ": line "
                            + e.getLocation().getLineNr()
                            + ", column "
                            + e.getLocation().getColumnNr()
                            + ": "
                            + e.getOriginalMessage());
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
            case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> null;
        };
    }

    public JsonValue get(String name) throws BadFileException {
        Map<String, JsonValue> members = members();
        JsonValue member = members.get(name);
        if (member == null) {
            throw new BadFileException(place + " has no \"" + name + "\"");
        }
        return member;
    }

    public boolean has(String name) throws BadFileException {
        return members().containsKey(name);
    }

    public Map<String, JsonValue> members() throws BadFileException {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("an object");
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        map.forEach((name, member) ->
                members.put((String) name, new JsonValue(place + "." + name, member)));
        return members;
    }

    public List<JsonValue> items() throws BadFileException {
        if (!(value instanceof List<?> list)) {
            throw wrong("an array");
        }
        List<JsonValue> items = new ArrayList<>();
        for (Object item : list) {
            items.add(new JsonValue(place + "[" + items.size() + "]", item));
        }
        return items;
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

    /// A whole number of −2⁶³ to 2⁶⁴ − 1, as 64 bits.
    public long integer() throws BadFileException {
        if (!(value instanceof BigInteger integer)
                || integer.bitLength() > (integer.signum() < 0 ? 63 : 64)) {
            throw wrong("a whole number of -2^63 to 2^64 - 1");
        }
        return integer.longValue();
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
            throw new BadFileException(place + ": " + e.getMessage());
        }
    }

    /// A number, string or boolean.
    public Object scalar() throws BadFileException {
        if (value == null || value instanceof Map || value instanceof List) {
            throw wrong("a number, string or boolean");
        }
        return value;
    }

    public boolean isObject() {
        return value instanceof Map;
    }

    /// Refuses members that are not meant.
    public void only(List<String> names) throws BadFileException {
        for (Map.Entry<String, JsonValue> member : members().entrySet()) {
            if (!names.contains(member.getKey())) {
                throw member.getValue().defect("is not known; expected one of " + names);
            }
        }
    }

    /// The complaint about this value, in words.
    public BadFileException defect(String defect) {
        return new BadFileException(place + ": " + defect);
    }

    /// The complaint that this value is not what is expected.
    public BadFileException wrong(String expected) {
        String found =
                switch (value) {
                    case Map<?, ?> _ -> "an object";
                    case List<?> items -> "an array of " + items.size();
                    case String text -> "\"" + text + "\"";
                    case null, default -> String.valueOf(value);
                };
        return new BadFileException(place + " must be " + expected + "; got " + found);
    }
}
