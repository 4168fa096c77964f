package io.fanin.checkpoint.safetensors;

import io.fanin.checkpoint.ElementType;
import io.fanin.tensor.Shape;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The head of a safetensors file: eight bytes that say how long the JSON behind them is, and the
/// JSON that says what lies where in the rest.
///
/// The JSON lists the tensors in the order given. Their bytes lie in the order of element sizes,
/// large ones first, so that every tensor is aligned for its type; equal sizes keep the order
/// given. The JSON is padded with spaces so that the bytes begin at a multiple of 64.
public final class HeaderEncoder {
    private static final int ALIGNMENT = 64;

    private HeaderEncoder() {}

    /// A tensor to be listed.
    public record Entry(String name, ElementType type, Shape shape) {
        long bytes() {
            return Math.multiplyExact(shape.count(), type.bytes());
        }
    }

    /// An encoded header.
    ///
    /// @param bytes the head of the file, up to where the tensors' bytes begin
    /// @param positions where in the file each tensor's bytes begin
    /// @param size of the whole file in bytes
    @SuppressWarnings("ArrayRecordComponent")
    public record Header(byte[] bytes, Map<String, Long> positions, long size) {
        /// Where in the file a tensor's bytes begin.
        ///
        /// @throws NoSuchElementException if no tensor has the name
        public long position(String tensor) {
            Long position = positions.get(tensor);
            if (position == null) {
                throw new NoSuchElementException(tensor);
            }
            return position;
        }
    }

    /// @param metadata what the file says of itself; nothing is written if there is none
    /// @throws ArithmeticException if the file would have more than 2⁶³ − 1 bytes
    public static Header encode(List<Entry> entries, SequencedMap<String, String> metadata) {
        Map<String, Long> offsets = new LinkedHashMap<>();
        long end = 0;
        for (Entry entry :
                entries.stream()
                        .sorted(Comparator.comparingInt((Entry e) -> -e.type().bytes()))
                        .toList()) {
            offsets.put(entry.name(), end);
            end = Math.addExact(end, entry.bytes());
        }
        byte[] json = json(entries, metadata, offsets).getBytes(StandardCharsets.UTF_8);
        int data = (Long.BYTES + json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] head = new byte[data];
        Arrays.fill(head, (byte) ' ');
        ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putLong(data - Long.BYTES).put(json);
        offsets.replaceAll((_, offset) -> data + offset);
        return new Header(head, offsets, Math.addExact(data, end));
    }

    private static String json(
            List<Entry> entries, SequencedMap<String, String> metadata, Map<String, Long> offsets) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeName("__metadata__").writeStartObject();
                metadata.forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            for (Entry entry : entries) {
                long offset = Objects.requireNonNull(offsets.get(entry.name()));
                long[] dims = entry.shape().toArray();
                json.writeName(entry.name()).writeStartObject();
                json.writeStringProperty("dtype", entry.type().name());
                json.writeName("shape").writeArray(dims, 0, dims.length);
                json.writeName("data_offsets")
                        .writeArray(new long[] {offset, offset + entry.bytes()}, 0, 2);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return text.toString();
    }
}
