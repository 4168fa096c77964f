package io.fanin.checkpoint.torch;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.checkpoint.torch.PickleValue.Mapping;
import io.fanin.checkpoint.torch.PickleValue.Named;
import io.fanin.checkpoint.torch.PickleValue.Other;
import io.fanin.checkpoint.torch.PickleValue.Real;
import io.fanin.checkpoint.torch.PickleValue.Sequence;
import io.fanin.checkpoint.torch.PickleValue.Storage;
import io.fanin.checkpoint.torch.PickleValue.Text;
import io.fanin.checkpoint.torch.PickleValue.View;
import io.fanin.checkpoint.torch.PickleValue.Whole;
import io.fanin.internal.python.PythonText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// A pickle's values by name: keys and indices joined by dots. Tensors on one side, what prints on
/// the other; a list of plain values is printed as one.
///
/// What a pickle names twice appears twice. Since dicts that share dicts unfold to more than any
/// memory holds, the text of all names and values is limited by the size of the pickle.
final class NamedValues {
    /// Python itself pickles no deeper than about 300.
    private static final int DEEPEST = 100;

    private static final int TEXT_PER_BYTE = 64;

    private static final int LEAST_TEXT = 1 << 16;

    private final Path file;
    private final long mostText;
    private final SequencedMap<String, View> tensors = new LinkedHashMap<>();
    private final SequencedMap<String, String> metadata = new LinkedHashMap<>();
    private long text;

    private NamedValues(Path file, long pickleBytes) {
        this.file = file;
        this.mostText = LEAST_TEXT + TEXT_PER_BYTE * pickleBytes;
    }

    /// @param pickleBytes the size of the pickle that held the value
    static NamedValues of(Path file, PickleValue root, long pickleBytes) throws BadFileException {
        NamedValues named = new NamedValues(file, pickleBytes);
        named.walk(null, root, 0);
        return named;
    }

    SequencedMap<String, View> tensors() {
        return tensors;
    }

    SequencedMap<String, String> metadata() {
        return metadata;
    }

    private void walk(@Nullable String prefix, PickleValue value, int depth)
            throws BadFileException {
        String name = prefix == null ? fileName() : prefix;
        if (depth > DEEPEST) {
            throw wrong("values lie deeper than " + DEEPEST + " dicts and lists");
        }
        switch (value) {
            case Mapping(List<PickleValue> items) -> {
                for (int i = 0; i < items.size(); i += 2) {
                    walk(child(prefix, key(items.get(i))), items.get(i + 1), depth + 1);
                }
            }
            case Sequence sequence -> {
                List<PickleValue> items = sequence.items();
                count(items.size());
                if (items.stream().noneMatch(NamedValues::nests)) {
                    put(metadata, name, joined(sequence));
                    return;
                }
                for (int i = 0; i < items.size(); i++) {
                    walk(child(prefix, Integer.toString(i)), items.get(i), depth + 1);
                }
            }
            case View view -> put(tensors, name, view);
            case Text(String text) -> put(metadata, name, counted(text));
            default -> put(metadata, name, counted(printed(value)));
        }
    }

    /// What is the whole of a file is called as the file is.
    private String fileName() {
        return String.valueOf(file.getFileName()).replaceFirst("\\.(pt|pth|bin)$", "");
    }

    private static boolean nests(PickleValue value) {
        return value instanceof Mapping || value instanceof Sequence || value instanceof View;
    }

    private String key(PickleValue key) throws BadFileException {
        return switch (key) {
            case Text(String text) -> text;
            case Whole _, Real _, Other _, Named _ -> printed(key);
            case Mapping _, Sequence _, Storage _, View _ ->
                    throw wrong("a dict has " + key + " for a key");
        };
    }

    private String child(@Nullable String prefix, String key) throws BadFileException {
        count(key.length() + (prefix == null ? 0L : prefix.length()));
        return prefix == null ? key : prefix + "." + key;
    }

    private String joined(Sequence sequence) throws BadFileException {
        StringJoiner text =
                switch (sequence.kind()) {
                    case LIST -> new StringJoiner(", ", "[", "]");
                    case SET -> new StringJoiner(", ", "{", "}");
                    case TUPLE -> new StringJoiner(", ", "(", ")");
                };
        for (PickleValue item : sequence.items()) {
            text.add(counted(printed(item)));
        }
        return text.toString();
    }

    /// As Python prints it.
    private static String printed(PickleValue value) {
        return switch (value) {
            case Text(String text) -> PythonText.quoted(text);
            case Other(String text) -> text;
            case Named(String name, _) -> name;
            default -> value.toString();
        };
    }

    private <T> void put(SequencedMap<String, T> all, String name, T value)
            throws BadFileException {
        if (all.put(name, value) != null) {
            throw wrong(Quoted.of(name) + " comes twice");
        }
    }

    private String counted(String value) throws BadFileException {
        count(value.length());
        return value;
    }

    private void count(long more) throws BadFileException {
        text += more + 1;
        if (text > mostText) {
            throw wrong(
                    "names and values unfold to more than "
                            + mostText
                            + " characters, "
                            + TEXT_PER_BYTE
                            + " for each byte of the pickle");
        }
    }

    private BadFileException wrong(String defect) {
        return BadFileException.of(file, defect);
    }
}
