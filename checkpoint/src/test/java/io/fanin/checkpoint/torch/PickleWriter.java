package io.fanin.checkpoint.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes pickles opcode by opcode, and PyTorch's archives around them.
final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static PickleWriter protocol(int version) {
        return new PickleWriter().bytes(0x80, version);
    }

    PickleWriter bytes(int... bytes) {
        for (int each : bytes) {
            out.write(each);
        }
        return this;
    }

    /// Opcodes, each an ASCII character.
    PickleWriter ops(String characters) {
        out.writeBytes(characters.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    PickleWriter global(String module, String name) {
        return ops("c" + module + "\n" + name + "\n");
    }

    PickleWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ops("X").int4(utf8.length).raw(utf8);
    }

    PickleWriter whole(long value) {
        return bytes(0x8a, 8).raw(littleEndian(8).putLong(value).array());
    }

    PickleWriter int4(int value) {
        return raw(littleEndian(4).putInt(value).array());
    }

    PickleWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    PickleWriter tuple(long... values) {
        ops("(");
        for (long value : values) {
            whole(value);
        }
        return ops("t");
    }

    PickleWriter storage(String type, String key, long count) {
        return ops("(").text("storage")
                .global("torch", type)
                .text(key)
                .text("cpu")
                .whole(count)
                .ops("tQ");
    }

    /// A float32 tensor on storage 0.
    PickleWriter tensor(long storageCount, long offset, long[] sizes, long[] strides) {
        return global("torch._utils", "_rebuild_tensor_v2")
                .ops("(")
                .storage("FloatStorage", "0", storageCount)
                .whole(offset)
                .tuple(sizes)
                .tuple(strides)
                .bytes(0x89) // requires_grad
                .global("collections", "OrderedDict")
                .ops(")RtR");
    }

    byte[] stop() {
        return ops(".").out.toByteArray();
    }

    /// An archive of names and contents, all stored.
    static void archive(Path file, Object... namesAndContents) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                byte[] content = (byte[]) namesAndContents[i + 1];
                ZipEntry entry = new ZipEntry((String) namesAndContents[i]);
                CRC32 crc = new CRC32();
                crc.update(content);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
