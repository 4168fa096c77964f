package io.fanin.checkpoint.document;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.checkpoint.json.JsonTokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// The tokens of a tokenizer by their number, which is their row of an embedding.
///
/// It is read from `tokenizer.json` as the Hugging Face library `tokenizers` writes it: the map or,
/// of Unigram models, the list `model.vocab`, and `added_tokens`, which prevail. The rest of the
/// file is passed over.
public final class Vocabulary {
    private final Map<Long, String> tokens;

    private Vocabulary(Map<Long, String> tokens) {
        this.tokens = tokens;
    }

    /// @throws BadFileException if the file is no such tokenizer
    /// @throws IOException if it can't be read
    public static Vocabulary read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(file.toString(), stream);
        }
    }

    /// @param name how messages call it
    public static Vocabulary read(String name, InputStream stream) throws IOException {
        try (JsonTokens json = JsonTokens.open(name, stream)) {
            Map<Long, String> tokens = new Reader(json).file();
            if (tokens.isEmpty()) {
                throw new BadFileException(
                        name + ": has no tokens: neither \"model.vocab\" nor \"added_tokens\"");
            }
            return new Vocabulary(tokens);
        }
    }

    /// How many numbers have a token.
    public int size() {
        return tokens.size();
    }

    /// The token of that number, as the file writes it.
    public Optional<String> token(long number) {
        return Optional.ofNullable(tokens.get(number));
    }

    /// The file from one end to the other.
    private static final class Reader {
        private final JsonTokens json;
        private final Map<Long, String> vocabulary = new HashMap<>();
        private final Map<Long, String> added = new HashMap<>();

        Reader(JsonTokens json) {
            this.json = json;
        }

        Map<Long, String> file() throws IOException {
            json.expect(JsonToken.START_OBJECT, "an object");
            Set<String> seen = new HashSet<>();
            while (json.next() == JsonToken.PROPERTY_NAME) {
                switch (once(seen)) {
                    case "model" -> {
                        json.expect(JsonToken.START_OBJECT, "an object");
                        model();
                    }
                    case "added_tokens" -> {
                        json.expect(JsonToken.START_ARRAY, "an array");
                        added();
                    }
                    default -> pass();
                }
            }
            if (json.next() != null) {
                throw json.bad("expected the end of the file");
            }
            vocabulary.putAll(added);
            return vocabulary;
        }

        private void model() throws IOException {
            Set<String> seen = new HashSet<>();
            while (json.next() == JsonToken.PROPERTY_NAME) {
                if (!once(seen).equals("vocab")) {
                    pass();
                    continue;
                }
                JsonToken start = json.next();
                if (start == JsonToken.START_OBJECT) {
                    map();
                } else if (start == JsonToken.START_ARRAY) {
                    list();
                } else {
                    throw json.bad(
                            "expected an object of tokens and numbers, or an array of pairs");
                }
            }
        }

        private void map() throws IOException {
            Set<String> seen = new HashSet<>();
            while (json.next() == JsonToken.PROPERTY_NAME) {
                String token = once(seen);
                json.next();
                put(vocabulary, json.size(), token);
            }
        }

        /// Of pairs of a token and the logarithm of its probability.
        private void list() throws IOException {
            long number = 0;
            while (json.next() == JsonToken.START_ARRAY) {
                json.expect(JsonToken.VALUE_STRING, "a token");
                put(vocabulary, number++, json.text());
                JsonToken score = json.next();
                if (score == null || !score.isNumeric()) {
                    throw json.bad("expected the logarithm of the token's probability");
                }
                json.expect(JsonToken.END_ARRAY, "the end of the pair");
            }
            requireEnd();
        }

        private void added() throws IOException {
            while (json.next() == JsonToken.START_OBJECT) {
                Set<String> seen = new HashSet<>();
                long number = -1;
                @Nullable String token = null;
                while (json.next() == JsonToken.PROPERTY_NAME) {
                    switch (once(seen)) {
                        case "id" -> {
                            json.next();
                            number = json.size();
                        }
                        case "content" -> {
                            json.expect(JsonToken.VALUE_STRING, "a string");
                            token = json.text();
                        }
                        default -> pass();
                    }
                }
                if (number < 0 || token == null) {
                    throw json.bad("an added token needs \"id\" and \"content\"");
                }
                put(added, number, token);
            }
            requireEnd();
        }

        private void requireEnd() throws IOException {
            if (!json.isAt(JsonToken.END_ARRAY)) {
                throw json.bad("expected another item or the end of the array");
            }
        }

        /// Passes the value that comes.
        private void pass() throws IOException {
            json.next();
            json.skip();
        }

        private String once(Set<String> seen) throws IOException {
            String name = json.text();
            if (!seen.add(name)) {
                throw json.bad(Quoted.of(name) + " stands twice");
            }
            return name;
        }

        private void put(Map<Long, String> tokens, long number, String token)
                throws BadFileException {
            String before = tokens.putIfAbsent(number, token);
            if (before != null) {
                throw json.bad(
                        "number "
                                + number
                                + " is that of "
                                + Quoted.of(before)
                                + " already; got "
                                + Quoted.of(token));
            }
        }
    }
}
