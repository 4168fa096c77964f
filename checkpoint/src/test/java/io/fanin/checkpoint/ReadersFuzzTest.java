package io.fanin.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fanin.checkpoint.document.HuggingFaceConfig;
import io.fanin.checkpoint.document.PlanFile;
import io.fanin.checkpoint.document.RecipeFile;
import io.fanin.checkpoint.document.Vocabulary;
import io.fanin.checkpoint.file.Contents;
import io.fanin.checkpoint.file.MappedFile;
import io.fanin.checkpoint.json.JsonValue;
import io.fanin.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Whatever bytes a file holds, reading it works, and then so does each tensor's first and last
/// element, or ends with a [BadFileException] of one line.
///
/// As a test, it reads the inputs under `src/test/resources`; with `JAZZER_FUZZ=1` it makes up
/// more.
class ReadersFuzzTest {
    private static void read(String name, byte[] bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            Contents contents =
                    Formats.read(
                            new MappedFile(Path.of(name), MemorySegment.ofArray(bytes), arena));
            contents.tensors().forEach((key, tensor) -> touch(key, tensor, contents));
        } catch (BadFileException e) {
            assertOneLine(name, e);
        }
    }

    private static void touch(String name, StoredTensor tensor, Contents contents) {
        assertThat(tensor.name()).isEqualTo(name);
        assertThat(contents.tensors()).containsKey(tensor.storage());
        assertThat(tensor.strides()).hasSize(tensor.shape().rank());
        if (tensor.bytes() == 0) {
            return;
        }
        long last = 0;
        for (int i = 0; i < tensor.shape().rank(); i++) {
            last += (tensor.shape().dim(i) - 1) * tensor.strides().get(i);
        }
        int size = tensor.type().bytes();
        tensor.segment().asSlice(last * size, size).get(ValueLayout.JAVA_BYTE, size - 1);
        if (tensor.type().dtype().isPresent()) {
            Tensor values = tensor.tensor();
            values.get(0);
            values.get(values.shape().count() - 1);
        }
    }

    @FuzzTest
    void safetensors(byte[] bytes) throws IOException {
        read("fuzz.safetensors", bytes);
    }

    @FuzzTest
    void npy(byte[] bytes) throws IOException {
        read("fuzz.npy", bytes);
    }

    /// Both `.npz` and `.pt`.
    @FuzzTest
    void zip(byte[] bytes) throws IOException {
        read("fuzz.zip", bytes);
    }

    /// The pickle of a `.pt` with one storage of 24 bytes: an archive around it would cost the
    /// fuzzer most of its tries.
    @FuzzTest
    void pickle(byte[] bytes) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            store(zip, "a/data.pkl", bytes);
            store(zip, "a/data/0", new byte[24]);
        }
        read("fuzz.pt", archive.toByteArray());
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }

    @FuzzTest
    void legacyPt(byte[] bytes) throws IOException {
        read("fuzz.pt", bytes);
    }

    @FuzzTest
    void onnx(byte[] bytes) throws IOException {
        read("fuzz.onnx", bytes);
    }

    @FuzzTest
    void index(byte[] bytes) throws IOException {
        read("fuzz.safetensors.index.json", bytes);
    }

    @FuzzTest
    void json(byte[] bytes) throws IOException {
        parse(JsonValue::read, bytes);
    }

    @FuzzTest
    void recipe(byte[] bytes) throws IOException {
        parse(RecipeFile::read, bytes);
    }

    @FuzzTest
    void plan(byte[] bytes) throws IOException {
        parse(PlanFile::read, bytes);
    }

    @FuzzTest
    void config(byte[] bytes) throws IOException {
        parse(HuggingFaceConfig::read, bytes);
    }

    @FuzzTest
    void tokenizer(byte[] bytes) throws IOException {
        parse(Vocabulary::read, bytes);
    }

    private interface Parser {
        Object parse(String name, InputStream stream) throws IOException;
    }

    private static void parse(Parser parser, byte[] bytes) throws IOException {
        try {
            assertThat(parser.parse("fuzz.json", new ByteArrayInputStream(bytes))).isNotNull();
        } catch (BadFileException e) {
            assertOneLine("fuzz.json", e);
        }
    }

    private static void assertOneLine(String name, BadFileException e) {
        assertThat(e).hasMessageStartingWith(name + ": ");
        assertThat(e.getMessage()).doesNotContain("\n", "\r", "\u001b");
    }
}
