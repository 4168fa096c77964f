package io.fanin.checkpoint.write;

import io.fanin.checkpoint.StoredTensor;
import io.fanin.tensor.Shape;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The bytes of a tensor in an open checkpoint, row-major whatever its strides.
record Copied(StoredTensor tensor) implements Source {
    @Override
    public Stream<Stretch> stretches(long most) {
        long step = most / tensor.type().bytes();
        long count = tensor.shape().count();
        return LongStream.iterate(0, from -> from < count, from -> from + step)
                .mapToObj(from -> new Copying(from, Math.min(from + step, count)));
    }

    private final class Copying implements Stretch {
        private final long from;
        private final long to;

        Copying(long from, long to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public long bytes() {
            return (to - from) * tensor.type().bytes();
        }

        @Override
        public void make(Workspace workspace, Out out) throws IOException {
            MemorySegment buffer = workspace.buffer();
            int size = tensor.type().bytes();
            long most = buffer.byteSize() / size;
            for (long at = from; at < to; at += most) {
                long end = Math.min(at + most, to);
                copy(at, end, buffer);
                out.write(buffer.asSlice(0, (end - at) * size));
            }
        }
    }

    private void copy(long from, long to, MemorySegment target) {
        int size = tensor.type().bytes();
        long run = run();
        long number = from;
        while (number < to) {
            long end = Math.min(to, (number / run + 1) * run);
            MemorySegment.copy(
                    tensor.segment(),
                    offset(number) * size,
                    target,
                    (number - from) * size,
                    (end - number) * size);
            number = end;
        }
    }

    /// How many elements lie side by side.
    private long run() {
        Shape shape = tensor.shape();
        List<Long> strides = tensor.strides();
        long run = 1;
        for (int i = shape.rank() - 1;
                i >= 0 && (strides.get(i) == run || shape.dim(i) == 1);
                i--) {
            run *= shape.dim(i);
        }
        return run;
    }

    /// Where an element lies, in elements.
    private long offset(long number) {
        Shape shape = tensor.shape();
        long offset = 0;
        long rest = number;
        for (int i = shape.rank() - 1; i >= 0; i--) {
            offset += rest % shape.dim(i) * tensor.strides().get(i);
            rest /= shape.dim(i);
        }
        return offset;
    }
}
