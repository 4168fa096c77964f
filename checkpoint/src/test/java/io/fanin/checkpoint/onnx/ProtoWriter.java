package io.fanin.checkpoint.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Writes protobuf messages field by field.
final class ProtoWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ProtoWriter varint(int field, long value) {
        return raw((long) field << 3).raw(value);
    }

    ProtoWriter bytes(int field, byte... bytes) {
        raw(((long) field << 3) | 2).raw(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    ProtoWriter text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    ProtoWriter message(int field, Consumer<ProtoWriter> content) {
        ProtoWriter inner = new ProtoWriter();
        content.accept(inner);
        return bytes(field, inner.toByteArray());
    }

    /// A repeated number, packed.
    ProtoWriter packed(int field, long... values) {
        ProtoWriter inner = new ProtoWriter();
        for (long value : values) {
            inner.raw(value);
        }
        return bytes(field, inner.toByteArray());
    }

    ProtoWriter fixed32(int field, float value) {
        raw(((long) field << 3) | 5);
        out.writeBytes(floats(value));
        return this;
    }

    static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    static byte[] doubles(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    /// A number by itself, as in keys and lengths.
    ProtoWriter raw(long value) {
        long rest = value;
        while (rest >>> 7 != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    /// A model of IR version 7 with that graph.
    static byte[] model(Consumer<ProtoWriter> graph) {
        return new ProtoWriter().varint(1, 7).message(7, graph).toByteArray();
    }
}
