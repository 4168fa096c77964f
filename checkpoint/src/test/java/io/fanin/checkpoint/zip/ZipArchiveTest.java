package io.fanin.checkpoint.zip;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.checkpoint.file.MappedFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives that the JDK writes; bad ones are in the corpus of bad files.
class ZipArchiveTest {
    @TempDir private Path folder;
    private final Arena arena = Arena.ofShared();

    @AfterEach
    void close() {
        arena.close();
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private interface Writer {
        void write(ZipOutputStream zip) throws IOException;
    }

    private ZipArchive write(Writer writer) throws IOException {
        Path path = folder.resolve("a.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            writer.write(zip);
        }
        return ZipArchive.read(MappedFile.map(path, arena));
    }

    private static void deflate(ZipOutputStream zip, String name, byte[] content)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
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

    private static ArchiveEntry entry(ZipArchive archive, String name) {
        return Objects.requireNonNull(archive.entries().get(name));
    }

    private static byte[] bytes(MemorySegment segment) {
        return segment.toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    void namesKeepTheDirectorysOrder() throws IOException {
        ZipArchive archive =
                write(zip -> {
                    deflate(zip, "b/ü", noise(1));
                    store(zip, "../a", noise(2));
                    store(zip, "", noise(0));
                });
        assertThat(archive.entries().keySet()).containsExactly("b/ü", "../a", "");
    }

    @Test
    void storedContentLiesInTheFile() throws IOException {
        ArchiveEntry entry = entry(write(zip -> store(zip, "a", noise(5000))), "a");
        assertThat(entry.stored()).isTrue();
        assertThat(bytes(entry.content())).isEqualTo(noise(5000));
        assertThat(entry.content().isMapped()).isTrue();
        assertThat(bytes(entry.head(10))).isEqualTo(bytes(entry.content().asSlice(0, 10)));
    }

    @Test
    void deflatedContentIsInflatedPieceByPiece() throws IOException {
        byte[] content = noise(3 << 20);
        ArchiveEntry entry = entry(write(zip -> deflate(zip, "a", content)), "a");
        assertThat(entry.stored()).isFalse();
        assertThat(bytes(entry.content())).isEqualTo(content);
        assertThat(entry.content().isReadOnly()).isTrue();
        assertThat(bytes(entry.head(100))).isEqualTo(noise(3 << 20, 100));
    }

    private static byte[] noise(int size, int kept) {
        return java.util.Arrays.copyOf(noise(size), kept);
    }

    @Test
    void theMostThatDeflateCanHoldIsInflated() throws IOException {
        ArchiveEntry zeros = entry(write(zip -> deflate(zip, "a", new byte[10 << 20])), "a");
        assertThat(zeros.size() / zeros.raw().byteSize()).isGreaterThan(1000);
        assertThat(bytes(zeros.content())).isEqualTo(new byte[10 << 20]);
    }

    @Test
    void deflatedNothingIsNothing() throws IOException {
        ArchiveEntry entry = entry(write(zip -> deflate(zip, "a", new byte[0])), "a");
        assertThat(entry.content().byteSize()).isZero();
        assertThat(entry.head(10).byteSize()).isZero();
    }

    @Test
    void anArchiveWithoutEntriesIsEmpty() throws IOException {
        assertThat(write(_ -> {}).entries()).isEmpty();
    }
}
