package io.fanin.checkpoint.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.checkpoint.BadFileException;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.checkpoint.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.ValueLayout;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// Files that the real PyTorch wrote, and what it says they hold.
public final class ReferenceFiles {
    private static final String EXPECTED = "checkpoint-files.json";

    private ReferenceFiles() {}

    /// A file in `reference/data`.
    public static Path path(String name) {
        URL url = ReferenceFiles.class.getResource("/reference/" + name);
        if (url == null) {
            throw new AssertionError("/reference/" + name + " is not on the class path");
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonValue files() throws BadFileException {
        try (InputStream stream =
                ReferenceFiles.class.getResourceAsStream("/reference/" + EXPECTED)) {
            return JsonValue.read(EXPECTED, stream).get("files");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The files whose name begins so.
    public static List<String> names(String prefix) {
        try {
            return files().members().keySet().stream()
                    .filter(name -> name.startsWith(prefix))
                    .toList();
        } catch (BadFileException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The tensors have the names, types, shapes, strides, ties and bits that PyTorch's have.
    public static void assertTensors(String file, SequencedMap<String, StoredTensor> actual)
            throws BadFileException {
        Map<String, JsonValue> expected = files().get(file).members();
        assertThat(new ArrayList<>(actual.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
        for (Map.Entry<String, JsonValue> each : expected.entrySet()) {
            String name = each.getKey();
            JsonValue tensor = each.getValue();
            StoredTensor found = Objects.requireNonNull(actual.get(name));
            assertThat(found.name()).isEqualTo(name);
            assertThat(found.type()).as(name).hasToString(tensor.get("dtype").text());
            assertThat(found.shape()).as(name).isEqualTo(tensor.get("shape").shape());
            List<Long> strides = new ArrayList<>();
            for (JsonValue stride : tensor.get("strides").items()) {
                strides.add(stride.integer());
            }
            assertThat(found.strides()).as(name).isEqualTo(strides);
            assertThat(found.storage()).as(name).isEqualTo(tensor.get("storage").text());
            assertThat(hex(found)).as(name).isEqualTo(tensor.get("hex").text());
        }
    }

    /// The bytes of the elements in row-major order.
    private static String hex(StoredTensor tensor) {
        StringBuilder hex = new StringBuilder();
        for (long number = 0; number < tensor.shape().count(); number++) {
            long offset = 0;
            long rest = number;
            for (int i = tensor.shape().rank() - 1; i >= 0; i--) {
                offset += rest % tensor.shape().dim(i) * tensor.strides().get(i);
                rest /= tensor.shape().dim(i);
            }
            int size = tensor.type().bytes();
            hex.append(
                    HexFormat.of()
                            .formatHex(
                                    tensor.segment()
                                            .asSlice(offset * size, size)
                                            .toArray(ValueLayout.JAVA_BYTE)));
        }
        return hex.toString();
    }
}
