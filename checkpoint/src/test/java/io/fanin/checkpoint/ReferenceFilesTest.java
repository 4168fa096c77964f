package io.fanin.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.checkpoint.json.JsonValue;
import io.fanin.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of NumPy and of the reference implementation of safetensors, which
/// `reference/make_numpy_files.py` and `reference/make_safetensors_files.py` wrote.
class ReferenceFilesTest {
    private static final Path DATA = Path.of("../reference/data");

    static Stream<Arguments> files() throws IOException {
        return Stream.concat(files("numpy"), files("safetensors"));
    }

    private static Stream<Arguments> files(String folder) throws IOException {
        Path expected = DATA.resolve(folder).resolve("expected.json");
        try (InputStream stream = Files.newInputStream(expected)) {
            return JsonValue.read(expected.toString(), stream)
                    .get("files")
                    .members()
                    .entrySet()
                    .stream()
                    .map(file -> Arguments.of(folder + "/" + file.getKey(), file.getValue()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void everyTensorHasItsTypeShapeAndBytes(String file, JsonValue expected) throws IOException {
        JsonValue tensors = file.startsWith("numpy") ? expected : expected.get("tensors");
        try (Checkpoint checkpoint = Checkpoint.open(DATA.resolve(file))) {
            assertThat(checkpoint.tensors().keySet())
                    .containsExactlyInAnyOrderElementsOf(tensors.members().keySet());
            for (var each : tensors.members().entrySet()) {
                StoredTensor tensor =
                        Objects.requireNonNull(checkpoint.tensors().get(each.getKey()));
                assertThat(tensor.name()).isEqualTo(each.getKey());
                assertThat(tensor.storage()).isEqualTo(each.getKey());
                assertThat(tensor.type().name()).isEqualTo(each.getValue().get("type").text());
                assertThat(tensor.shape()).isEqualTo(each.getValue().get("shape").shape());
                assertThat(rowMajor(tensor))
                        .as(each.getKey())
                        .isEqualTo(each.getValue().get("bytes").text());
                assertThat(tensor.segment().isReadOnly()).isTrue();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void metadataIsThatOfTheFile(String file, JsonValue expected) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (!file.startsWith("numpy")) {
            for (var each : expected.get("metadata").members().entrySet()) {
                metadata.put(each.getKey(), each.getValue().text());
            }
        }
        try (Checkpoint checkpoint = Checkpoint.open(DATA.resolve(file))) {
            assertThat(checkpoint.metadata()).isEqualTo(metadata);
        }
    }

    /// The elements' bytes in row-major order, found by the strides alone.
    private static String rowMajor(StoredTensor tensor) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[(int) tensor.bytes()]);
        Shape shape = tensor.shape();
        int size = tensor.type().bytes();
        for (long number = 0; number < shape.count(); number++) {
            long offset = 0;
            long rest = number;
            for (int i = shape.rank() - 1; i >= 0; i--) {
                offset += rest % shape.dim(i) * tensor.strides().get(i);
                rest /= shape.dim(i);
            }
            MemorySegment.copy(tensor.segment(), offset * size, bytes, number * size, size);
        }
        return HexFormat.of().formatHex(bytes.toArray(ValueLayout.JAVA_BYTE));
    }
}
