package io.fanin.check;

import io.fanin.checkpoint.Checkpoint;
import io.fanin.checkpoint.ElementType;
import io.fanin.checkpoint.StoredTensor;
import io.fanin.init.TorchInit;
import io.fanin.random.TorchGenerator;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/// A checkpoint in memory, for tests.
public final class MemoryCheckpoint implements Checkpoint {
    private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
    private final TorchGenerator generator;

    private MemoryCheckpoint(long seed) {
        this.generator = TorchGenerator.seed(seed);
    }

    /// @param seed of what [#draw] draws
    public static MemoryCheckpoint seed(long seed) {
        return new MemoryCheckpoint(seed);
    }

    public MemoryCheckpoint with(String name, Tensor tensor) {
        return tied(name, name, tensor);
    }

    /// @param storage the tensor whose memory it is
    public MemoryCheckpoint tied(String name, String storage, Tensor tensor) {
        List<Long> strides = Arrays.stream(tensor.strides()).boxed().toList();
        return with(
                new StoredTensor(
                        name,
                        storage,
                        ElementType.of(tensor.dtype()),
                        tensor.shape(),
                        strides,
                        tensor.segment()));
    }

    public MemoryCheckpoint with(StoredTensor tensor) {
        tensors.put(tensor.name(), tensor);
        return this;
    }

    public MemoryCheckpoint without(String name) {
        tensors.remove(name);
        return this;
    }

    /// Adds a tensor of a scheme's values, such as `kaiming_uniform(relu)`.
    public MemoryCheckpoint draw(String name, String scheme, long... dims) {
        return draw(name, DType.F32, scheme, dims);
    }

    public MemoryCheckpoint draw(String name, DType dtype, String scheme, long... dims) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(dims));
        generator.fill(tensor, TorchInit.parse(scheme));
        return with(name, tensor);
    }

    /// A tensor that was added, to be written into.
    public Tensor tensor(String name) {
        return Objects.requireNonNull(tensors.get(name)).tensor();
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
        return new LinkedHashMap<>();
    }

    @Override
    public void close() {}
}
