package io.fanin.cli.show;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.cli.IndentedJson;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Checkpoints as `fanin show --json` prints them; `docs/checkpoints.md` says what the members
/// hold.
final class CheckpointJson {
    private static final int VERSION = 1;

    private CheckpointJson() {}

    static String of(List<Path> files) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = IndentedJson.into(text)) {
            json.writeStartObject();
            json.writeStringProperty("format", "fanin-show");
            json.writeNumberProperty("version", VERSION);
            json.writeName("files").writeStartArray();
            for (Path file : files) {
                try (Checkpoint checkpoint = Checkpoint.open(file)) {
                    write(json, file, checkpoint);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void write(JsonGenerator json, Path file, Checkpoint checkpoint) {
        json.writeStartObject();
        json.writeStringProperty("file", file.toString());
        json.writeStringProperty("format", checkpoint.format());
        json.writeNumberProperty(
                "values", CheckpointTable.values(checkpoint.tensors().sequencedValues()));
        json.writeNumberProperty(
                "bytes", CheckpointTable.bytes(checkpoint.tensors().sequencedValues()));
        json.writeName("metadata").writeStartObject();
        checkpoint.metadata().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeName("tensors").writeStartArray();
        checkpoint.tensors().values().forEach(each -> write(json, each));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, StoredTensor tensor) {
        json.writeStartObject();
        json.writeStringProperty("name", tensor.name());
        json.writeStringProperty("dtype", tensor.type().name());
        json.writeName("shape").writeStartArray();
        for (long size : tensor.shape().toArray()) {
            json.writeNumber(size);
        }
        json.writeEndArray();
        json.writeNumberProperty("bytes", tensor.bytes());
        json.writeStringProperty("storage", tensor.storage());
        json.writeEndObject();
    }
}
