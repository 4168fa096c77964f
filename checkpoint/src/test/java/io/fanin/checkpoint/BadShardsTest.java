package io.fanin.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Indexes that do not fit two shards, the first with tensor a, the second with b.
class BadShardsTest {
    private static final String INDEX = "model.safetensors.index.json";

    @TempDir private Path folder;

    @BeforeEach
    void writeShards() throws IOException {
        write("1.safetensors", "a");
        write("2.safetensors", "b");
    }

    private void write(String shard, String tensor) throws IOException {
        byte[] header =
                "{\"%s\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}"
                        .formatted(tensor)
                        .getBytes(StandardCharsets.UTF_8);
        Files.write(
                folder.resolve(shard),
                ByteBuffer.allocate(9 + header.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .array());
    }

    static Stream<Arguments> indexes() {
        String at = INDEX + ": line 1, column ";
        return Stream.of(
                Arguments.of(at + "1: $: has no \"weight_map\"", "{}"),
                Arguments.of(
                        at + "15: $.weight_map: expected an object; got an array of 0",
                        "{\"weight_map\":[]}"),
                Arguments.of(
                        at + "20: $.weight_map.a: expected a string; got 1",
                        "{\"weight_map\":{\"a\":1}}"),
                Arguments.of(
                        at + "20: $.weight_map.a: shard \"3.safetensors\" is missing",
                        "{\"weight_map\":{\"a\":\"3.safetensors\"}}"),
                Arguments.of(
                        at
                                + "20: $.weight_map.a: expected the name of a .safetensors file in the"
                                + " same folder; got \"../1.safetensors\"",
                        "{\"weight_map\":{\"a\":\"../1.safetensors\"}}"),
                Arguments.of(
                        at
                                + "20: $.weight_map.a: expected the name of a .safetensors file in the"
                                + " same folder; got \"..\\\\1.safetensors\"",
                        "{\"weight_map\":{\"a\":\"..\\\\1.safetensors\"}}"),
                Arguments.of(
                        at
                                + "20: $.weight_map.a: expected the name of a .safetensors file in the"
                                + " same folder; got \"passwd\"",
                        "{\"weight_map\":{\"a\":\"passwd\"}}"),
                Arguments.of(
                        at
                                + "42: $.weight_map[\"a.b\"]: shard \"1.safetensors\" has no such tensor",
                        "{\"weight_map\":{\"a\":\"1.safetensors\",\"a.b\":\"1.safetensors\"}}"),
                Arguments.of(
                        "2.safetensors: tensor \"b\": the index lacks it",
                        "{\"weight_map\":{\"a\":\"1.safetensors\",\"c\":\"2.safetensors\"}}"),
                Arguments.of(
                        "1.safetensors: tensor \"a\": the index has it in \"2.safetensors\"",
                        "{\"weight_map\":{\"b\":\"1.safetensors\",\"a\":\"2.safetensors\"}}"),
                Arguments.of(
                        at + "36: $.weight_map: \"a\" stands twice",
                        "{\"weight_map\":{\"a\":\"1.safetensors\",\"a\":\"2.safetensors\"}}"),
                Arguments.of(
                        at + "13: $.metadata: expected an object; got 1",
                        "{\"metadata\":1,\"weight_map\":{}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("indexes")
    void anIndexThatDoesNotFitItsShardsIsRefused(String complaint, String index)
            throws IOException {
        Files.writeString(folder.resolve(INDEX), index);
        assertThatThrownBy(() -> Checkpoint.open(folder).close())
                .isInstanceOf(BadFileException.class)
                .hasMessage(folder + "/" + complaint);
    }

    @Test
    void aFolderWithoutACheckpointIsRefused() {
        assertThatThrownBy(() -> Checkpoint.open(folder).close())
                .isInstanceOf(BadFileException.class)
                .hasMessage(
                        folder
                                + ": the folder holds no checkpoint; expected model.safetensors or"
                                + " model.safetensors.index.json in it");
    }
}
