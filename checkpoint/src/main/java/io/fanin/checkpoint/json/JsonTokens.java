package io.fanin.checkpoint.json;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// The tokens of a JSON text in UTF-8, one after the other, for what is too large to hold as
/// [JsonValue]s. Whoever reads them sees to it that no member stands twice.
public final class JsonTokens implements AutoCloseable {
    /// How deep objects and arrays may be nested.
    private static final int MOST_DEPTH = 100;

    /// The longest text that is read.
    private static final int MOST_CHARACTERS = 100_000_000;

    /// What Jackson says of itself in its messages.
    private static final Pattern ASIDE =
            Pattern.compile(
                    " \\(start marker at .*|: enable `.*|, from `StreamReadConstraints[^`]*`");

    private final String name;
    private final JsonParser parser;
    private @Nullable String tensor;

    private JsonTokens(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /// @param name how messages call it
    /// @param stream closed with the tokens
    public static JsonTokens open(String name, InputStream stream) {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(MOST_DEPTH)
                                        .maxDocumentLength(MOST_CHARACTERS)
                                        .build())
                        .build();
        // A decoder, unlike a Charset, reports what is malformed.
        return new JsonTokens(
                name,
                factory.createParser(
                        ObjectReadContext.empty(),
                        new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder())));
    }

    /// Says of which tensor the coming tokens speak, for messages; null if of none.
    public void speakOf(@Nullable String tensor) {
        this.tensor = tensor;
    }

    /// The next token; null at the end of the text.
    public @Nullable JsonToken next() throws IOException {
        return checked(JsonParser::nextToken);
    }

    /// Whether the current token is that one.
    public boolean isAt(JsonToken token) {
        return parser.currentToken() == token;
    }

    /// The next token, which must be `expected`.
    public void expect(JsonToken expected, String description) throws IOException {
        if (next() != expected) {
            throw bad("expected " + description + "; got " + found());
        }
    }

    /// Passes the object or array that begins at this token; a plain value is passed already.
    public void skip() throws IOException {
        checked(JsonParser::skipChildren);
    }

    /// The current member's name or string.
    public String text() throws IOException {
        return checked(JsonParser::getString);
    }

    /// The current value, a whole number.
    BigInteger integer() throws IOException {
        return checked(JsonParser::getBigIntegerValue);
    }

    /// The current value, a number that is not whole.
    double number() throws IOException {
        return checked(JsonParser::getDoubleValue);
    }

    /// The current value, a whole number of 0 to 2⁶³ − 1.
    public long size() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            boolean small =
                    switch (checked(JsonParser::getNumberType)) {
                        case INT, LONG -> true;
                        default -> false;
                    };
            if (small && parser.getLongValue() >= 0) {
                return parser.getLongValue();
            }
        }
        throw bad("expected a whole number of 0 to 2^63 - 1; got " + found());
    }

    int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    int column() {
        return parser.currentTokenLocation().getColumnNr();
    }

    /// The complaint about the current token's place.
    public BadFileException bad(String defect) {
        return bad(parser.currentTokenLocation(), defect);
    }

    private BadFileException bad(TokenStreamLocation location, String defect) {
        return new BadFileException(
                name
                        + ": line "
                        + location.getLineNr()
                        + ", column "
                        + location.getColumnNr()
                        + (tensor == null ? ": " : ": tensor " + Quoted.of(tensor) + ": ")
                        + defect);
    }

    /// The current token, for messages.
    private String found() throws IOException {
        return switch (parser.currentToken()) {
            case null -> "the end of the text";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case END_OBJECT, END_ARRAY -> "\"" + parser.currentToken().asString() + "\"";
            case PROPERTY_NAME, VALUE_STRING -> Quoted.of(text());
            default -> Quoted.line(text());
        };
    }

    private <T> T checked(Function<JsonParser, T> read) throws IOException {
        try {
            return read.apply(parser);
        } catch (JacksonIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new BadFileException(
                        name + ": line " + line() + ": expected JSON, but this is not UTF-8 text");
            }
            throw e.getCause();
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            if (location == null) {
                location = parser.currentLocation();
            }
            throw bad(location, Quoted.line(ASIDE.matcher(e.getOriginalMessage()).replaceAll("")));
        }
    }

    @Override
    public void close() {
        parser.close();
    }
}
