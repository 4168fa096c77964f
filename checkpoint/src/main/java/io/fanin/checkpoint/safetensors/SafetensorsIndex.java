package io.fanin.checkpoint.safetensors;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.file.Contents;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.checkpoint.file.Quoted;
import io.fanin.checkpoint.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// `model.safetensors.index.json`: which shard beside it holds which tensor. The index and the
/// shards name the same tensors.
public final class SafetensorsIndex {
    private static final String SUFFIX = ".safetensors";

    private SafetensorsIndex() {}

    /// Whether a file begins as a JSON object does.
    public static boolean recognizes(MappedFile file) {
        return file.has(0, (byte) '{');
    }

    /// @throws BadFileException if the index or a shard breaks a rule
    public static Contents read(MappedFile index) throws IOException {
        JsonValue root = JsonValue.read(index.path().toString(), index.stream(0, index.size()));
        SequencedMap<String, JsonValue> places = root.get("weight_map").members();
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        if (root.has("metadata")) {
            for (var member : root.get("metadata").members().entrySet()) {
                metadata.put(member.getKey(), member.getValue().scalar().toString());
            }
        }
        // Shards are numbered: model-00001-of-00003.safetensors.
        SequencedMap<String, MappedFile> shards = new TreeMap<>();
        for (JsonValue place : places.values()) {
            String shard = place.text();
            if (!shards.containsKey(shard)) {
                shards.put(shard, map(index, place));
            }
        }
        SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (var shard : shards.entrySet()) {
            Contents contents = SafetensorsFile.read(shard.getValue());
            contents.metadata().forEach(metadata::putIfAbsent);
            for (StoredTensor tensor : contents.tensors().values()) {
                requirePlace(shard.getValue(), tensor, places);
                tensors.put(tensor.name(), tensor);
            }
        }
        requireAll(places, tensors);
        return new Contents(
                "safetensors, " + shards.size() + (shards.size() == 1 ? " shard" : " shards"),
                Collections.unmodifiableSequencedMap(tensors),
                Collections.unmodifiableSequencedMap(metadata));
    }

    private static MappedFile map(MappedFile index, JsonValue place) throws IOException {
        String name = place.text();
        if (!name.endsWith(SUFFIX)
                || name.contains("/")
                || name.contains("\\")
                || name.contains("\0")) {
            throw place.wrong("the name of a " + SUFFIX + " file in the same folder");
        }
        Path shard = index.path().resolveSibling(name);
        if (!Files.isRegularFile(shard)) {
            throw place.bad("shard " + Quoted.of(name) + " is missing");
        }
        return MappedFile.map(shard, index.arena());
    }

    private static void requirePlace(
            MappedFile shard, StoredTensor tensor, Map<String, JsonValue> places)
            throws BadFileException {
        JsonValue place = places.get(tensor.name());
        if (place == null) {
            throw shard.bad(tensor.name(), "the index lacks it");
        }
        if (!shard.path().endsWith(place.text())) {
            throw shard.bad(tensor.name(), "the index has it in " + Quoted.of(place.text()));
        }
    }

    private static void requireAll(
            SequencedMap<String, JsonValue> places, Map<String, StoredTensor> tensors)
            throws BadFileException {
        for (var place : places.entrySet()) {
            if (!tensors.containsKey(place.getKey())) {
                throw place.getValue()
                        .bad("shard " + Quoted.of(place.getValue().text()) + " has no such tensor");
            }
        }
    }
}
