package io.fanin.checkpoint.safetensors;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.file.DeclaredShape;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.checkpoint.json.JsonTokens;
import io.fanin.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Reads a header token by token: a header of 100 MB makes no tree.
final class HeaderReader {
    private static final Set<ElementType> TYPES =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ElementType.C128)));

    private static final String METADATA = "__metadata__";

    private final MappedFile file;
    private final JsonTokens tokens;
    private final long[] numbers = new long[DeclaredShape.MOST_RANK];
    private final List<HeaderEntry> entries = new ArrayList<>();
    private final SequencedMap<String, String> metadata = new LinkedHashMap<>();

    private HeaderReader(MappedFile file, JsonTokens tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    static Header read(MappedFile file, InputStream stream) throws IOException {
        try (JsonTokens tokens = JsonTokens.open(file.path() + ": header", stream)) {
            HeaderReader reader = new HeaderReader(file, tokens);
            reader.readAll();
            return new Header(
                    reader.entries, Collections.unmodifiableSequencedMap(reader.metadata));
        }
    }

    private void readAll() throws IOException {
        Set<String> names = new HashSet<>();
        tokens.expect(JsonToken.START_OBJECT, "an object");
        while (tokens.next() == JsonToken.PROPERTY_NAME) {
            String name = tokens.text();
            if (!names.add(name)) {
                throw tokens.bad(Quoted.of(name) + " stands twice");
            }
            if (name.equals(METADATA)) {
                readMetadata();
            } else {
                tokens.speakOf(name);
                entries.add(readEntry(name));
                tokens.speakOf(null);
            }
        }
        if (tokens.next() != null) {
            throw tokens.bad("expected nothing but spaces after the object");
        }
    }

    private void readMetadata() throws IOException {
        tokens.expect(JsonToken.START_OBJECT, "an object of strings");
        while (tokens.next() == JsonToken.PROPERTY_NAME) {
            String name = tokens.text();
            tokens.expect(JsonToken.VALUE_STRING, "a string");
            if (metadata.put(name, tokens.text()) != null) {
                throw tokens.bad(METADATA + " has " + Quoted.of(name) + " twice");
            }
        }
    }

    private HeaderEntry readEntry(String name) throws IOException {
        ElementType type = null;
        long[] sizes = null;
        long[] offsets = null;
        tokens.expect(JsonToken.START_OBJECT, "an object with dtype, shape and data_offsets");
        while (tokens.next() == JsonToken.PROPERTY_NAME) {
            String member = tokens.text();
            switch (member) {
                case "dtype" -> type = first(type, name, member, readType(name));
                case "shape" ->
                        sizes = first(sizes, name, member, readSizes(DeclaredShape.MOST_RANK));
                case "data_offsets" -> offsets = first(offsets, name, member, readSizes(2));
                default -> {
                    // The reference implementation passes over what it does not know, too.
                    tokens.next();
                    tokens.skip();
                }
            }
        }
        if (type == null || sizes == null || offsets == null) {
            throw file.bad(
                    name,
                    "has no "
                            + (type == null ? "dtype" : sizes == null ? "shape" : "data_offsets"));
        }
        return entry(name, type, sizes, offsets);
    }

    private <T> T first(@Nullable T before, String name, String member, T value)
            throws BadFileException {
        if (before != null) {
            throw file.bad(name, member + " stands twice");
        }
        return value;
    }

    private ElementType readType(String name) throws IOException {
        tokens.expect(JsonToken.VALUE_STRING, "a dtype such as \"F32\"");
        String text = tokens.text();
        for (ElementType type : TYPES) {
            if (type.name().equals(text)) {
                return type;
            }
        }
        throw file.bad(
                name,
                "dtype "
                        + Quoted.of(text)
                        + " is unknown; known are "
                        + TYPES.stream().map(Enum::name).collect(Collectors.joining(", ")));
    }

    private long[] readSizes(int most) throws IOException {
        tokens.expect(JsonToken.START_ARRAY, "an array of whole numbers");
        int count = 0;
        while (tokens.next() != JsonToken.END_ARRAY) {
            if (count == most) {
                throw tokens.bad("expected an array of at most " + most + " numbers");
            }
            numbers[count++] = tokens.size();
        }
        return Arrays.copyOf(numbers, count);
    }

    private HeaderEntry entry(String name, ElementType type, long[] sizes, long[] offsets)
            throws BadFileException {
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw file.bad(
                    name,
                    "data_offsets must be [begin, end] with begin ≤ end; got "
                            + Arrays.toString(offsets));
        }
        Shape shape = DeclaredShape.check(type, sizes, defect -> file.bad(name, defect));
        HeaderEntry entry = new HeaderEntry(name, type, shape, offsets[0], offsets[1]);
        long held = offsets[1] - offsets[0];
        long needed = shape.count() * type.bytes();
        if (held != needed) {
            throw entry.bad(
                    file,
                    "offsets "
                            + entry.offsets()
                            + " hold "
                            + held
                            + " bytes, shape "
                            + shape
                            + " of "
                            + type
                            + " needs "
                            + needed);
        }
        return entry;
    }
}
