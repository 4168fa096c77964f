package io.fanin.checkpoint.write;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// A checkpoint cut into several files, as Hugging Face cuts it.
final class Shards {
    private Shards() {}

    /// Fills one shard after the other with the tensors in order; a tensor that is larger than
    /// `size` alone has a shard of its own, before the one under way.
    static List<List<Content.Entry>> split(List<Content.Entry> tensors, long size) {
        List<List<Content.Entry>> shards = new ArrayList<>();
        List<Content.Entry> shard = new ArrayList<>();
        long filled = 0;
        for (Content.Entry tensor : tensors) {
            if (tensor.bytes() > size) {
                shards.add(List.of(tensor));
                continue;
            }
            if (filled > size - tensor.bytes()) {
                shards.add(shard);
                shard = new ArrayList<>();
                filled = 0;
            }
            shard.add(tensor);
            filled += tensor.bytes();
        }
        if (!shard.isEmpty() || shards.isEmpty()) {
            shards.add(shard);
        }
        return shards;
    }

    /// Such as `model-00001-of-00004.safetensors`.
    static String name(String stem, int index, int count) {
        return "%s-%05d-of-%05d.safetensors".formatted(stem, index + 1, count);
    }

    static String indexName(String stem) {
        return stem + ".safetensors.index.json";
    }

    /// The index: how many bytes all tensors have, and which of them is in which file.
    static byte[] index(List<FileImage> shards) {
        TreeMap<String, String> files = new TreeMap<>();
        long total = 0;
        for (FileImage shard : shards) {
            for (FileImage.Region region : shard.regions()) {
                files.put(region.tensor().name(), String.valueOf(shard.path().getFileName()));
                total += region.tensor().bytes();
            }
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json =
                new JsonFactory()
                        .createGenerator(
                                new ObjectWriteContext.Base() {
                                    @Override
                                    public DefaultPrettyPrinter getPrettyPrinter() {
                                        return new DefaultPrettyPrinter();
                                    }
                                },
                                text)) {
            json.writeStartObject();
            json.writeName("metadata").writeStartObject();
            json.writeNumberProperty("total_size", total);
            json.writeEndObject();
            json.writeName("weight_map").writeStartObject();
            files.forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeEndObject();
        }
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
