package io.fanin.checkpoint.write;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.SequencedMap;

/// A checkpoint in memory, whose bytes no law made.
final class MemoryCheckpoint implements Checkpoint {
    private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
    private final Random random = new Random(1);

    MemoryCheckpoint add(String name, ElementType type, long... dims) {
        Shape shape = Shape.of(dims);
        byte[] bytes = new byte[(int) shape.count() * type.bytes()];
        random.nextBytes(bytes);
        tensors.put(name, StoredTensor.contiguous(name, type, shape, MemorySegment.ofArray(bytes)));
        return this;
    }

    MemoryCheckpoint tie(String name, String storage) {
        StoredTensor first = Expected.stored(this, storage);
        tensors.put(
                name,
                new StoredTensor(
                        name,
                        storage,
                        first.type(),
                        first.shape(),
                        first.strides(),
                        first.segment()));
        return this;
    }

    /// A view of a tensor with its two dimensions exchanged.
    MemoryCheckpoint transposed(String name, String storage) {
        StoredTensor first = Expected.stored(this, storage);
        tensors.put(
                name,
                new StoredTensor(
                        name,
                        storage,
                        first.type(),
                        Shape.of(first.shape().dim(1), first.shape().dim(0)),
                        first.strides().reversed(),
                        first.segment()));
        return this;
    }

    byte[] bytes(String name) {
        return Expected.stored(this, name).segment().toArray(ValueLayout.JAVA_BYTE);
    }

    @Override
    public String format() {
        return "memory";
    }

    @Override
    public SequencedMap<String, StoredTensor> tensors() {
        return tensors;
    }

    @Override
    public SequencedMap<String, String> metadata() {
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        metadata.put("author", "somebody");
        metadata.put("fanin.plan", "no longer true");
        return Collections.unmodifiableSequencedMap(metadata);
    }

    @Override
    public void close() {}
}
