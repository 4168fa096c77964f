package io.fanin.checkpoint.write;

import io.fanin.fill.PlanFiller;
import io.fanin.tensor.DType;
import io.fanin.tensor.Shape;
import io.fanin.tensor.Slice;
import io.fanin.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A part of a tensor of a plan.
///
/// @param filler on the caller's thread alone
/// @param dtype as stored
/// @param whole whether any piece takes the work of the whole, so that none is made alone
record Drawn(PlanFiller filler, String name, DType dtype, Slice slice, boolean whole, long place)
        implements Source {
    @Override
    public Stream<Stretch> stretches(long most) {
        return slice.pieces(whole ? Long.MAX_VALUE : most / dtype.bytes()).map(Drawing::new);
    }

    private final class Drawing implements Stretch {
        private final Slice part;

        Drawing(Slice part) {
            this.part = part;
        }

        @Override
        public long bytes() {
            return part.shape().count() * dtype.bytes();
        }

        @Override
        public void make(Workspace workspace, Out out) throws IOException {
            if (whole) {
                makeWhole(workspace.pool(), out);
                return;
            }
            MemorySegment buffer = workspace.buffer();
            Shape most = Shape.of(buffer.byteSize() / dtype.bytes());
            workspace
                    .reader(filler)
                    .read(
                            name,
                            part,
                            Tensor.of(buffer, dtype, most),
                            piece -> out.write(buffer.asSlice(0, size(piece))));
        }

        private long size(Tensor piece) {
            return piece.shape().count() * dtype.bytes();
        }

        private void makeWhole(@Nullable ForkJoinPool pool, Out out) throws IOException {
            try (Arena arena = Arena.ofShared()) {
                MemorySegment memory = arena.allocate(bytes(), Long.BYTES);
                filler.on(pool).fill(name, part, Tensor.of(memory, dtype, part.shape()));
                out.write(memory);
            }
        }
    }
}
